/* 大字版: the size of all text, 18, 24 or 30 px, chosen with one button and remembered in this browser only.

   Runs in the head, before anything is drawn, so that nothing jumps; without it the button is not there. */

(function () {
  "use strict";

  const KEY = "yandu:size";
  const NEXT = { 1: "2", 2: "3", 3: "1" };
  // What the button brings next; below it the way back where that takes two presses; both in full for pointers.
  const OFFERED = {
    1: ["大字版", "", "换成大字"],
    2: ["特大字", "再按还原", "换成特大字，再按一次还原"],
    3: ["还原", "", "换回原来的字号"],
  };
  const root = document.documentElement;

  function kept() {
    try {
      return localStorage.getItem(KEY);
    } catch (error) {
      return null; // storage is refused: the choice holds for this page
    }
  }

  function keep(size) {
    try {
      localStorage.setItem(KEY, size);
    } catch (error) {
      return; // as above
    }
  }

  function label(button, size) {
    const [next, back, full] = OFFERED[size];
    const small = document.createElement("span");
    small.className = "y-size__back";
    small.textContent = back;
    button.textContent = next;
    if (back) button.append(small);
    button.title = full;
  }

  function show(size) {
    root.dataset.size = size;
    for (const button of document.querySelectorAll("[data-size-switch]")) label(button, size);
  }

  const remembered = kept();
  show(NEXT[remembered] ? remembered : "1");
  document.addEventListener("DOMContentLoaded", () => show(root.dataset.size));
  window.addEventListener("storage", (event) => {
    if (event.key === KEY && NEXT[event.newValue]) show(event.newValue);
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-size-switch]")) return;
    const size = NEXT[root.dataset.size];
    keep(size);
    show(size);
  });
})();
