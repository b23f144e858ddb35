/* Study tools: where every section stands now, for entries whose section has moved. Loaded only when one is looked for.

   The build ships one listing, assets/study-data/places.js: of each document the pages, on each the ids of its
   sections, and of each section the checksum of its words. */

(function (yandu) {
  "use strict";

  const LISTING = "assets/study-data/places.js";
  const FORMAT = 1;
  const DIGITS = 8;

  /** @typedef {{address: string, hash: string, url: string}} Place */

  /** The listing, unpacked. @returns {Promise<{at: Map<string, Place>, with: Map<string, Place[]>}>} */
  async function open() {
    const minute = Math.floor(Date.now() / 60000);
    const data = await yandu.load(new URL(LISTING + "?" + minute, yandu.siteRoot).href);
    if (!data || data.format !== FORMAT) throw new Error("no places");
    const places = { at: new Map(), with: new Map() };
    for (const [document, pages, hashes] of data.documents) unpack(places, document, pages, hashes);
    return places;
  }

  function unpack(places, document, pages, hashes) {
    let start = 0;
    for (const ids of pages) {
      const [head, ...inline] = ids.split(" ");
      const page = document + "/" + (head ? head + "/" : "");
      for (const id of [head].concat(inline)) {
        const place = { address: document + "#" + id, hash: hashes.slice(start, start + DIGITS), url: id === head ? page : page + "#" + id };
        start += DIGITS;
        places.at.set(place.address, place);
        if (!places.with.has(place.hash)) places.with.set(place.hash, []);
        places.with.get(place.hash).push(place);
      }
    }
  }

  /**
   * Where the words stand now that stood at an address, or null: they are nowhere, or one cannot say where.
   * @returns {Place|null}
   */
  function find(places, address, hash) {
    const same = places.with.get(hash) || [];
    const own = address.split("#")[0] + "#";
    const near = same.filter((place) => place.address.startsWith(own));
    const exact = same.filter((place) => place.address === address);
    return [exact, near, same].map((some) => (some.length === 1 ? some[0] : null)).find(Boolean) || null;
  }

  /** Takes every entry, and every place where reading stopped, to where its words are now. */
  function settle(places) {
    for (const key of yandu.entries.keys()) {
      const now = find(places, key.address, key.hash);
      if (now && now.address !== key.address) yandu.entries.move(key, now);
    }
    for (const stop of yandu.entries.positions()) {
      const now = find(places, stop.address, stop.hash);
      const page = now && !yandu.entries.WHOLE.test(stop.page) ? now.url.split("#")[0] : stop.page;
      if (now && (now.address !== stop.address || page !== stop.page)) follow(stop, now.address, page);
    }
  }

  /** A place where reading stopped, in a document that may be called otherwise now. */
  function follow(stop, address, page) {
    const there = yandu.entries.stopped(address.split("#")[0]);
    const isElsewhere = address.split("#")[0] !== stop.address.split("#")[0];
    const moved = Object.assign({}, stop, { address: address, page: page });
    if (!isElsewhere || !there || there.when < stop.when) if (!yandu.entries.stop(moved)) return;
    if (isElsewhere) yandu.kept.remove("at:" + stop.address.split("#")[0]);
  }

  /** The listing, with everything settled by it. */
  async function settled() {
    const places = await open();
    settle(places);
    return places;
  }

  yandu.places = { find: find, settled: settled };
})(window.yandu);
