/* Study tools on a page with sections: ✓ read, stars, notes. */

(function (yandu) {
  "use strict";

  const TYPED = 800; // milliseconds after the last key until a note is kept
  const REFUSED = "没有存下：这个浏览器不让网站保存，或者存满了。写的字请先复制到别处。";
  const BOTH = "另一个窗口也改了这条笔记，两边的字都留下了。";
  let number = 0;

  const element = (...given) => yandu.element(...given);

  function button(text, name, act) {
    const sign = element("span", { class: "y-study-sign", "aria-hidden": "true" }); // drawn by the style sheet
    const made = element("button", { type: "button", class: "y-study-button y-study-button--" + name }, sign, text);
    made.addEventListener("click", act);
    return made;
  }

  /**
   * The tools of one section.
   * @param {object} section as `position.described` gives it
   * @param {string[]} kinds which buttons: "read", "star", "note"
   * @returns {{element: Element, show: function(): void}} `show` brings it up to date with what is kept
   */
  function tools(section, kinds) {
    const status = element("p", { class: "y-study-status", role: "status" });
    const own = element("div", { class: "y-study-note", hidden: "" });
    const row = element("div", { class: "y-study-row" });
    const editor = note(section, status, () => show());
    const buttons = { read: toggle("已读", "read"), star: toggle("收藏", "star"), note: button("笔记", "note", editor.turn) };
    row.append(...kinds.map((kind) => buttons[kind]));

    function toggle(text, field) {
      return button(text, field, () => {
        const now = yandu.entries.of(section.address, section.hash)[field];
        status.textContent = yandu.entries.change(section, { [field]: now ? 0 : Date.now() }) ? "" : REFUSED;
        show();
        yandu.study.mark();
      });
    }

    function show() {
      const entry = yandu.entries.of(section.address, section.hash);
      for (const field of ["read", "star"]) buttons[field].setAttribute("aria-pressed", String(Boolean(entry[field])));
      buttons.note.setAttribute("aria-expanded", String(!editor.element.hidden));
      buttons.note.classList.toggle("y-study-button--written", Boolean(entry.note));
      own.hidden = !entry.note || !editor.element.hidden;
      own.textContent = entry.note;
      editor.refresh(entry.note);
    }

    const made = element("div", { class: "y-study-tools", role: "group", "aria-label": "我的记号：" + section.title });
    made.dataset.study = section.address;
    made.append(row, own, editor.element, status);
    show();
    return { element: made, show: show };
  }

  /** The field in which a note is written; what is typed is kept while it is typed. */
  function note(section, status, changed) {
    const id = "y-study-note-" + (number += 1);
    const field = element("textarea", { id: id, rows: "4", maxlength: String(yandu.entries.LONGEST_NOTE), "aria-describedby": id + "-hint" });
    const made = element("div", { class: "y-study-editor", hidden: "" },
      element("label", { for: id, text: "这一节的笔记" }), field,
      element("p", { class: "y-study-hint", id: id + "-hint", text: "边写边存，只存在这个浏览器里，不会传出去。" }),
      element("div", { class: "y-study-row" }, button("写好了", "done", close)));
    let base = ""; // the note as it was kept when the field was last brought up to date
    let timer = 0;

    function save() {
      window.clearTimeout(timer);
      timer = 0;
      const kept = yandu.entries.of(section.address, section.hash).note;
      const typed = field.value.trim() ? field.value : "";
      if (typed === kept) return true;
      const both = kept !== base && kept ? yandu.entries.notes(typed, kept) : typed;
      if (!yandu.entries.change(section, { note: both, noted: Date.now() })) {
        status.textContent = REFUSED;
        return false;
      }
      status.textContent = both === typed ? "已存下。" : BOTH;
      base = both;
      if (both !== typed) field.value = both;
      return true;
    }

    function refresh(kept) {
      if (timer || (!made.hidden && field.value !== base)) return; // being written
      base = kept;
      if (field.value !== kept) field.value = kept;
    }

    function close() {
      if (!save()) return;
      made.hidden = true;
      changed();
      yandu.study.mark();
      made.closest("[data-study]").querySelector(".y-study-button--note").focus();
    }

    function turn() {
      if (!made.hidden) return close();
      made.hidden = false;
      status.textContent = "";
      changed();
      field.focus();
    }

    field.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(save, TYPED);
    });
    window.addEventListener("pagehide", () => { if (timer) save(); });
    document.addEventListener("visibilitychange", () => { if (timer && document.visibilityState === "hidden") save(); });
    return { element: made, turn: turn, refresh: refresh };
  }

  /** The last element of a section's own words: its tools come behind it. */
  function end(heading) {
    return yandu.position.blocks(heading).pop() || heading;
  }

  /** Stars and notes for the sections below the page's head: those that have some at once, the others when asked for. */
  function inline(headings, shown) {
    const rest = [];
    for (const heading of headings) {
      const section = yandu.position.described(heading);
      const add = () => {
        const made = tools(section, ["star", "note"]);
        made.element.classList.add("y-study-tools--inline");
        end(heading).after(made.element);
        shown.push(made);
        return made;
      };
      if (yandu.entries.speaks(yandu.entries.of(section.address, section.hash))) add();
      else rest.push(add);
    }
    return rest;
  }

  /** The button that shows the tools of the other sections on the page. */
  function more(rest) {
    const made = button("给下面各小节收藏、记笔记", "more", () => {
      const first = rest.map((add) => add())[0];
      made.remove();
      first.element.querySelector("button").focus();
    });
    return made;
  }

  /** Whether an entry may be meant for a section here: its words, or its address, stand in the name of another. */
  function misplaced(sections) {
    const known = new Map(sections.map((section) => [section.address, section.hash]));
    const hashes = new Set(known.values());
    const keys = yandu.entries.keys().filter((key) => known.get(key.address) !== key.hash);
    return keys.filter((key) => known.has(key.address) || hashes.has(key.hash));
  }

  /** Says that something is kept for the words that stood here before. */
  function lost(container, sections, keys) {
    const here = new Set(sections.map((section) => section.address));
    const many = keys.filter((key) => here.has(key.address)).length;
    if (!many) return;
    const link = element("a", { href: yandu.address("study/"), text: "我的学习" });
    container.append(element("p", { class: "y-study-lost" }, "位置已变：这里的原文改过。您从前在这里做的记号和笔记还在，请到“", link, "”里看。"));
  }

  function start() {
    const place = document.querySelector("[data-tools]");
    const headings = yandu.position.headings();
    if (!place || !headings.length) return;
    const sections = headings.map(yandu.position.described);
    const container = place.querySelector(".y-study"); // its room is there from the start
    const shown = [];

    function draw() {
      for (const old of shown.splice(0)) old.element.remove();
      container.textContent = "";
      const head = tools(sections[0], ["read", "star", "note"]);
      shown.push(head);
      container.append(head.element);
      const rest = inline(headings.slice(1), shown);
      if (rest.length) container.querySelector(".y-study-row").append(more(rest));
    }

    draw();
    yandu.kept.watch(() => { for (const one of shown) one.show(); });
    const astray = misplaced(sections);
    if (astray.length) yandu.study.need("places").then(() => yandu.places.settled()).then(() => {
      draw();
      lost(container, sections, misplaced(sections));
      yandu.study.mark();
    }).catch(() => {});
  }

  yandu.section = { start: start };
})(window.yandu);
