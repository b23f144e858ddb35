/* Search: what was searched for before, kept in this browser only, until the reader says otherwise.

   Where the browser keeps nothing (a private window, a strict setting), nothing is remembered and nothing fails. */

(function (yandu) {
  "use strict";

  const KEY = "yandu.recent";     // the searches, the latest first
  const OFF = "yandu.recent.off"; // there: the reader wants none kept
  const MOST = 8;
  const LONGEST = 60;

  function read(key) {
    try {
      return window.localStorage.getItem(key);
    } catch (error) {
      return null;
    }
  }

  function write(key, value) {
    try {
      if (value === null) window.localStorage.removeItem(key);
      else window.localStorage.setItem(key, value);
    } catch (error) {
      return; // kept nowhere
    }
  }

  /** The searches, the latest first. @returns {string[]} */
  function all() {
    try {
      const kept = JSON.parse(read(KEY) || "[]");
      return Array.isArray(kept) ? kept.filter((text) => typeof text === "string").slice(0, MOST) : [];
    } catch (error) {
      return [];
    }
  }

  /** Whether searches are kept. */
  function on() {
    return read(OFF) === null;
  }

  /** Keeps a search as the latest. @param {string} text */
  function add(text) {
    const plain = text.trim();
    if (!plain || plain.length > LONGEST || !on()) return;
    const others = all().filter((one) => one !== plain);
    write(KEY, JSON.stringify([plain].concat(others).slice(0, MOST)));
  }

  function clear() {
    write(KEY, null);
  }

  /** @param {boolean} wanted whether searches are to be kept; if not, those kept are forgotten */
  function keep(wanted) {
    write(OFF, wanted ? null : "1");
    if (!wanted) clear();
  }

  function button(text, act) {
    const made = yandu.element("button", { type: "button", class: "y-recent-button", text: text });
    made.addEventListener("click", act);
    return made;
  }

  /** The switch, in words that say what is kept and where. @param {function(string): void} [changed] @param {string} [said] */
  function controls(changed, said) {
    const made = yandu.element("div", { class: "y-recent" });
    const act = (change, said) => () => {
      change();
      made.replaceWith(controls(changed, said));
      if (changed) changed(said);
    };
    const buttons = on()
      ? [button("清除记录", act(clear, "搜过的词已清除。")), button("不再记录", act(() => keep(false), ""))]
      : [button("恢复记录", act(() => keep(true), ""))];
    const state = on() ? "搜过的词只记在这台设备的浏览器里；几个人合用的，请点“不再记录”。" : "现在不记录搜过的词。";
    made.append(yandu.element("span", { role: "status", text: said || state }),
      yandu.element("span", { class: "y-recent-buttons" }, ...buttons));
    return made;
  }

  yandu.recent = { all: all, add: add, controls: controls };
})(window.yandu);
