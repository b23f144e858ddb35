/* Search: words much like what was typed: a character that sounds alike, a wrong, missing, doubled or swapped one. */

(function (yandu) {
  "use strict";

  const COST = { sound: 0.4, wrong: 1, missing: 1, swapped: 0.8 };
  const LEAST = 2; // characters of a query or word that can be mistaken for another
  const PART = 3;  // characters of a word that is looked for inside a longer query

  /** How much may differ in a word of so many characters. */
  function allowed(size) {
    return size < 3 ? 0.8 : size < 6 ? 1.2 : 2;
  }

  /** What it costs to take one character for another. */
  function different(words, typed, meant) {
    if (typed === meant) return 0;
    const one = words.readings.get(typed);
    const other = words.readings.get(meant);
    return one && other && one.some((reading) => other.includes(reading)) ? COST.sound : COST.wrong;
  }

  /**
   * The cheapest way to make a word out of what was typed.
   * @param {Vocabulary} words
   * @param {string} typed
   * @param {string} meant
   * @param {boolean} inside whether any part of `typed` will do
   * @returns {{cost: number, start: number, end: number}} the part of `typed`
   */
  function distance(words, typed, meant, inside) {
    const most = allowed(meant.length);
    // rows[i][j]: the first i characters of the word made out of typed characters up to j, and where these begin.
    const rows = [Array.from({ length: typed.length + 1 }, (_, j) => (inside ? [0, j] : [j * COST.missing, 0]))];
    for (let i = 1; i <= meant.length; i += 1) {
      const row = [[i * COST.missing, 0]];
      for (let j = 1; j <= typed.length; j += 1) {
        const ways = [
          [rows[i - 1][j - 1][0] + different(words, typed[j - 1], meant[i - 1]), rows[i - 1][j - 1][1]],
          [rows[i - 1][j][0] + COST.missing, rows[i - 1][j][1]],
          [row[j - 1][0] + COST.missing, row[j - 1][1]],
        ];
        if (i > 1 && j > 1 && typed[j - 1] === meant[i - 2] && typed[j - 2] === meant[i - 1] && typed[j - 1] !== typed[j - 2]) {
          ways.push([rows[i - 2][j - 2][0] + COST.swapped, rows[i - 2][j - 2][1]]);
        }
        row.push(ways.reduce((least, way) => (way[0] < least[0] ? way : least)));
      }
      rows.push(row);
      if (row.every((cell) => cell[0] > most)) return { cost: Infinity, start: 0, end: 0 };
    }
    const last = rows[meant.length];
    let end = typed.length;
    if (inside) last.forEach((cell, j) => { if (cell[0] < last[end][0]) end = j; });
    return { cost: last[end][0] <= most ? last[end][0] : Infinity, start: last[end][1], end: end };
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
