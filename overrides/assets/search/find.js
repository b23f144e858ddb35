/* Search: which sections answer a query. The same for both carriers. */

(function (yandu) {
  "use strict";

  const AT_ONCE = 24; // texts that are loaded side by side to see how words are written

  /**
   * @typedef {object} Finding how one word stands in one section
   * @property {number} count how often
   * @property {number} first where first, in units of the normalised text
   * @property {number} headed how often in the heading
   *
   * @typedef {object} Hit
   * @property {Site} site
   * @property {number} section
   * @property {SearchDocument} document
   * @property {Finding[]} findings one for every wanted word
   * @property {number} score given by rank.js
   */

  /** The stretches of places that lie in one document: calls `each` with it, where they begin and end in the list. */
  function byDocument(site, places, each) {
    let from = 0;
    while (from < places.length) {
      const document = site.documentAt(places[from]);
      const end = site.endOf(document);
      let to = from + 1; // even where counts are damaged, the next is another place
      while (to < places.length && places[to] < end) to += 1;
      each(document, from, to);
      from = to;
    }
  }

  function documentsOf(site, places) {
    const found = new Set();
    byDocument(site, places, (document) => found.add(document));
    return found;
  }

  /** The places that lie in some documents. */
  function placesIn(site, places, documents) {
    const kept = [];
    byDocument(site, places, (document, from, to) => {
      if (documents.has(document)) for (let i = from; i < to; i += 1) kept.push(places[i]);
    });
    return kept;
  }

  /** How a word stands in each section that holds it. @returns {Promise<Map<number, Finding>>} by section, ascending */
  async function findings(site, places) {
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

  /** Those of some sections whose text holds words as they are written; a few texts at a time. */
  async function exactIn(site, sections, exact) {
    const numbers = Array.from(sections);
    const kept = [];
    for (let from = 0; from < numbers.length; from += AT_ONCE) {
      const some = numbers.slice(from, from + AT_ONCE);
      const read = await Promise.all(some.map((number) => site.section(number)));
      kept.push(...some.filter((_, i) => yandu.fold.plain(read[i].text).includes(exact)));
    }
    return kept;
  }

  /** What all of the collections have; the smallest is gone through. */
  function common(collections) {
    const smallest = collections.reduce((least, one) => (one.size < least.size ? one : least));
    return Array.from(smallest.keys()).filter((key) => collections.every((one) => one.has(key)));
  }

  /** The sections among some that hold a barred word. */
  async function holding(site, sections, word) {
    const documents = new Set(sections.map((section) => site.documentOf[section]));
    const found = await findings(site, placesIn(site, await site.carrier.places(word.flat), documents));
    const some = sections.filter((section) => found.has(section));
    return new Set(word.exact ? await exactIn(site, some, word.exact) : some);
  }

  function hit(site, section, words) {
    const document = site.documents[site.documentOf[section]];
    return { site: site, section: section, document: document, findings: words.map((word) => word.get(section)), score: 0 };
  }

  /**
   * All sections that hold every wanted word and no barred one. Only what is known of documents that hold all words is
   * loaded.
   * @param {Site} site
   * @param {Query} query
   * @returns {Promise<{hits: Hit[], words: Map<number, Finding>[]}>} `words`: where each wanted word stands in these
   *   documents
   */
  async function find(site, query) {
    if (!query.wanted.length) return { hits: [], words: [] };
    const places = await Promise.all(query.wanted.map((word) => site.carrier.places(word.flat)));
    const documents = new Set(common(places.map((list) => documentsOf(site, list))));
    const words = await Promise.all(places.map((list) => findings(site, placesIn(site, list, documents))));
    let sections = common(words);
    for (const word of query.wanted) if (word.exact) sections = await exactIn(site, sections, word.exact);
    for (const word of query.barred) {
      const barred = await holding(site, sections, word);
      sections = sections.filter((section) => !barred.has(section));
    }
    return { hits: sections.sort((a, b) => a - b).map((section) => hit(site, section, words)), words: words };
  }

  yandu.find = find;
})(window.yandu);
