/* Search: the box on every page, and what a page needs of the rest. Without scripts the box is a plain form. */

(function (yandu) {
  "use strict";

  const SEARCHING = ["fold", "numbers", "query", "store", "scan", "pairs", "find", "rank", "sites"];
  const RESULTS = ["excerpt", "filters", "advice", "forgive", "recent", "results", "page"];
  const SUGGESTING = ["fold", "numbers", "words", "pinyin", "near", "recent", "suggest"];
  const MARKING = ["fold", "query", "excerpt", "mark"];

  /** While an input method composes, Enter only confirms; old browsers say so with the key code 229 alone. */
  function confirming(event) {
    return event.key === "Enter" && (event.isComposing || event.keyCode === 229);
  }

  /** `/` anywhere but in a field, and Ctrl+K or ⌘K everywhere. */
  function isShortcut(event) {
    if (event.altKey) return false;
    if (event.ctrlKey || event.metaKey) return (event.key || "").toLowerCase() === "k" && !event.shiftKey;
    const at = event.target;
    return event.key === "/" && !(at.closest && at.closest("input, textarea, select, [contenteditable]"));
  }

  function connect(form, input) {
    input.addEventListener("keydown", (event) => { if (confirming(event)) event.preventDefault(); });
    document.addEventListener("keydown", (event) => {
      if (!isShortcut(event)) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
    if (yandu.onDisk) form.action = yandu.address("search/");
    if (document.activeElement === input) prepare(form, input);
    else input.addEventListener("focus", () => prepare(form, input), { once: true });
  }

  /** Loads what is offered while typing, and what the first query will need. */
  function prepare(form, input) {
    yandu.need(SUGGESTING).then(() => yandu.suggest.connect(form, input)).catch(() => {});
    yandu.need(SEARCHING).then(() => yandu.sites.open()).catch(() => {});
  }

  /** Asks for the data that every query needs, while the scripts are still coming. */
  function ahead() {
    yandu.read(yandu.root, (listing) => yandu.load(yandu.data(listing.version + "/documents.js"))).catch(() => {});
  }

  /** On a disk: lets the links of a page open what they mean. */
  function mendLinks() {
    for (const link of document.querySelectorAll("a[href]")) {
      if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    }
  }

  function failed(container) {
    container.textContent = "搜索暂时用不了：有些文件没有取到。请刷新本页再试；还是不行，请告诉网站管理员。";
    container.dataset.searchState = "error";
  }

  function start() {
    const container = document.getElementById("yandu-search");
    const form = document.querySelector("form[data-search-box]");
    const anchor = container || form;
    if (!anchor) return;
    yandu.root = new URL(anchor.dataset.searchRoot.replace(/\/*$/, "/"), location.href).href;
    if (yandu.onDisk) mendLinks();
    if (form) connect(form, form.querySelector("input"));
    if (container) ahead();
    if (container) yandu.need(SEARCHING.concat(RESULTS)).then(() => yandu.page.start(container, form), () => failed(container));
    else if (yandu.parameter("mark")) yandu.need(MARKING).then(() => yandu.mark.start()).catch(() => {});
  }

  document.addEventListener("DOMContentLoaded", start); // when all scripts of the page are there
})(window.yandu);
