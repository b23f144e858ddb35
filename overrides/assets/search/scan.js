/* Search: the carrier for a town's site. All texts are loaded once and looked through; see also pairs.js. */

(function (yandu) {
  "use strict";

  /**
   * @param {Site} site
   * @param {object} listing
   * @param {{table: function(number): Promise<Section[]>, many: number}} shards
   * @returns {Promise<Carrier>}
   */
  yandu.carriers.scan = async function (site, listing, shards) {
    const tables = await Promise.all(Array.from({ length: shards.many }, (_, number) => shards.table(number)));
    const flats = [].concat(...tables).map((section) => yandu.fold.normalise(section.text));
    // In one row, a line feed apart: a normalised word holds none, so it is never found across two texts.
    const row = flats.join("\n");

    async function places(word) {
      const found = [];
      for (let at = row.indexOf(word); at >= 0; at = row.indexOf(word, at + 1)) found.push(at);
      return found;
    }

    return { places: places };
  };
})(window.yandu);
