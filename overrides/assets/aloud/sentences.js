/* Read aloud: the text of a page in sentences, and the sentence that is being read made visible.

   A sentence is a stretch of an element's text, not of its nodes: other scripts may mark words in between. Where the
   browser can, it is highlighted without touching the page (CSS Custom Highlight API); elsewhere it is put into marks,
   which are taken away again, so that the page is as it was. */

(function (yandu) {
  "use strict";

  const NAME = "yandu-aloud";
  const END = /[。！？；!?;…]+[”’」』）)》〉\]】]*/g;
  const PAUSE = /[，、：,:]/g;
  const LONGEST = 120; // characters in one go: some voices stop in the middle of longer ones
  const SKIPPED = ".y-toc"; // a printed list of contents
  const COLUMNS = "td + td, th + td, th + th";
  const TABLE = "这里有一张表格，请看屏幕。"; // cells one after another say nothing to who only listens

  /** The elements that hold a document's words, in reading order, each word once. */
  function parts() {
    const all = Array.from(document.querySelectorAll(".md-content .t"));
    return all.filter((part) => !part.matches(SKIPPED) && !part.parentElement.closest(".t") && part.getClientRects().length);
  }

  /** Where a text can be cut behind a match of `pattern`. */
  function ends(text, pattern) {
    const found = [];
    pattern.lastIndex = 0;
    while (pattern.exec(text)) found.push(pattern.lastIndex);
    return found;
  }

  /** [start, end] of the sentences of a text; a very long one is cut at a comma. */
  function cut(text) {
    const stops = ends(text, END).concat(text.length);
    const pauses = ends(text, PAUSE);
    const found = [];
    let start = 0;
    for (const stop of stops) {
      while (stop - start > LONGEST) {
        const near = pauses.filter((at) => at > start && at <= start + LONGEST).pop() || start + LONGEST;
        found.push([start, near]);
        start = near;
      }
      if (stop > start) found.push([start, stop]);
      start = Math.max(start, stop);
    }
    return found.filter((range) => /[^\s\u3000]/.test(text.slice(range[0], range[1])));
  }

  /** The table that an element stands in, or null; one of a single column only frames a text. */
  function tableOf(part) {
    const table = part.closest("table");
    return table && table.querySelector(COLUMNS) ? table : null;
  }

  /** The sentences of an element: {part, start, end, text}. */
  function within(part) {
    const text = part.textContent;
    return cut(text).map((at) => ({ part: part, start: at[0], end: at[1], text: text.slice(at[0], at[1]).trim() }));
  }

  /** All sentences of the page; a table is one, which says that it is there. */
  function all() {
    const tables = new Set();
    return [].concat(...parts().map((part) => {
      const table = tableOf(part);
      if (!table) return within(part);
      if (tables.has(table)) return [];
      tables.add(table);
      return [{ part: table, start: 0, end: table.textContent.length, text: TABLE }];
    }));
  }

  /** A sentence as stretches of text nodes: [node, start, end]. */
  function pieces(sentence) {
    const walker = document.createTreeWalker(sentence.part, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let at = 0; walker.nextNode();) {
      const node = walker.currentNode;
      const start = Math.max(sentence.start - at, 0);
      const end = Math.min(sentence.end - at, node.data.length);
      // Between the cells of a table there is text that is no word of it.
      if (start < end && node.parentElement.closest(".t")) found.push([node, start, end]);
      at += node.data.length;
    }
    return found;
  }

  function range(stretches) {
    const made = document.createRange();
    const last = stretches[stretches.length - 1];
    made.setStart(stretches[0][0], stretches[0][1]);
    made.setEnd(last[0], last[2]);
    return made;
  }

  /** Puts a stretch of a text node into a mark. */
  function wrap(stretch) {
    const made = document.createElement("mark");
    made.className = "y-aloud-mark";
    const words = stretch[0].splitText(stretch[1]);
    words.splitText(stretch[2] - stretch[1]);
    words.parentNode.replaceChild(made, words);
    made.append(words);
  }

  function unwrap() {
    for (const made of document.querySelectorAll("mark.y-aloud-mark")) {
      const parent = made.parentNode;
      while (made.firstChild) parent.insertBefore(made.firstChild, made);
      parent.removeChild(made);
      parent.normalize();
    }
  }

  function canHighlight() {
    return typeof window.Highlight === "function" && window.CSS && CSS.highlights;
  }

  /** Takes the highlight away. */
  function clear() {
    if (canHighlight()) CSS.highlights.delete(NAME);
    unwrap();
  }

  /** Highlights one sentence, and no other. */
  function show(sentence) {
    clear();
    const stretches = pieces(sentence);
    if (!stretches.length) return;
    if (canHighlight()) CSS.highlights.set(NAME, new window.Highlight(range(stretches)));
    else stretches.forEach(wrap);
  }

  /** Where a sentence is on the screen. @returns {DOMRect|null} */
  function place(sentence) {
    const stretches = pieces(sentence);
    return stretches.length ? range(stretches).getBoundingClientRect() : null;
  }

  yandu.sentences = { all: all, cut: cut, show: show, clear: clear, place: place };
})(window.yandu = window.yandu || {});
