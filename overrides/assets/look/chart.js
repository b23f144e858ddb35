/* The sheet with the document's outline: the address opens it (#chart) without any script; this adds what keys and
   screen readers expect: focus goes into it and back, Escape and a tap beside it close it. */

(function () {
  "use strict";

  const OPEN = "#chart";
  const sheet = document.querySelector(".y-chart");
  const opener = document.querySelector(".y-chart-open");
  if (!sheet || !opener) return;
  let here = false; // whether it was opened on this page, so that one step back closes it

  const isOpen = () => location.hash === OPEN && getComputedStyle(sheet).position === "fixed";

  function close() {
    if (here) history.back();
    else location.replace(sheet.querySelector(".y-chart-close").hash);
  }

  opener.addEventListener("click", () => {
    here = true;
  });

  sheet.querySelector(".y-chart-close").addEventListener("click", (event) => {
    event.preventDefault();
    close();
  });

  window.addEventListener("hashchange", (event) => {
    if (isOpen()) (sheet.querySelector("[aria-current]") || sheet.querySelector("a")).focus();
    else if (event.oldURL.endsWith(OPEN)) {
      here = false;
      if (sheet.contains(document.activeElement) || document.activeElement === document.body) opener.focus({ preventScroll: true });
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) close();
  });

  document.addEventListener("click", (event) => {
    if (isOpen() && !sheet.contains(event.target) && !opener.contains(event.target)) {
      event.preventDefault();
      close();
    }
  });
})();
