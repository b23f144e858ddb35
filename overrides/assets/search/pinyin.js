/* Search: words for letters: pinyin in full, initials, both mixed, also with Chinese characters between them. */

(function (yandu) {
  "use strict";

  // What a step of reading costs. A word is understood when all letters are used up; the less it cost the better.
  const COST = {
    initial: 0.1,    // z for zhong, or zh
    other: 0.05,     // a reading that the character seldom has
    blurred: 0.4,    // a sound that many do not tell apart: sheng for seng
    beside: 1.3,     // an initial where letters may be mistyped: one or the other
    mistyped: 1,     // a syllable with a letter wrong, missing, doubled or swapped
    rest: 0.25,      // each character that the letters do not reach
    most: 2.2,
  };
  const LONGEST_REST = 4;
  const BLURS = [[/^([zcs])h/, "$1"], [/^([zcs])(?!h)/, "$1h"], [/ng$/, "n"], [/n$/, "ng"], [/^n/, "l"], [/^l/, "n"],
    [/^f/, "h"], [/^h(?=u)/, "f"], [/v/, "u"], [/^([jqxy])u/, "$1v"]];

  const BLURRED_FIRST = { n: "l", l: "n", f: "h", h: "f" };

  const blurred = new Map(); // reading → those that sound much like it

  /** Whether a normalised query is to be read as pinyin: it has letters, and all else is Chinese. */
  function looksSo(flat) {
    return /[a-z]{2}|^[a-z]$|[a-z][\u3400-\u9fff]|[\u3400-\u9fff][a-z]/.test(flat) && /^[a-z\u3400-\u9fff]+$/.test(flat);
  }

  function alike(reading) {
    if (!blurred.has(reading)) {
      const one = BLURS.map(([from, to]) => reading.replace(from, to));
      const two = [].concat(...one.map((each) => BLURS.map(([from, to]) => each.replace(from, to))));
      blurred.set(reading, Array.from(new Set(one.concat(two))).filter((each) => each !== reading));
    }
    return blurred.get(reading);
  }

  /** The lengths of letters from `at` on that are a reading but for one letter. */
  function mistyped(query, at, reading) {
    const size = reading.length;
    if (size < 3) return [];
    return [size - 1, size, size + 1].filter((many) => {
      const typed = query.slice(at, at + many);
      return typed.length === many && typed[0] === reading[0] && oneApart(typed, reading);
    });
  }

  /** Whether two words differ by one letter wrong, missing or more, or two neighbours swapped. */
  function oneApart(a, b) {
    let start = 0;
    while (start < a.length && a[start] === b[start]) start += 1;
    let end = 0;
    while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
    const left = a.slice(start, a.length - end);
    const right = b.slice(start, b.length - end);
    return left.length <= 1 && right.length <= 1 ||
      left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  }

  /** Notes where reading one character can lead. @param {Map<number, number>} next place in the query → cost so far */
  function step(query, at, cost, character, readings, next, forgiving) {
    const initial = forgiving ? COST.beside : COST.initial;
    const reach = (place, more) => {
      const sum = cost + more;
      if (sum <= COST.most && !(next.get(place) <= sum)) next.set(place, sum);
    };
    if (query[at] === character) reach(at + 1, 0);
    readings.forEach((reading, rare) => {
      const seldom = rare ? COST.other : 0;
      if (query.startsWith(reading, at)) reach(at + reading.length, seldom);
      if (query[at] === reading[0]) {
        reach(at + 1, initial + seldom);
        if (reading[1] === "h" && query[at + 1] === "h") reach(at + 2, initial + seldom);
        // The last syllable may still be being typed.
        if (reading.startsWith(query.slice(at))) reach(query.length, initial + seldom);
      }
      for (const each of alike(reading)) if (query.startsWith(each, at)) reach(at + each.length, COST.blurred + seldom);
      if (forgiving) for (const many of mistyped(query, at, reading)) reach(at + many, COST.mistyped + seldom);
    });
  }

  /**
   * What it costs to read a word as the letters; Infinity: they are not this word.
   * @param {Vocabulary} words
   * @param {string} query normalised
   * @param {string} flat the word, normalised
   * @param {boolean} forgiving whether letters may be mistyped
   */
  function cost(words, query, flat, forgiving) {
    let reached = new Map([[0, 0]]);
    let best = Infinity;
    for (let i = 0; i < flat.length && reached.size; i += 1) {
      const next = new Map();
      const readings = words.readings.get(flat[i]) || [];
      for (const [at, sum] of reached) {
        if (at < query.length) step(query, at, sum, flat[i], readings, next, forgiving);
      }
      const rest = flat.length - i - 1;
      if (next.has(query.length) && rest <= LONGEST_REST) best = Math.min(best, next.get(query.length) + COST.rest * rest);
      reached = next;
    }
    return best;
  }

  /** Whether a word may begin with the query's first letter: most do not, and need no closer look. */
  function mayBegin(words, query, flat) {
    const same = (reading) => reading[0] === query[0] || BLURRED_FIRST[reading[0]] === query[0];
    return flat[0] === query[0] || (words.readings.get(flat[0]) || []).some(same);
  }

  /**
   * All words that letters may stand for.
   * @returns {{entry: Entry, cost: number}[]}
   */
  function matches(words, query, forgiving) {
    const found = [];
    for (const entry of words.entries) {
      if (entry.flat.length > query.length + LONGEST_REST || !mayBegin(words, query, entry.flat)) continue;
      const sum = cost(words, query, entry.flat, forgiving);
      if (sum < Infinity) found.push({ entry: entry, cost: sum });
    }
    return found;
  }

  /**
   * Rows of words whose full readings make up the letters, when no single word does: jicengdangjian → 基层 党建.
   * @returns {string[][]} the fewest words first
   */
  function rows(words, query) {
    const bySound = new Map();
    for (const entry of words.entries) {
      const sound = Array.from(entry.flat, (character) => (words.readings.get(character) || ["?"])[0]).join("");
      const known = bySound.get(sound);
      if (!known || known.count < entry.count) bySound.set(sound, entry);
    }
    const best = [[]]; // for each place in the query, the shortest row that reaches it
    for (let end = 1; end <= query.length; end += 1) {
      for (let start = 0; start < end; start += 1) {
        const entry = best[start] && bySound.get(query.slice(start, end));
        if (entry && (!best[end] || best[start].length + 1 < best[end].length)) best[end] = best[start].concat(entry.text);
      }
    }
    return best[query.length] && best[query.length].length > 1 ? [best[query.length]] : [];
  }

  yandu.pinyin = { looksSo: looksSo, matches: matches, rows: rows };
})(window.yandu);
