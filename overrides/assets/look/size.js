/* 大字版: the size of all text, 18, 24 or 30 px, chosen with one button and remembered in this browser only.

   Runs in the head, before anything is drawn, so that nothing jumps; without it the button is not there.
   Which of the button's labels is seen follows from the size, too (yandu.css). */

(function () {
  "use strict";

  const KEY = "yandu:size";
  const NEXT = { 1: "2", 2: "3", 3: "1" };
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

  const remembered = kept();
  root.dataset.size = NEXT[remembered] ? remembered : "1";
  window.addEventListener("storage", (event) => {
    if (event.key === KEY && NEXT[event.newValue]) root.dataset.size = event.newValue;
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-size-switch]")) return;
    root.dataset.size = NEXT[root.dataset.size];
    keep(root.dataset.size);
  });
})();
