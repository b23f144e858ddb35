/* Search: words much like what was typed: a character that sounds alike, a wrong, missing, doubled or swapped one. */

(function (yandu) {
  "use strict";

  const COST = { sound: 0.4, wrong: 1, missing: 1, swapped: 0.8, number: 3 }; // one number is not meant for another
  const NUMERAL = /[0-9〇零一二两三四五六七八九十百千万亿]/;
  const LEAST = 2; // characters of a query or word that can be mistaken for another
  const PART = 3;  // characters of a word that is looked for inside a longer query
  const LONGEST = 20; // characters of a query that is looked into: a longer one was pasted, not mistyped

  /** How much may differ in a word of so many characters. */
  function allowed(size) {
    return size < 3 ? 0.8 : size < 6 ? 1.2 : 2;
  }

  /** What it costs to take one character for another. */
  function different(words, typed, meant) {
    if (typed === meant) return 0;
    if (NUMERAL.test(typed) && NUMERAL.test(meant)) return COST.number;
    const one = words.readings.get(typed);
    const other = words.readings.get(meant);
    return one && other && one.some((reading) => other.includes(reading)) ? COST.sound : COST.wrong;
  }

  /** Whether the last two of so many characters are those of the word, swapped. */
  function areSwapped(typed, j, meant, i) {
    return i > 1 && j > 1 && typed[j - 1] === meant[i - 2] && typed[j - 2] === meant[i - 1] && typed[j - 1] !== typed[j - 2];
  }

  /**
   * The cheapest way to make a word out of what was typed: the distance of Damerau and Levenshtein with costs of ours.
   * @param {Vocabulary} words
   * @param {string} typed
   * @param {string} meant
   * @param {boolean} inside whether any part of `typed` will do
   * @returns {{cost: number, start: number, end: number}} the part of `typed`
   */
  function distance(words, typed, meant, inside) {
    const most = allowed(meant.length);
    const many = typed.length + 1;
    // Three rows in turn. costs[j]: the first characters of the word made out of typed ones up to j; starts[j]: where
    // these begin.
    const rows = [0, 1, 2].map(() => ({ costs: new Float64Array(many), starts: new Int32Array(many) }));
    for (let j = 0; j < many; j += 1) {
      rows[0].costs[j] = inside ? 0 : j * COST.missing;
      rows[0].starts[j] = inside ? j : 0;
    }
    for (let i = 1; i <= meant.length; i += 1) {
      if (next(words, typed, meant, i, rows) > most) return { cost: Infinity, start: 0, end: 0 };
    }
    const last = rows[meant.length % 3];
    let end = typed.length;
    if (inside) last.costs.forEach((cost, j) => { if (cost < last.costs[end]) end = j; });
    return { cost: last.costs[end] <= most ? last.costs[end] : Infinity, start: last.starts[end], end: end };
  }

  /** Works out the row of a character of the word; the least cost in it. */
  function next(words, typed, meant, i, rows) {
    const [row, above, swapped] = [rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3]];
    row.costs[0] = i * COST.missing;
    row.starts[0] = 0;
    let least = row.costs[0];
    for (let j = 1; j <= typed.length; j += 1) {
      let cost = above.costs[j - 1] + different(words, typed[j - 1], meant[i - 1]);
      let start = above.starts[j - 1];
      if (above.costs[j] + COST.missing < cost) [cost, start] = [above.costs[j] + COST.missing, above.starts[j]];
      if (row.costs[j - 1] + COST.missing < cost) [cost, start] = [row.costs[j - 1] + COST.missing, row.starts[j - 1]];
      if (areSwapped(typed, j, meant, i) && swapped.costs[j - 2] + COST.swapped < cost) {
        [cost, start] = [swapped.costs[j - 2] + COST.swapped, swapped.starts[j - 2]];
      }
      row.costs[j] = cost;
      row.starts[j] = start;
      least = Math.min(least, cost);
    }
    return least;
  }

  /** Tells fast whether enough of a word's characters are in a query, or sound like some that are. */
  function sieve(words, query) {
    const sounds = (character) => words.readings.get(character) || [];
    const known = new Set(query);
    for (const character of query) sounds(character).forEach((reading) => known.add(reading));
    return (flat) => {
      let left = Math.floor(allowed(flat.length));
      for (const character of flat) {
        if (!known.has(character) && !sounds(character).some((reading) => known.has(reading))) left -= 1;
        if (left < 0) return false;
      }
      return true;
    };
  }

  /**
   * All words that the whole of a query may have meant.
   * @returns {{entry: Entry, cost: number}[]} without the query itself
   */
  function matches(words, query) {
    const found = [];
    if (query.length < LEAST) return found;
    const most = allowed(query.length);
    const passes = sieve(words, query);
    for (const entry of words.entries) {
      if (Math.abs(entry.flat.length - query.length) > most || entry.flat.length < LEAST || entry.flat === query) continue;
      if (!passes(entry.flat)) continue;
      const cost = distance(words, query, entry.flat, false).cost;
      if (cost < Infinity) found.push({ entry: entry, cost: cost });
    }
    return found;
  }

  /**
   * All words whose beginning the query may have meant, while it is still being typed.
   * @returns {{entry: Entry, cost: number}[]}
   */
  function beginnings(words, query) {
    const found = [];
    const passes = sieve(words, query);
    for (const entry of words.entries) {
      const begin = entry.flat.slice(0, query.length);
      if (begin.length < query.length || begin === query || !passes(begin)) continue;
      const cost = distance(words, query, begin, false).cost;
      if (cost < Infinity) found.push({ entry: entry, cost: cost });
    }
    return found;
  }

  /**
   * The query with a part of it corrected.
   * @returns {{text: string, entry: Entry, cost: number}[]}
   */
  function inside(words, query) {
    const found = [];
    if (query.length > LONGEST) return found;
    const passes = sieve(words, query);
    for (const entry of words.entries) {
      const size = entry.flat.length;
      if (size < PART || size > query.length || query.includes(entry.flat) || !passes(entry.flat)) continue;
      const way = distance(words, query, entry.flat, true);
      if (way.cost === Infinity || way.end - way.start < 2) continue;
      const text = query.slice(0, way.start) + entry.flat + query.slice(way.end);
      if (text !== query) found.push({ text: text, entry: entry, cost: way.cost });
    }
    return found;
  }

  yandu.near = { matches: matches, beginnings: beginnings, inside: inside };
})(window.yandu);
