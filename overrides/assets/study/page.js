/* Study tools: the page 我的学习. What is kept, in lists; and what a reader may do with all of it. */

(function (yandu) {
  "use strict";

  const STOPS = 5; // places to read on from
  const NOTHING = "这里还没有东西。打开一份文件，在正文下面点“已读”“收藏”或“笔记”，就会记到这里；读过几秒，读到哪里也会记住。";
  const REFUSED = "这个浏览器不让网站保存东西（可能开了无痕浏览，或者设置里关掉了），所以已读、收藏、笔记用不了。看文件、搜索不受影响。";
  const element = (...given) => yandu.element(...given);

  function button(text, act, more) {
    const made = element("button", { type: "button", class: "y-study-button " + (more || ""), text: text });
    made.addEventListener("click", act);
    return made;
  }

  function day(moment) {
    const at = new Date(moment);
    return at.getFullYear() + "年" + (at.getMonth() + 1) + "月" + at.getDate() + "日";
  }

  /** A part of the page under a heading; nothing for no rows. */
  function part(id, title, rows, hint) {
    if (!rows.length) return [];
    return [element("h2", { id: id, text: title }), ...(hint ? [element("p", { class: "y-meta", text: hint })] : []),
      element("ul", { class: "y-study-list", "data-unmarked": "" }, ...rows)];
  }

  /** A section as a link, named with its document. */
  function link(url, title, document) {
    const made = element("a", { href: url, class: "y-study-link" }, element("span", { text: title || document || "（没有标题）" }));
    if (document && document !== title) made.append(element("span", { class: "y-study-of", text: document }));
    return made;
  }

  function stops() {
    return yandu.entries.positions().slice(0, STOPS).map((stop) => (
      element("li", {}, link(yandu.address(stop.page) + "#y-continue", stop.title, stop.document))));
  }

  /** Entries with what is known of where they are: `place` null = 位置已变. */
  function placed(places) {
    return yandu.entries.all().map((one) => (
      Object.assign({ place: places ? yandu.places.find(places, one.address, one.hash) : guess(one) }, one)));
  }

  /** Where a section is when the listing did not come: at the address that it had; its document's page for certain. */
  function guess(one) {
    return { url: one.address.split("#")[0] + "/all/#" + one.address.split("#")[1] };
  }

  function row(page, one, field) {
    const made = element("li", {}, link(yandu.address(one.place.url), one.entry.title, one.entry.document));
    if (field === "note") made.append(element("div", { class: "y-study-note", text: one.entry.note }));
    if (field === "star") made.append(button("取消收藏", () => act(page, one, { star: 0 }, "已取消收藏。"), "y-study-button--small"));
    return made;
  }

  function lostRow(page, one) {
    const said = [one.entry.read ? "读过" : "", one.entry.star ? "收藏过" : "", one.entry.noted ? "记于" + day(one.entry.noted) : ""];
    const made = element("li", {},
      element("p", { class: "y-study-title", text: [one.entry.document, one.entry.title].filter(Boolean).join("：") }),
      element("p", { class: "y-meta", text: "位置已变。" + said.filter(Boolean).join("，") }));
    if (one.entry.note) made.append(element("div", { class: "y-study-note", text: one.entry.note }));
    const old = yandu.address(one.address.split("#")[0] + "/");
    made.append(element("p", { class: "y-study-row" }, element("a", { href: old, class: "y-study-button", text: "看这份文件" }),
      button("不要了", () => confirm(page, made, "这条记号和笔记删掉就找不回来了。要删吗？", "删掉", () => (
        act(page, one, { read: 0, star: 0, note: "" }, "已删掉一条。"))))));
    return made;
  }

  function act(page, one, change, said) {
    const section = { address: one.address, hash: one.hash, title: one.entry.title, document: one.entry.document };
    say(page, yandu.entries.change(section, change) ? said : "没有存下：浏览器不让保存，或者存满了。");
    draw(page);
    page.status.focus();
  }

  function say(page, text) {
    page.status.textContent = text;
  }

  /** Asks in the page before something is done; the answer that keeps everything comes first. */
  function confirm(page, place, question, yes, done) {
    const old = page.container.querySelector(".y-study-question");
    if (old) old.remove();
    const before = document.activeElement;
    const id = "y-study-question";
    const end = () => {
      made.remove();
      if (before && before.isConnected) before.focus();
    };
    const no = button("不，留着", end);
    const made = element("div", { class: "y-study-question", role: "alertdialog", "aria-labelledby": id },
      element("p", { id: id, text: question }), element("div", { class: "y-study-row" }, no,
        button(yes, () => { end(); done(); }, "y-study-button--danger")));
    made.addEventListener("keydown", (event) => { if (event.key === "Escape") end(); });
    place.append(made);
    no.focus();
  }

  /** Draws the lists anew. */
  function draw(page) {
    const all = placed(page.places).sort((one, other) => latest(other.entry) - latest(one.entry));
    const found = all.filter((one) => one.place);
    const of = (field) => found.filter((one) => one.entry[field]).map((one) => row(page, one, field));
    const lost = all.filter((one) => !one.place).map((one) => lostRow(page, one));
    const [notes, stars, read] = ["note", "star", "read"].map(of);
    page.lists.textContent = "";
    page.lists.append(
      ...part("continue", "继续阅读", stops()),
      ...part("lost", "位置已变（" + lost.length + "）", lost, "这些记号和笔记所在的原文改过或者撤下了，找不到原来的位置。您写的字都在这里。"),
      ...part("notes", "笔记（" + notes.length + "）", notes),
      ...part("stars", "收藏（" + stars.length + "）", stars),
      ...part("read", "已读（" + read.length + " 节）", read));
    if (!page.lists.children.length) page.lists.append(element("p", { text: NOTHING }));
  }

  function latest(entry) {
    return Math.max(entry.noted, entry.star, entry.read);
  }

  /** Export, import, delete all. */
  function keeping(page) {
    const input = element("input", { type: "file", accept: ".json,application/json", id: "y-study-file", class: "y-study-file" });
    const choose = element("label", { for: "y-study-file", class: "y-study-button", text: "导入" });
    input.addEventListener("change", () => {
      const file = input.files[0];
      if (file) bring(page, file).then(() => { input.value = ""; });
    });
    const place = element("div");
    const remove = button("全部删除", () => confirm(page, place,
      "要把这个浏览器里的已读、收藏、笔记、读到哪里、自测成绩和搜过的词全部删除吗？删掉就找不回来了；要留一份，请先点“导出”。",
      "全部删除", () => {
        yandu.file.clear();
        draw(page);
        say(page, "已全部删除。");
        page.status.focus();
      }));
    return [element("h2", { id: "keep", text: "带走、带回、删除" }),
      element("p", { text: "导出：把这里的全部内容存成一个文件，换设备、换浏览器时用。导入：把导出的文件合到这里，两边的都留下。" }),
      element("div", { class: "y-study-row" }, button("导出", () => take(page)), input, choose, remove), place];
  }

  function take(page) {
    const at = new Date();
    const two = (value) => String(value).padStart(2, "0");
    const name = "yandu-" + at.getFullYear() + two(at.getMonth() + 1) + two(at.getDate()) + ".json";
    yandu.file.save(yandu.file.write(page.site), name);
    say(page, "已导出，文件名是 " + name + "，在浏览器的下载里。");
  }

  async function bring(page, file) {
    try {
      const whole = yandu.file.read(await yandu.file.textOf(file));
      if (!whole.site || !page.site || whole.site === page.site) return merge(page, whole);
      confirm(page, page.keeping, "这个文件是从另一个网站“" + whole.site + "”导出的，里面的位置在这里可能找不到。还要导入吗？", "导入",
        () => merge(page, whole));
    } catch (error) {
      say(page, error.message);
      page.status.focus();
    }
  }

  function merge(page, whole) {
    const done = yandu.file.merge(whole);
    const many = whole.sections.length;
    say(page, done ? "已导入 " + many + " 节的记号和笔记，和这里原有的合在了一起。" : "浏览器存满了，或者不让保存，只导入了一部分；原有的都还在。");
    load(page).then(() => page.status.focus());
  }

  /** Finds the places of everything, then draws. */
  async function load(page) {
    try {
      page.places = await yandu.places.settled();
    } catch (error) {
      page.places = null; // the lists are shown all the same
    }
    draw(page);
  }

  /** @param {HTMLElement} container #yandu-study */
  async function start(container) {
    const page = {
      container: container, site: container.dataset.site || "", places: null,
      status: element("p", { class: "y-study-status", role: "status", tabindex: "-1" }),
      lists: element("div"), keeping: element("div"),
    };
    container.textContent = "";
    container.append(page.status);
    if (!yandu.kept.works()) {
      container.dataset.studyState = "refused";
      return say(page, REFUSED);
    }
    container.append(page.lists, page.keeping);
    page.keeping.append(...keeping(page));
    await load(page);
    container.dataset.studyState = "done";
    yandu.kept.watch(() => draw(page));
  }

  yandu.studyPage = { start: start };
})(window.yandu);
