/* Search: this site and those that are searched together with it, so that departments publish apart and search as one. */

(function (yandu) {
  "use strict";

  /**
   * @typedef {object} Sites
   * @property {Site[]} all this site first
   * @property {Set<string>} missing roots of those that cannot be read, or not yet: they are left out
   */

  let opened = null; // promise of Sites; a site that comes late joins it

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
    const sites = { all: [own], missing: new Set(own.others) };
    const coming = own.others.map((root) => yandu.open(root).then((site) => {
      sites.all.push(site);
      sites.missing.delete(root);
    }));
    await Promise.all(coming.map((one) => yandu.soon(one).catch(() => {})));
    return sites;
  }

  /** What each site answers; one that fails is missing then, unless it is this one. */
  async function each(sites, ask) {
    const answers = await Promise.all(sites.all.map((site) => ask(site).catch((error) => {
      if (site.root === yandu.root) throw error;
      sites.missing.add(site.root);
      return null;
    })));
    sites.all = sites.all.filter((site) => !sites.missing.has(site.root));
    return answers.filter((answer) => answer !== null);
  }

  /**
   * What all sites answer, in order of rank: of equal ones the newer document's, then this site's.
   * @param {Sites} sites
   * @param {Query} query
   * @returns {Promise<Hit[]>}
   */
  async function hits(sites, query) {
    const lists = await each(sites, async (site) => {
      const found = await yandu.find(site, query);
      return yandu.rank(site, found.hits, query, found.words);
    });
    return lists.length === 1 ? lists[0] : [].concat(...lists).sort(yandu.rank.order);
  }

  /** How many sections answer. @param {Sites} sites @param {string} text as a reader would type it */
  async function many(sites, text) {
    const query = yandu.query.parse(text);
    const found = await each(sites, (site) => yandu.find(site, query));
    return found.reduce((sum, one) => sum + one.hits.length, 0);
  }

  /** Whether a normalised word stands anywhere. @param {Sites} sites @param {string} flat */
  async function stands(sites, flat) {
    const places = await each(sites, (site) => site.carrier.places(flat));
    return places.some((one) => one.length > 0);
  }

  yandu.sites = { open: open, hits: hits, many: many, stands: stands };
})(window.yandu);
