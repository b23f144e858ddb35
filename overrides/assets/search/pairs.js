/* Search: the carrier for large sites. Only the lists of places that a word needs are loaded.

   For every pair of neighbouring characters there is a list of the places where it stands; a word stands where its
   pairs stand side by side. How the lists are written, and why, is told in generator/search/pairs.py. */

(function (yandu) {
  "use strict";

  const BREAK = "!";
  const END = " ";
  /** The lists of a shard, still written. @param {string} shard @returns {Map<string, string>} */
  function entries(shard) {
    const found = new Map();
    let first = "";
    for (const entry of shard.split(BREAK)) {
      if (entry.length === 1) first = entry;
      else found.set(first + (entry[0] === END ? "" : entry[0]), entry.slice(1));
    }
    return found;
  }

  /** The places of `first` that are followed by one of `second` at a distance. All ascending. */
  function beside(first, second, distance) {
    const kept = [];
    let i = 0;
    for (const place of first) {
      while (i < second.length && second[i] < place + distance) i += 1;
      if (i === second.length) break;
      if (second[i] === place + distance) kept.push(place);
    }
    return kept;
  }

  /** Several lists as one, ascending. @param {Uint32Array[]} lists */
  function united(lists) {
    const all = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0));
    let at = 0;
    for (const list of lists) {
      all.set(list, at);
      at += list.length;
    }
    return all.sort();
  }

  /**
   * @param {Site} site
   * @param {{pairs: string[]}} listing the first pair of every shard
   * @param {object} shards
   * @param {function(string): Promise<{entries: string}>} file
   * @returns {Promise<Carrier>}
   */
  yandu.carriers.index = async function (site, listing, shards, file) {
    const loaded = new Map(); // number of a shard → promise of its lists

    function shard(number) {
      return yandu.once(loaded, number, () => file("pairs-" + number).then((data) => entries(data.entries)));
    }

    async function pair(key) {
      const lists = await shard(yandu.within(listing.pairs, key));
      return yandu.numbers.ascending(lists.get(key) || "");
    }

    /** Where a character stands: the lists of all pairs that begin with it. */
    async function single(character) {
      const from = yandu.within(listing.pairs, character);
      const to = yandu.within(listing.pairs, character + "\uffff");
      const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
      const maps = await Promise.all(numbers.map(shard));
      const written = [].concat(...maps.map((map) => Array.from(map).filter((entry) => entry[0][0] === character)));
      return united(written.map((entry) => yandu.numbers.ascending(entry[1])));
    }

    async function places(word) {
      if (!listing.pairs.length) return [];
      if (word.length === 1) return single(word);
      const offsets = [];
      for (let at = 0; at < word.length - 1; at += 2) offsets.push(at);
      if (word.length % 2) offsets.push(word.length - 2);
      const lists = await Promise.all(offsets.map((at) => pair(word.slice(at, at + 2))));
      return lists.reduce((found, list, i) => (i ? beside(found, list, offsets[i]) : list));
    }

    return { places: places };
  };
})(window.yandu);
