/* Search: the site's own vocabulary (generator/search/vocabulary.py) and how its characters are read. */

(function (yandu) {
  "use strict";

  const KINDS = ["title", "term", "formula", "heading", "word"]; // as in vocabulary.py
  const LABELS = { title: "文件", term: "术语", formula: "提法", heading: "标题", word: "" };

  /**
   * @typedef {object} Entry a word that stands on the site
   * @property {string} text as written
   * @property {string} flat normalised
   * @property {string} kind one of KINDS
   * @property {string} label the kind in words
   * @property {number} count in how many texts it stands
   *
   * @typedef {object} Vocabulary
   * @property {Entry[]} entries the most used of every kind first
   * @property {Map<string, string[]>} readings of a character, the usual one first; pinyin without tones, ü as v
   * @property {Map<string, string[]>} same normalised name of a thing → all its names, the proper one first
   */

  let opened = null; // promise of a Vocabulary

  /** The vocabulary of the sites that are searched together, loaded once. @returns {Promise<Vocabulary>} */
  yandu.words = function () {
    if (!opened) {
      opened = together();
      opened.catch(() => { opened = null; });
    }
    return opened;
  };

  async function together() {
    const own = await vocabulary(yandu.root);
    const others = await Promise.all(own.others.map((root) => yandu.soon(vocabulary(root)).catch(() => null)));
    return others.reduce((all, other) => (other ? joined(all, other) : all), own);
  }

  function vocabulary(root) {
    return yandu.read(root, async (listing, file) => {
      const found = listing.words ? unpacked(await file("words")) : { entries: [], readings: new Map(), same: new Map() };
      return Object.assign(found, { others: yandu.others(listing) });
    });
  }

  /** Two vocabularies as one; what both know stands as the first has it. */
  function joined(first, second) {
    const known = new Set(first.entries.map((one) => one.flat));
    return {
      entries: first.entries.concat(second.entries.filter((one) => !known.has(one.flat))),
      readings: new Map([...second.readings, ...first.readings]),
      same: new Map([...second.same, ...first.same]),
    };
  }

  function unpacked(data) {
    const entries = data.words.map(([texts, counts], kind) => {
      const many = yandu.numbers.decode(counts);
      return texts.split("\n").filter(Boolean).map((text, i) => entry(text, KINDS[kind], many[i]));
    });
    const readings = new Map();
    for (const table of [data.readings, data.others]) table.split(" ").forEach((row) => read(readings, row));
    return { entries: [].concat(...entries), readings: readings, same: named(data.same) };
  }

  function entry(text, kind, count) {
    return { text: text, flat: yandu.fold.normalise(text), kind: kind, label: LABELS[kind], count: count };
  }

  /** One reading and the characters that have it: `ai爱碍`. */
  function read(readings, row) {
    const reading = (/^[a-z]+/.exec(row) || [""])[0];
    for (const character of row.slice(reading.length)) {
      if (!readings.has(character)) readings.set(character, []);
      readings.get(character).push(reading);
    }
  }

  function named(groups) {
    const same = new Map();
    for (const names of groups) for (const name of names) {
      const flat = yandu.fold.normalise(name);
      same.set(flat, (same.get(flat) || []).concat(names));
    }
    return same;
  }
})(window.yandu);
