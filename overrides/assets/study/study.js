/* Study tools: what every page needs of them. Marks in lists, and the loading of the parts that a page asks for.

   The parts are plain scripts, as those of the search, and use its `base.js`:

     store, entries, study   on every page
     section, position       pages with a document's text
     places                  where sections are now, when one is not where it was
     file                    export and import
     home, missing, page     the home page, the page for wrong addresses, 我的学习

   Nothing that a reader marks or writes is sent anywhere: not as a request, and not as part of an address. */

(function (yandu) {
  "use strict";

  const CODE = "assets/study/";
  const SOON = 60; // milliseconds in which a list that is being written is marked once
  const LISTED = ".md-content li a[href], .md-content td a[href], .y-hit a[href], [data-marks] a[href]";
  const NOT_LISTED = ".t, .y-crumbs, .y-pager, .y-tools, [data-study], [data-unmarked]";
  const SIGNS = [["read", "✓", "已读"], ["star", "★", "已收藏"], ["note", "✎", "有笔记"]];

  /** Loads parts by name, in this order. @param {...string} names */
  function need(...names) {
    return Promise.all(names.map((name) => yandu.load(new URL(CODE + name + ".js", yandu.siteRoot).href)));
  }

  /** Which sections bear which marks: address → {read, star, note}. */
  function marked() {
    const found = new Map();
    for (const one of yandu.entries.all()) {
      const marks = found.get(one.address) || {};
      for (const [mark] of SIGNS) marks[mark] = marks[mark] || Boolean(one.entry[mark]);
      found.set(one.address, marks);
    }
    return found;
  }

  /** Puts the marks behind the links that lead to sections. A page that was read is read with all that is on it. */
  function mark() {
    const known = marked();
    for (const old of document.querySelectorAll(".y-study-mark")) old.remove();
    if (!known.size) return;
    for (const link of document.querySelectorAll(LISTED)) {
      const at = !link.closest(NOT_LISTED) && yandu.entries.target(link.href);
      if (!at) continue;
      const own = known.get(at.section) || {};
      const read = own.read || (known.get(at.head) || {}).read;
      const marks = Object.assign({}, own, { read: read });
      for (const [name, sign, word] of SIGNS) if (marks[name]) link.append(signed(name, sign, word));
    }
  }

  let due = 0;

  /** Marks a list that is being written: once for all that is put into it at about the same time. */
  function markSoon() {
    window.clearTimeout(due);
    due = window.setTimeout(mark, SOON);
  }

  function signed(name, sign, word) {
    return yandu.element("span", { class: "y-study-mark y-study-mark--" + name, role: "img", "aria-label": word, title: word, text: sign });
  }

  /** Runs what a page asks for. */
  function start() {
    if (!yandu.kept.works() && !document.getElementById("yandu-study")) return;
    const texts = document.querySelector(".md-content [data-section]");
    if (texts) need("position").then(() => yandu.position.start()).catch(() => {});
    if (document.querySelector("[data-tools]") && texts) need("section").then(() => yandu.section.start()).catch(() => {});
    if (document.querySelector(".y-continue")) need("home").then(() => yandu.home.start()).catch(() => {});
    if (document.querySelector("[data-missing]")) need("places", "missing").then(() => yandu.missing.start()).catch(() => {});
    const page = document.getElementById("yandu-study");
    if (page) need("places", "file", "page").then(() => yandu.studyPage.start(page), () => {
      page.textContent = "本页有些文件没有取到，请刷新再试。";
      page.dataset.studyState = "failed";
    });
    mark();
    yandu.kept.watch((name) => { if (!name || name.startsWith("s:")) mark(); });
  }

  yandu.study = { need: need, mark: mark, markSoon: markSoon };
  start();
})(window.yandu);
