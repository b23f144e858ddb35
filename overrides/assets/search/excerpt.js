/* Search: the sentences that show why a section was found, and which of their characters to mark. */

(function (yandu) {
  "use strict";

  const SENTENCES = 3;       // at most so many in one excerpt
  const LONGEST = 160;       // characters of a sentence before it is cut at its commas
  const MARGIN = 60;         // characters kept on each side of the match then
  const STOP = /[。！？!?\n]/;
  const COMMA = /[，、；：,;:]/;
  const CLOSING = /[”’」』）)》]/;

  /** @typedef {number[]} Range [start, end) in a text as written */

  /** Where a word stands in a traced text, as ranges of the original; `from`: what ends before is left out. */
  function places(text, traced, word, from) {
    const found = [];
    for (let at = traced.flat.indexOf(word.flat); at >= 0; at = traced.flat.indexOf(word.flat, at + 1)) {
      const last = at + word.flat.length - 1;
      const range = [traced.starts[at], traced.ends[last]];
      if (last >= (from || 0) && asWritten(text, range, word)) found.push(range);
    }
    return found;
  }

  /** Whether a range stands there with the punctuation in and around it that was asked for. */
  function asWritten(text, range, word) {
    if (!word.exact) return true;
    const plain = yandu.fold.plain;
    const core = plain(text.slice(range[0], range[1]));
    const at = word.exact.indexOf(core);
    const before = word.exact.slice(0, at);
    const after = word.exact.slice(at + core.length);
    return at >= 0 && yandu.fold.normalise(before + after) === "" &&
      plain(text.slice(Math.max(0, range[0] - before.length), range[0])).endsWith(before) &&
      plain(text.slice(range[1], range[1] + after.length)).startsWith(after);
  }

  /**
   * The places of all words in a text, in order, overlapping ones made one.
   * @param {string} text
   * @param {Word[]} words
   * @returns {Range[]}
   */
  function stretches(text, words) {
    const traced = yandu.fold.trace(text);
    return joined([].concat(...words.map((word) => places(text, traced, word))));
  }

  function joined(ranges) {
    const result = [];
    for (const range of ranges.sort((a, b) => a[0] - b[0])) {
      const last = result[result.length - 1];
      if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
      else result.push(range.slice());
    }
    return result;
  }

  /** Whether a sentence may end with a character. */
  function isEnd(character) {
    return STOP.test(character) || CLOSING.test(character);
  }

  /** The sentence around a range. */
  function sentence(text, start, end) {
    let from = start;
    while (from > 0 && !STOP.test(text[from - 1])) from -= 1;
    while (from < start && CLOSING.test(text[from])) from += 1;
    let to = end;
    while (to < text.length && text[to] !== "\n" && !STOP.test(text[to - 1])) to += 1;
    while (to < text.length && CLOSING.test(text[to])) to += 1;
    return to - from > LONGEST ? clipped(text, from, to, start, end) : [from, to];
  }

  /** The part of a very long sentence around a match, cut at its commas where there are some. */
  function clipped(text, from, to, start, end) {
    const [least, most] = [Math.max(from, start - 2 * MARGIN), Math.min(to, end + 2 * MARGIN)];
    let left = Math.max(from, start - MARGIN);
    while (left > least && !COMMA.test(text[left - 1])) left -= 1;
    let right = Math.min(to, end + MARGIN);
    while (right < most && !COMMA.test(text[right - 1])) right += 1;
    return [left, right];
  }

  /**
   * The sentences that show the words; of a hit in the heading alone, the sentence below the heading.
   * @param {Section} section
   * @param {Word[]} words
   * @returns {{ranges: Range[], marks: Range[]}} of the section's text
   */
  function excerpt(section, words) {
    const text = section.text;
    const traced = yandu.fold.trace(text);
    const heading = yandu.fold.normalise(section.title);
    const head = traced.flat.startsWith(heading) ? heading.length : 0;
    const firsts = words.map((word) => places(text, traced, word, head)[0]).filter(Boolean).slice(0, SENTENCES);
    const below = head < traced.flat.length ? [traced.starts[head], traced.ends[head]] : null;
    const chosen = firsts.length ? firsts : [below].filter(Boolean);
    return {
      ranges: joined(chosen.map((range) => sentence(text, range[0], range[1]))),
      marks: joined([].concat(...words.map((word) => places(text, traced, word)))),
    };
  }

  /** `text` from `from` to `to` as nodes, the marked ranges in <mark>. */
  function nodes(text, from, to, marks) {
    const made = document.createDocumentFragment();
    let at = from;
    for (const mark of marks) {
      const start = Math.max(mark[0], from);
      const end = Math.min(mark[1], to);
      if (start >= end) continue;
      made.append(text.slice(at, start), yandu.element("mark", { text: text.slice(start, end) }));
      at = end;
    }
    made.append(text.slice(at, to));
    return made;
  }

  /** A paragraph with the sentences of an excerpt; …… where one was cut or something lies between. */
  function quotation(section, words) {
    const text = section.text;
    const part = excerpt(section, words);
    const made = yandu.element("p", { class: "y-result-text" });
    part.ranges.forEach(([from, to], i) => {
      if (i || (from > 0 && !isEnd(text[from - 1]))) made.append("……");
      made.append(nodes(text, from, to, part.marks));
      if (to < text.length && text[to] !== "\n" && !isEnd(text[to - 1])) made.append("……");
    });
    return made;
  }

  /** A line of text with its words marked, as nodes. */
  function marked(text, words) {
    return nodes(text, 0, text.length, stretches(text, words));
  }

  yandu.excerpt = { stretches: stretches, nodes: nodes, marked: marked, quotation: quotation };
})(window.yandu);
