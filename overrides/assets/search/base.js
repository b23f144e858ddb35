/* Search: the namespace, the site's addresses, and the loading of scripts. On every page.

   The parts are plain scripts (ES2017, no modules: those do not load from a disk) that hang what they offer on `yandu`:

     base, box            on every page
     fold, query          what counts as the same words, what a reader typed
     numbers, store       the files that generator/search wrote, read as they are needed
     scan, pairs          the two carriers: where a word stands among all texts
     find, rank, sites    which sections answer, and which come first; the sites that are searched together
     excerpt              the sentences and the words in them to mark
     filters, advice, results, page   the page of results
     words, pinyin, near, numerals    the site's vocabulary, and what of it typed letters or characters may mean
     forgive              other words for a query that finds little
     recent, suggest      what is offered while typing
     mark                 the page that a hit opens

   Only what a page needs is loaded, by `yandu.need`. The data files are scripts too; each calls `yandu.arrive`. Words
   of documents and readers reach a page as text, never as HTML. Nothing is sent anywhere: a query stands in the address
   of the result page and is answered in the browser. */

(function () {
  "use strict";

  /** @namespace */
  const yandu = { carriers: {} };
  window.yandu = yandu;

  const CODE = "assets/search/";
  const DATA = "assets/search-data/";
  const FORMAT = 1; // of the data files, as generator/search writes them
  const PATIENCE = 2000; // milliseconds that another site may keep readers waiting
  const onDisk = location.protocol === "file:";
  const arrived = new Map(); // address of a script → what it brought
  const here = new Set(); // parts of the search that came with the page
  const loading = new Map(); // address of a script → promise of that

  /** Whether the page was opened from a disk, without a server. */
  yandu.onDisk = onDisk;

  /**
   * A regular expression, or a plainer one for browsers from before ES2018, which know no classes of characters.
   * @param {string} words @param {string} plainer without \p{…} @param {string} flags
   */
  yandu.pattern = function (words, plainer, flags) {
    try {
      return new RegExp(words, flags);
    } catch (error) {
      return new RegExp(plainer, flags);
    }
  };

  /**
   * What `make` promised for a key, asked for once; what failed is forgotten, so that it may be asked for again.
   * @template Key, Value
   * @param {Map<Key, Promise<Value>>} known
   * @param {Key} key
   * @param {function(): Promise<Value>} make
   * @returns {Promise<Value>}
   */
  yandu.once = function (known, key, make) {
    if (!known.has(key)) {
      known.set(key, make());
      known.get(key).catch(() => known.delete(key));
    }
    return known.get(key);
  };

  /** A data file hands over what it holds. @param {object} data */
  yandu.arrive = function (data) {
    arrived.set(document.currentScript.src, data);
  };

  /**
   * Runs a script, once, and gives what it brought; parts of the search run in the order in which they were asked for.
   * @param {string} address absolute
   * @returns {Promise<object|undefined>} rejected when the script does not come, or a data file not whole
   */
  yandu.load = function (address) {
    return yandu.once(loading, address, () => fetched(address));
  };

  /** The same for a large data file, which is forgotten when it was handed over. */
  yandu.take = async function (address) {
    const data = await yandu.load(address);
    loading.delete(address);
    return data;
  };

  function fetched(address) {
    const isData = address.includes(DATA);
    const tag = yandu.element("script", { src: address, charset: "utf-8" });
    tag.async = isData; // data may come in any order
    return new Promise((resolve, reject) => {
      const end = (whole) => {
        const data = arrived.get(tag.src);
        arrived.delete(tag.src);
        tag.remove();
        if (whole && (data || !isData)) resolve(data);
        else reject(new Error("not loaded: " + address));
      };
      tag.onload = () => end(true);
      tag.onerror = () => end(false);
      document.head.append(tag);
    });
  }

  /**
   * Reads a site's data files. The listing, which names the others, is asked for anew every minute, and at once when
   * they are those of an older build.
   * @template Value
   * @param {string} root
   * @param {function(object, function(string): Promise<object>): Promise<Value>} read given the listing, and what
   *   brings a file by name
   * @returns {Promise<Value>}
   */
  yandu.read = function (root, read) {
    const attempt = async (time) => {
      const listing = await yandu.load(yandu.data("listing.js?" + time, root));
      if (listing.format !== FORMAT) throw new Error("another format: " + root);
      return read(listing, (name) => yandu.take(yandu.data(listing.version + "/" + name + ".js", root)));
    };
    return attempt(Math.floor(Date.now() / 60000)).catch(() => attempt(Date.now()));
  };

  /** Says which parts are here already. @param {string[]} names */
  yandu.brought = function (names) {
    for (const name of names) here.add(name);
  };

  /**
   * Loads parts of the search by name, and the table of traditional characters that `fold` needs.
   * @param {string[]} names files of this folder, without `.js`
   */
  yandu.need = async function (names) {
    const table = yandu.load(yandu.data("traditional.js"));
    await Promise.all(names.filter((name) => !here.has(name)).map((name) => yandu.load(new URL(CODE + name + ".js", yandu.root).href)));
    yandu.fold.learn(await table);
  };

  /** The same promise, given up after a while. */
  yandu.soon = function (promise) {
    return new Promise((resolve, reject) => {
      window.setTimeout(() => reject(new Error("too late")), PATIENCE);
      promise.then(resolve, reject);
    });
  };

  /**
   * Roots of the sites that are searched together with this one: `search.also` in mkdocs.yml.
   * @param {{also: string[]}} listing of this site
   */
  yandu.others = function (listing) {
    const roots = listing.also.map((path) => new URL(path.replace(/\/*$/, "/"), yandu.root).href);
    return Array.from(new Set(roots)).filter((root) => root !== yandu.root);
  };

  /** The path of a site on its server, in readable characters. @param {string} root */
  yandu.path = function (root) {
    const path = new URL(root).pathname;
    try {
      return decodeURI(path);
    } catch (error) {
      return path; // a % that stands for itself
    }
  };

  /** Address of a data file. @param {string} path @param {string} [root] of another site */
  yandu.data = function (path, root) {
    return new URL(DATA + path, root || yandu.root).href;
  };

  /**
   * Absolute address of a page given below the site's root; on a disk a folder does not open its index.html.
   * @param {string} url such as `speech/2/#2-1`
   * @param {string} [query] such as `?mark=…`
   * @param {string} [root] of another site
   */
  yandu.address = function (url, query, root) {
    const parts = url.split("#");
    const page = onDisk && /(^|\/)$/.test(parts[0]) ? parts[0] + "index.html" : parts[0];
    const hash = parts.length > 1 ? "#" + parts[1] : "";
    return new URL(page + (query || "") + hash, root || yandu.root).href;
  };

  /**
   * An element with attributes and children.
   * @param {string} name
   * @param {Object<string, string>} [attributes] `text` becomes its text, never HTML
   * @param {...(Node|string)} children
   */
  yandu.element = function (name, attributes, ...children) {
    const made = document.createElement(name);
    for (const key of Object.keys(attributes || {})) {
      if (key === "text") made.textContent = attributes[key];
      else made.setAttribute(key, attributes[key]);
    }
    made.append(...children);
    return made;
  };

  /** A value of the page's address, or "". @param {string} name */
  yandu.parameter = function (name) {
    return new URLSearchParams(location.search).get(name) || "";
  };
})();
