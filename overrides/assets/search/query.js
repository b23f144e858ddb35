/* Search: what a reader typed, taken apart.

   Words are parted by blanks and must all be found. "…" or “…” is found as it is written, with its punctuation; a minus
   before a word bars the sections that have it. Quotation marks in the middle of a word (a sentence was pasted) are
   punctuation like any other. */

(function (yandu) {
  "use strict";

  /**
   * @typedef {object} Word
   * @property {string} text as typed
   * @property {string} flat normalised: what is looked for
   * @property {string} exact what must stand there letter for letter (NFKC, lower case), or ""
   *
   * @typedef {object} Query
   * @property {Word[]} wanted each once; all of them must be found
   * @property {Word[]} barred none of them may be found
   */

  const BEGINS = yandu.pattern("[\"＂“\\p{L}\\p{N}]", "[\"＂“]|[^\\s!-/:-@[-`{-~\u2000-\u206f\u3000-\u3003\u3008-\u301f\uff01-\uff0f]", "u").source;
  const TOKEN = new RegExp("([-－−–—](?=" + BEGINS + "))?(?:[\"＂]([^\"＂]+)[\"＂](?=\\s|$)|“([^“”]+)”(?=\\s|$)|(\\S+))", "gu");

  /** @param {string} text @returns {Query} */
  function parse(text) {
    const all = [];
    text.replace(TOKEN, (...token) => all.push({ barred: Boolean(token[1]), word: word(token) }));
    const wanted = once(all.filter((one) => !one.barred).map((one) => one.word));
    const barred = once(all.filter((one) => one.barred).map((one) => one.word));
    return wanted.length ? { wanted: wanted, barred: barred } : { wanted: barred, barred: [] };
  }

  function word(token) {
    const quoted = token[2] || token[3] || "";
    const text = quoted || token[4];
    return { text: text, flat: yandu.fold.normalise(text), exact: yandu.fold.plain(quoted) };
  }

  /** Each word once, those of nothing but punctuation left out. */
  function once(words) {
    const some = words.filter((one) => one.flat);
    const seen = new Map(some.map((one) => [one.flat + "\n" + one.exact, one]));
    return Array.from(seen.values());
  }

  /** A query as it is repeated to its reader: without quotation marks around it, and not at length. */
  function said(text, most) {
    const characters = Array.from(text.replace(/^[“"]|[”"]$/g, ""));
    return characters.slice(0, most).join("") + (characters.length > most ? "……" : "");
  }

  yandu.query = { parse: parse, said: said };
})(window.yandu);
