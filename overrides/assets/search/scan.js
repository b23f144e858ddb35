/* Search: the carrier for a town's site. All texts are loaded once and looked through; see also pairs.js. */

(function (yandu) {
  "use strict";

  /** A text at the size that the build counted; browsers know more, or fewer, of Unicode's characters. */
  function fitted(flat, size) {
    return flat.length === size ? flat : flat.slice(0, size).padEnd(size, "\n");
  }

  /**
   * @param {Site} site
   * @param {object} listing
   * @param {{table: function(number): Promise<Section[]>, many: number}} shards
   * @returns {Promise<Carrier>}
   */
  yandu.carriers.scan = async function (site, listing, shards) {
    const [tables] = await Promise.all([
      Promise.all(Array.from({ length: shards.many }, (_, number) => shards.table(number))),
      site.learn(site.documents.map((one) => one.begin)),
    ]);
    const flats = [].concat(...tables).map((section, i) => fitted(yandu.fold.normalise(section.text), site.sizes[i]));
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
