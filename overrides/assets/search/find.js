/* Search: which sections answer a query. The same for both carriers. */

(function (yandu) {
  "use strict";

  /**
   * @typedef {object} Finding how one word stands in one section
   * @property {number} count how often
   * @property {number} first where first, in units of the normalised text
   * @property {number} headed how often in the heading
   *
   * @typedef {object} Hit
   * @property {Site} site
   * @property {number} section
   * @property {Finding[]} findings one for every wanted word
   * @property {number} score given by rank.js
   */

  /** Where a word stands, its punctuation left aside. @returns {Promise<Map<number, Finding>>} by section, ascending */
  async function look(site, word) {
    const places = await site.carrier.places(word.flat);
    await site.learn(places);
    const found = new Map();
    let end = 0;
    let section = -1;
    let finding = null;
    for (const place of places) {
      if (place >= end) {
        section = site.sectionAt(place);
        end = site.bases[section] + site.sizes[section];
        finding = { count: 0, first: place - site.bases[section], headed: 0 };
        found.set(section, finding);
      }
      finding.count += 1;
      if (place - site.bases[section] < site.heads[section]) finding.headed += 1;
    }
    return found;
  }

  /** Takes out the sections that do not hold the words as they are written. */
  async function checkExact(site, found, exact) {
    const numbers = Array.from(found.keys());
    const sections = await Promise.all(numbers.map((number) => site.section(number)));
    sections.forEach((section, i) => {
      if (!yandu.fold.plain(section.text).includes(exact)) found.delete(numbers[i]);
    });
  }

  /** The sections that all of the maps have. */
  function common(maps) {
    const smallest = maps.reduce((least, map) => (map.size < least.size ? map : least));
    return Array.from(smallest.keys()).filter((section) => maps.every((map) => map.has(section)));
  }

  /**
   * All sections that hold every wanted word and no barred one.
   * @param {Site} site
   * @param {Query} query
   * @returns {Promise<{hits: Hit[], words: Map<number, Finding>[]}>} `words`: where each wanted word stands at all
   */
  async function find(site, query) {
    if (!query.wanted.length) return { hits: [], words: [] };
    const words = await Promise.all(query.wanted.map((word) => look(site, word)));
    const among = new Set(common(words));
    for (const word of query.wanted) if (word.exact) await narrow(site, among, word, true);
    for (const word of query.barred) await narrow(site, among, word, false);
    const hits = Array.from(among).sort((a, b) => a - b).map((section) => (
      { site: site, section: section, findings: words.map((word) => word.get(section)), score: 0 }));
    return { hits: hits, words: words };
  }

  /** Keeps the sections that hold a word (as it is written), or those that do not. */
  async function narrow(site, among, word, wanted) {
    const found = await look(site, word);
    for (const section of found.keys()) if (!among.has(section)) found.delete(section);
    if (word.exact) await checkExact(site, found, word.exact);
    for (const section of among) if (found.has(section) !== wanted) among.delete(section);
  }

  yandu.find = find;
})(window.yandu);
