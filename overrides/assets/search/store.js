/* Search: what the build wrote about a site (generator/search), read as it is needed. */

(function (yandu) {
  "use strict";

  /**
   * @typedef {object} SearchDocument
   * @property {string} title
   * @property {string} folder address below the root, `speech/`
   * @property {string} date 2024-03-18, 2024-03, 2024 or ""
   * @property {string} kind
   *
   * @typedef {object} Site
   * @property {string} root
   * @property {SearchDocument[]} documents
   * @property {number[]} documentOf of every section, its document's number
   * @property {string[]} urls of every section, below the root
   * @property {Uint32Array} levels of nesting; 0: the document itself and its parts
   * @property {Uint32Array} heads how many units of the normalised text are the heading
   * @property {Uint32Array} sizes of the normalised text, in units
   * @property {number[]} bases where the section's normalised text begins, if all stood in a row, one unit apart
   * @property {number[][]} topics numbers of `names`
   * @property {string[]} names
   * @property {function(number): Promise<Section>} section
   * @property {Carrier} carrier
   *
   * @typedef {object} Section
   * @property {string} title
   * @property {string[]} place titles of the sections above, outermost first
   * @property {string} text as written: heading and own words, paragraphs parted by line feeds
   *
   * @typedef {object} Carrier
   * @property {function(string): Promise<ArrayLike<number>>} places where a normalised word stands among all texts
   */

  const opened = new Map(); // root → promise of a Site

  /**
   * A site's search, opened once. A listing kept by the browser from before the last build is asked for anew.
   * @param {string} [root] of another site
   * @returns {Promise<Site>}
   */
  yandu.open = function (root) {
    const at = root || yandu.root;
    if (!opened.has(at)) {
      const site = begin(at, "listing.js").catch(() => begin(at, "listing.js?" + Date.now()));
      site.catch(() => opened.delete(at));
      opened.set(at, site);
    }
    return opened.get(at);
  };

  async function begin(root, listingFile) {
    const listing = await yandu.load(yandu.data(listingFile, root));
    const file = (name) => yandu.load(yandu.data(listing.version + "/" + name + ".js", root));
    const site = arranged(await file("sections"));
    site.root = root;
    const shards = reader(listing.texts, (number) => file("texts-" + number));
    site.section = shards.section;
    site.carrier = await yandu.carriers[listing.carrier](site, listing, shards, file);
    return site;
  }

  /** The columns of sections.js as a Site. */
  function arranged(columns) {
    const numbers = yandu.numbers;
    const urls = numbers.words(columns.urls);
    const site = { documents: [], documentOf: [], urls: [], names: columns.names };
    columns.documents.forEach(([title, folder, date, kind, many], number) => {
      site.documents.push({ title: title, folder: folder, date: date, kind: kind });
      for (let i = 0; i < many; i += 1) {
        site.urls.push(folder + urls[site.urls.length]);
        site.documentOf.push(number);
      }
    });
    for (const name of ["levels", "heads", "sizes"]) site[name] = numbers.decode(columns[name]);
    site.topics = Array.from(numbers.decode(columns.topics), (mixture) => columns.mixtures[mixture]);
    site.bases = starts(site.sizes, 1);
    return site;
  }

  /** Where each of many lengths in a row begins; one more: the end. */
  function starts(lengths, gap) {
    const found = [0];
    for (const length of lengths) found.push(found[found.length - 1] + length + gap);
    return found;
  }

  /** The number of the stretch that holds a place. @param {ArrayLike<number>} begins ascending */
  function within(begins, place) {
    let low = 0;
    let high = begins.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (begins[middle] <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Sections by number out of files of texts; `counts` says how many sections each file has. */
  function reader(counts, load) {
    const begins = starts(counts, 0);
    const tables = new Map();

    /** All sections of a file. @returns {Promise<Section[]>} */
    function table(number) {
      if (!tables.has(number)) tables.set(number, load(number).then(unpacked));
      return tables.get(number);
    }

    async function section(number) {
      const shard = within(begins, number);
      return (await table(shard))[number - begins[shard]];
    }

    return { section: section, table: table, many: counts.length };
  }

  function unpacked(table) {
    return table.rows.map(([title, place, text]) => ({ title: title, place: place.map((i) => table.names[i]), text: text }));
  }

  yandu.within = within;
})(window.yandu);
