/* Search: what counts as the same words. generator/search/normalise.py does the same when a site is built. */

(function (yandu) {
  "use strict";

  const DROPPED = yandu.pattern(
    "[\\p{P}\\p{Z}\\p{C}]+",
    "[\\0-#%-*,-/:;?@[\\\\\\]_{}\\x7f-\xa1\xa7\xab\xad\xb6\xb7\xbb\xbf\u2000-\u2043\u2045-\u2051\u2053-\u206f\u2e00-\u2e4f"
      + "\u3000-\u3003\u3008-\u3011\u3014-\u301f\u3030\u303d\u30a0\u30fb\ue000-\uf8ff\ufe10-\ufe19\ufe30-\ufe6b\ufeff]+",
    "gu");
  // What is not plainly kept; looking for what to drop only there makes normalising three times as fast.
  const DOUBTFUL = /[^\u3400-\u4db5\u4e00-\u9fa50-9a-z]+/g;
  // A character and what may melt into it under NFKC: marks, jamo, half-width sound marks; plain characters at a time.
  const MARKS = yandu.pattern("\\p{M}", "\\u0300-\\u036f\\u20d0-\\u20f0\\u302a-\\u302f\\u3099\\u309a\\ufe00-\\ufe0f", "u").source;
  const MELTING = "[" + MARKS + "\\u1160-\\u11ff\\u3131-\\u3163\\ud7b0-\\ud7ff\\uff9e-\\uffdc]";
  const PIECES = new RegExp("[\u4e00-\u9fa5]+(?!" + MELTING + ")|[^]" + MELTING + "*", "gu");

  const simple = new Map(); // traditional character → simplified one
  let traditional = /(?!)/g; // finds the characters above

  /** Takes over the table of traditional characters. @param {{traditional: string, simplified: string}} table */
  function learn(table) {
    if (simple.size) return;
    Array.from(table.traditional).forEach((character, i) => simple.set(character, table.simplified[i]));
    traditional = new RegExp("[" + table.traditional + "]", "g");
  }

  /** NFKC and lower case: what words in quotation marks are matched by. @param {string} text */
  function plain(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  function dropped(text) {
    return plain(text).replace(DOUBTFUL, (part) => part.replace(DROPPED, ""));
  }

  function simplified(text) {
    return text.replace(traditional, (character) => simple.get(character));
  }

  /** Besides, no blanks, punctuation and control characters, and simplified. @param {string} text */
  function normalise(text) {
    return simplified(dropped(text));
  }

  /**
   * The normalised text and, for each of its units, where the characters it stands for begin and end in `text`.
   * @param {string} text
   * @returns {{flat: string, starts: number[], ends: number[]}}
   */
  function trace(text) {
    const starts = [];
    const ends = [];
    let flat = "";
    let at = 0;
    for (const piece of text.match(PIECES) || []) {
      const kept = dropped(piece);
      const each = kept === piece;
      for (let i = 0; i < kept.length; i += 1) {
        starts.push(each ? at + i : at);
        ends.push(each ? at + i + 1 : at + piece.length);
      }
      flat += kept;
      at += piece.length;
    }
    // A Greek final sigma depends on its neighbours; it never changes the length.
    const whole = dropped(text);
    return { flat: simplified(whole.length === flat.length ? whole : flat), starts: starts, ends: ends };
  }

  yandu.fold = { learn: learn, plain: plain, normalise: normalise, trace: trace };
})(window.yandu);
