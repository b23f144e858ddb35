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
   * @property {number} first number of its first section
   * @property {number} begin where its normalised texts begin, if those of all sections stood in a row
   *
   * @typedef {object} Site
   * @property {string} root
   * @property {string} name
   * @property {string} path of the root on its server, in readable characters
   * @property {string[]} others roots of the sites that are searched together with it
   * @property {SearchDocument[]} documents
   * @property {string[]} names of the topics
   * @property {function(number): number} documentAt the number of the document that holds a place
   * @property {function(number): number} endOf one past the last place of a document
   * @property {function(ArrayLike<number>): Promise<void>} learn makes the sections at these places known
   * @property {function(number): number} sectionAt the number of a known section, by a place in it
   * @property {function(number): Promise<Section>} section
   * @property {Carrier} carrier
   *
   * Of every known section:
   * @property {Uint32Array} documentOf its document's number
   * @property {string[]} urls below the root
   * @property {Uint32Array} levels of nesting; 0: the document itself and its parts
   * @property {Int32Array} parents number of the section above in the document; -1: none
   * @property {Uint32Array} heads how many units of the normalised text are the heading
   * @property {Uint32Array} sizes of the normalised text, in units
   * @property {Uint32Array} bases where the normalised text begins in that row, each one unit after the one before
   * @property {number[][]} topics numbers of `names`
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
   * A site's search, opened once.
   * @param {string} [root] of another site
   * @returns {Promise<Site>}
   */
  yandu.open = function (root) {
    const at = root || yandu.root;
    return yandu.once(opened, at, () => yandu.read(at, (listing, file) => begin(at, listing, file)));
  };

  async function begin(root, listing, file) {
    const site = arranged(await file("documents"), (number) => file("sections-" + number));
    Object.assign(site, { root: root, path: yandu.path(root), name: listing.name, others: yandu.others(listing) });
    const shards = reader(listing.texts, (number) => file("texts-" + number));
    site.section = shards.section;
    site.carrier = await yandu.carriers[listing.carrier](site, listing, shards, file);
    return site;
  }

  /** A Site out of documents.js; `load` brings a file of columns. */
  function arranged(data, load) {
    const firsts = starts(data.documents.map((row) => row[4]));
    const begins = starts(data.documents.map((row) => row[5]));
    const shards = starts(data.shards);
    const known = new Map(); // number of a file → promise that its sections are known
    const many = firsts[firsts.length - 1];
    const site = { names: data.names, urls: new Array(many), topics: new Array(many), parents: new Int32Array(many) };
    for (const name of ["documentOf", "levels", "heads", "sizes", "bases"]) site[name] = new Uint32Array(many);
    site.documents = data.documents.map(([title, folder, date, kind], i) => (
      { title: title, folder: folder, date: date, kind: kind, first: firsts[i], begin: begins[i] }));

    function fill(columns, shard) {
      const from = firsts[shards[shard]];
      const urls = yandu.numbers.addresses(columns.urls);
      const topics = yandu.numbers.runs(columns.topics);
      site.sizes.set(yandu.numbers.decode(columns.sizes), from);
      for (const name of ["levels", "heads"]) site[name].set(yandu.numbers.runs(columns[name]), from);
      let base = begins[shards[shard]];
      urls.forEach((url, i) => {
        const document = within(firsts, from + i);
        site.documentOf[from + i] = document;
        site.urls[from + i] = site.documents[document].folder + url;
        site.topics[from + i] = columns.mixtures[topics[i]];
        site.bases[from + i] = base;
        base += site.sizes[from + i] + 1;
        site.parents[from + i] = above(document, from + i);
      });
    }

    /** The nearest section before one that is of a lower level: found by going up from the one just before. */
    function above(document, section) {
      let up = section - 1;
      if (up < firsts[document]) return -1;
      while (up >= 0 && site.levels[up] >= site.levels[section]) up = site.parents[up];
      return up;
    }

    site.learn = async function (places) {
      const needed = new Set();
      let end = 0;
      for (const place of places) {
        if (place < end) continue;
        const document = within(begins, place);
        end = begins[document + 1];
        needed.add(within(shards, document));
      }
      await Promise.all(Array.from(needed, (shard) => (
        yandu.once(known, shard, () => load(shard).then((columns) => fill(columns, shard))))));
    };

    site.documentAt = (place) => within(begins, place);
    site.endOf = (document) => begins[document + 1];

    site.sectionAt = function (place) {
      const document = within(begins, place);
      return within(site.bases, place, firsts[document], firsts[document + 1] - 1);
    };
    return site;
  }

  /** Where each of many lengths in a row begins; one more: the end. */
  function starts(lengths) {
    const found = [0];
    for (const length of lengths) found.push(found[found.length - 1] + length);
    return found;
  }

  /**
   * The number of the stretch that holds a place.
   * @param {ArrayLike<number>} begins ascending, of those from `low` to `high`
   */
  function within(begins, place, low, high) {
    let from = low || 0;
    let to = high === undefined ? begins.length - 1 : high;
    while (from < to) {
      const middle = (from + to + 1) >> 1;
      if (begins[middle] <= place) from = middle;
      else to = middle - 1;
    }
    return from;
  }

  /** Sections by number out of files of texts; `counts` says how many sections each file has. */
  function reader(counts, load) {
    const begins = starts(counts);
    const tables = new Map();

    /** All sections of a file. @returns {Promise<Section[]>} */
    function table(number) {
      return yandu.once(tables, number, () => load(number).then(unpacked));
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
