/* Search: this site and those that are searched together with it, so that departments publish apart and search as one. */

(function (yandu) {
  "use strict";

  const PATIENCE = 8000; // milliseconds that another site may take to answer at all

  /**
   * @typedef {object} Sites
   * @property {Site[]} all this site first
   * @property {string[]} missing roots of those that cannot be read: they are left out
   */

  let opened = null; // promise of Sites

  /** All sites, opened once; rejected only when this one cannot be read. @returns {Promise<Sites>} */
  function open() {
    if (!opened) {
      opened = together();
      opened.catch(() => { opened = null; });
    }
    return opened;
  }

  async function together() {
    const own = await yandu.open();
    const others = await Promise.all(own.others.map((root) => soon(yandu.open(root)).catch(() => null)));
    return { all: [own].concat(others.filter(Boolean)), missing: own.others.filter((_, i) => !others[i]) };
  }

  /** The same promise, given up after a while. */
  function soon(promise) {
    return new Promise((resolve, reject) => {
      window.setTimeout(() => reject(new Error("too late")), PATIENCE);
      promise.then(resolve, reject);
    });
  }

  /**
   * What all sites answer, in order of rank: of equal ones the newer document's, then this site's.
   * @param {Sites} sites
   * @param {Query} query
   * @returns {Promise<Hit[]>}
   */
  async function hits(sites, query) {
    const lists = await Promise.all(sites.all.map(async (site) => {
      const found = await yandu.find(site, query);
      return yandu.rank(site, found.hits, query, found.words);
    }));
    return lists.length === 1 ? lists[0] : [].concat(...lists).sort(yandu.rank.order);
  }

  /** How many sections answer. @param {Sites} sites @param {string} text as a reader would type it */
  async function many(sites, text) {
    const query = yandu.query.parse(text);
    const found = await Promise.all(sites.all.map((site) => yandu.find(site, query)));
    return found.reduce((sum, one) => sum + one.hits.length, 0);
  }

  /** Whether a word stands anywhere. @param {Sites} sites @param {Word} word */
  async function stands(sites, word) {
    const places = await Promise.all(sites.all.map((site) => site.carrier.places(word.flat)));
    return places.some((one) => one.length > 0);
  }

  yandu.sites = { open: open, hits: hits, many: many, stands: stands };
})(window.yandu);
