/* Search: what is offered while a reader types: the combobox with a list of the ARIA Authoring Practices. */

(function (yandu) {
  "use strict";

  const MOST = 8;
  const RECENT = 3;   // of them searches from before, once something is typed
  const ALIKE = 5;    // of them of one kind, as long as there are others
  const PAUSE = 120;  // milliseconds without a key
  const LEAST = 88;   // pixels of the list below the box; with less room it stands above
  const POINTS = {
    begins: 4, holds: 2.5, sounds: 3.5, near: 1,
    kind: { term: 1, formula: 1, title: 0.4, heading: 0.2, word: -0.6 },
    often: 0.25, cost: -2, length: -0.03,
  };

  /**
   * The words that fit what was typed, the best first.
   * @param {Vocabulary} words
   * @param {string} typed normalised
   * @returns {Entry[]}
   */
  function fitting(words, typed) {
    const found = [];
    const note = (entry, points) => {
      if (entry.flat !== typed) found.push({ entry: entry, points: points + rate(entry) });
    };
    for (const entry of words.entries) {
      if (entry.flat.startsWith(typed)) note(entry, POINTS.begins);
      else if (typed.length > 1 && entry.flat.includes(typed)) note(entry, POINTS.holds);
    }
    if (yandu.pinyin.looksSo(typed)) {
      yandu.pinyin.matches(words, typed, false).forEach((one) => note(one.entry, POINTS.sounds + POINTS.cost * one.cost));
    } else if (found.length < RECENT && typed.length > 2) {
      const much = yandu.near.matches(words, typed).concat(yandu.near.beginnings(words, typed));
      much.forEach((one) => note(one.entry, POINTS.near + POINTS.cost * one.cost));
    }
    return found.sort((a, b) => b.points - a.points).map((one) => one.entry);
  }

  function rate(entry) {
    return POINTS.kind[entry.kind] + POINTS.often * Math.log(1 + entry.count) + POINTS.length * entry.flat.length;
  }

  /** @returns {{text: string, label: string}[]} at most MOST, each once; searches from before come first */
  function offered(words, text) {
    const typed = yandu.fold.normalise(text);
    const known = yandu.recent.all().map((one) => ({ text: one, label: "最近" }));
    if (!typed) return text.trim() ? [] : known;
    const before = known.filter((one) => yandu.fold.normalise(one.text).startsWith(typed) && one.text !== text.trim());
    return mixed(distinct(before.slice(0, RECENT).concat(fitting(words, typed))));
  }

  function distinct(found) {
    const seen = new Set();
    return found.filter((one) => {
      const flat = yandu.fold.normalise(one.text);
      return !seen.has(flat) && Boolean(seen.add(flat));
    });
  }

  /** The best, but not all of one kind where there are others. */
  function mixed(found) {
    const many = {};
    const surplus = new Set(found.filter((one) => {
      many[one.label] = (many[one.label] || 0) + 1;
      return many[one.label] > ALIKE;
    }));
    const first = found.filter((one) => !surplus.has(one)).slice(0, MOST);
    const room = MOST - first.length;
    const kept = new Set(first.concat(Array.from(surplus).slice(0, room)));
    return found.filter((one) => kept.has(one));
  }

  /**
   * Makes the box a combobox.
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   */
  async function connect(form, input) {
    const words = await yandu.words().catch(() => ({ entries: [], readings: new Map(), same: new Map() }));
    const box = built(form, input);
    let timer = 0;
    let composing = false;

    function later(pause) {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => show(box, offered(words, input.value)), pause);
    }

    function shut() {
      window.clearTimeout(timer);
      hide(box);
    }

    input.addEventListener("compositionstart", () => { composing = true; shut(); });
    input.addEventListener("compositionend", () => { composing = false; later(PAUSE); });
    input.addEventListener("input", (event) => { if (!composing && !event.isComposing) later(PAUSE); });
    input.addEventListener("click", () => { if (!composing && !input.value) later(0); });
    input.addEventListener("keydown", (event) => {
      if (!composing && !event.isComposing && event.keyCode !== 229) press(box, event, () => later(0), shut);
    });
    form.addEventListener("submit", () => { yandu.recent.add(input.value); shut(); });
    form.addEventListener("focusout", (event) => {
      if (event.relatedTarget !== input && !box.popup.contains(event.relatedTarget)) shut();
    });
    box.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) take(box, option);
    });
    // A press in the list must not take the focus from the box.
    box.popup.addEventListener("mousedown", (event) => event.preventDefault());
    box.changed = () => { if (input.value.trim()) later(0); else show(box, offered(words, "")); };
    if (window.visualViewport) window.visualViewport.addEventListener("resize", () => place(box));
    if (document.activeElement === input) later(0);
  }

  function built(form, input) {
    const element = yandu.element;
    const box = {
      form: form, input: input, at: -1,
      list: element("ul", { role: "listbox", id: "y-suggestions", "aria-label": "搜索提示", class: "y-suggestions" }),
      foot: element("div"),
      told: element("p", { role: "status", "aria-live": "polite", class: "y-told" }),
    };
    box.popup = element("div", { class: "y-suggest", hidden: "" }, box.list, box.foot);
    const states = { role: "combobox", "aria-autocomplete": "list", "aria-controls": "y-suggestions", "aria-expanded": "false" };
    Object.keys(states).forEach((name) => input.setAttribute(name, states[name]));
    input.after(box.popup);
    form.append(box.told);
    return box;
  }

  function show(box, found) {
    const recent = found.some((one) => one.label === "最近");
    box.list.textContent = "";
    box.list.append(...found.map(option));
    box.list.hidden = !found.length;
    box.foot.textContent = "";
    const shut = !found.length && !box.foot.dataset.open;
    if (recent || box.foot.dataset.open) box.foot.append(yandu.recent.controls((told) => {
      box.foot.dataset.open = told || " "; // what the switch did stays in sight
      box.changed();
      box.input.focus();
    }, (box.foot.dataset.open || "").trim()));
    box.popup.hidden = shut;
    box.input.setAttribute("aria-expanded", String(found.length > 0));
    go(box, -1);
    place(box);
    box.told.textContent = found.length ? found.length + " 条提示" : "";
  }

  function option(one, i) {
    return yandu.element("li", { role: "option", id: "y-suggestion-" + i, "aria-selected": "false", class: "y-suggestion" },
      yandu.element("span", { class: "y-suggestion-text", text: one.text }),
      yandu.element("span", { class: "y-suggestion-label", text: one.label }));
  }

  function hide(box) {
    delete box.foot.dataset.open;
    box.popup.hidden = true;
    box.input.setAttribute("aria-expanded", "false");
    go(box, -1);
    box.told.textContent = "";
  }

  /** Makes one option the active one; -1: none. */
  function go(box, at) {
    const all = Array.from(box.list.children);
    box.at = at;
    all.forEach((each, i) => each.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return box.input.removeAttribute("aria-activedescendant");
    box.input.setAttribute("aria-activedescendant", all[at].id);
    return all[at].scrollIntoView({ block: "nearest" });
  }

  /** Searches for an option. */
  function take(box, chosen) {
    box.input.value = chosen.querySelector(".y-suggestion-text").textContent;
    hide(box);
    box.form.querySelector("button[type=submit]").click();
  }

  function press(box, event, open, shut) {
    const many = box.popup.hidden ? 0 : box.list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (!many) open();
      else go(box, (box.at + 1 + step + many + 1) % (many + 1) - 1); // past the ends: back to the box itself
    } else if (event.key === "Enter" && many && box.at >= 0) {
      event.preventDefault();
      take(box, box.list.children[box.at]);
    } else if (event.key === "Escape" && !box.popup.hidden) {
      event.preventDefault();
      shut();
    }
  }

  /** Keeps the list within what the keyboard on the screen leaves free, below the box or above it. */
  function place(box) {
    if (box.popup.hidden) return;
    const seen = window.visualViewport || { height: window.innerHeight, offsetTop: 0 };
    const rect = box.input.getBoundingClientRect();
    const below = seen.height + seen.offsetTop - rect.bottom - 8;
    const above = rect.top - seen.offsetTop - 8;
    const up = below < LEAST && above > below;
    box.popup.classList.toggle("y-suggest--above", up);
    box.popup.style.maxHeight = Math.max(LEAST, up ? above : below) + "px";
  }

  yandu.suggest = { connect: connect, offered: offered };
})(window.yandu);
