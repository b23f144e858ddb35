/* A tap on a term tells what it means before its page is opened. Without this script the link opens the page.

   The note comes from data-y-note and is only ever set as text. The sheet closes by its button, Esc, a tap outside and
   the Back key, for which it puts one entry into the browser's history; focus goes in and returns to the term. */
(function () {
  "use strict";

  var WIDE = "(min-width: 45em)";
  var GAP = 8;
  var sheet = null;
  var opener = null;

  function part(name, className, text) {
    var element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  }

  function build(link) {
    var box = part("div", "y-sheet", "");
    var name = part("p", "y-sheet__name", link.textContent);
    var note = part("p", "y-sheet__note", link.getAttribute("data-y-note"));
    var more = part("a", "y-sheet__more", link.getAttribute("data-y-more") || "查看全部出处");
    var close = part("button", "y-sheet__close", "关闭");
    name.id = "y-sheet-name";
    note.id = "y-sheet-note";
    more.href = link.href;
    close.type = "button";
    close.addEventListener("click", leave);
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-modal", "true");
    box.setAttribute("aria-labelledby", name.id);
    box.setAttribute("aria-describedby", note.id);
    [name, note, more, close].forEach(function (element) { box.appendChild(element); });
    return box;
  }

  /* Below the words, or above them where there is more room; on a phone the style sheet keeps it at the bottom. */
  function place() {
    if (!window.matchMedia(WIDE).matches) {
      sheet.removeAttribute("style");
      return;
    }
    var words = opener.getClientRects()[0] || opener.getBoundingClientRect();
    var below = words.bottom + GAP;
    var above = words.top - GAP - sheet.offsetHeight;
    var top = below + sheet.offsetHeight > window.innerHeight && above > 0 ? above : below;
    var left = Math.min(words.left, window.innerWidth - sheet.offsetWidth - GAP);
    sheet.style.top = Math.max(GAP, Math.min(top, window.innerHeight - sheet.offsetHeight - GAP)) + "px";
    sheet.style.left = Math.max(GAP, left) + "px";
  }

  /* On a phone the sheet must not lie on the words that it explains. */
  function uncover() {
    var hidden = opener.getBoundingClientRect().bottom + GAP - sheet.getBoundingClientRect().top;
    if (!window.matchMedia(WIDE).matches && hidden > 0) { window.scrollBy(0, hidden); }
  }

  function open(link) {
    var isFirst = !sheet;
    if (sheet) { remove(false); }
    opener = link;
    sheet = build(link);
    document.body.appendChild(sheet);
    place();
    uncover();
    if (isFirst) { history.pushState({ yNote: true }, ""); }
    sheet.querySelector(".y-sheet__more").focus({ preventScroll: true });
  }

  function remove(returns) {
    if (!sheet) { return; }
    sheet.remove();
    sheet = null;
    if (returns) { opener.focus({ preventScroll: true }); }
  }

  /* Closes, and takes back the entry in the history. */
  function leave() {
    if (!sheet) { return; }
    remove(true);
    if (history.state && history.state.yNote) { history.back(); }
  }

  function follow(event) {
    event.preventDefault();
    var target = event.target.href;
    remove(false);
    location.replace(target);
  }

  function isPlain(event) {
    return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a.y-term[data-y-note]") : null;
    if (link && isPlain(event) && link.getAttribute("data-y-note")) {
      event.preventDefault();
      open(link);
    } else if (sheet && !sheet.contains(event.target)) {
      event.preventDefault();  // the tap closes and does nothing else
      leave();
    } else if (sheet && isPlain(event) && event.target.className === "y-sheet__more") {
      follow(event);
    }
  });

  document.addEventListener("keydown", function (event) {
    if (!sheet) { return; }
    if (event.key === "Escape") {
      event.preventDefault();
      leave();
    } else if (event.key === "Tab") {
      var ends = [sheet.querySelector(".y-sheet__more"), sheet.querySelector(".y-sheet__close")];
      var next = document.activeElement === ends[0] ? ends[1] : ends[0];
      event.preventDefault();
      next.focus();
    }
  });

  window.addEventListener("popstate", function () { remove(true); });
  window.addEventListener("resize", function () { if (sheet) { place(); } });
  window.addEventListener("scroll", function () { if (sheet) { place(); } }, { passive: true });

  /* A page that comes back from the browser's memory or is loaded again has no sheet, so its entry means nothing. */
  if (history.state && history.state.yNote) { history.replaceState(null, ""); }
})();
