/* Search: the list of hits, by document. First the best of every document, then all others, each in order of rank. */

(function (yandu) {
  "use strict";

  const BEST = 3;      // hits shown with their document at most; of a single document all are
  const FIRST = 8;     // hits that a window shows at most
  const NEAR = "600px"; // texts of hits that come so near to the window are loaded
  const PATIENCE = 600; // milliseconds after which hits are shown without their words

  /**
   * @typedef {object} Entry one thing of the list
   * @property {Hit} hit
   * @property {number} [many] of the first hit of a document: how many the document has
   * @property {boolean} [partly] … and some of them stand elsewhere in the list
   * @property {boolean} [rest] shown after all documents
   */

  /**
   * Hits in the order of the list. A document stands where its best hit does, with those that follow before the next
   * document's best.
   * @param {Hit[]} hits the best first
   * @returns {Entry[]}
   */
  function arrange(hits) {
    const groups = new Map(); // document → how many hits it has, its entries
    const rest = [];
    let latest = null;
    for (const hit of hits) {
      const known = groups.get(hit.document);
      const group = known || { many: 0, entries: [] };
      group.many += 1;
      if (!known) groups.set(hit.document, latest = group);
      if (group === latest && group.entries.length < BEST) group.entries.push({ hit: hit });
      else rest.push(hit);
    }
    const best = Array.from(groups.values(), (group) => {
      Object.assign(group.entries[0], { many: group.many, partly: group.many > group.entries.length && groups.size > 1 });
      return group.entries;
    });
    return [].concat(...best, rest.map((hit) => ({ hit: hit, rest: groups.size > 1 })));
  }

  /**
   * The list on the page. Hits are there at once as links; their words come when they come near the window.
   * @param {Element} container
   */
  function list(container) {
    let words = [];
    let mark = "";
    let group = null;
    const fill = new Map(); // element of a hit → what loads its words
    const coming = new Set(); // promises that the words of a hit are written
    const observer = "IntersectionObserver" in window
      ? new IntersectionObserver((seen) => seen.filter((one) => one.isIntersecting).forEach((one) => filled(one.target)),
        { rootMargin: NEAR })
      : null;

    function filled(element) {
      const load = fill.get(element);
      if (!load) return Promise.resolve();
      fill.delete(element);
      const writing = written(element, load).then(() => coming.delete(writing));
      coming.add(writing);
      return writing;
    }

    /** Writes the words of a hit. Without them it can be opened all the same; they are asked for again later. */
    async function written(element, load) {
      try {
        await load();
        if (observer) observer.unobserve(element);
      } catch (error) {
        element.querySelector("a").textContent = "（这一节的文字没有读到，可以打开来看）";
        fill.set(element, load);
      }
    }

    /** Empties the list for the hits of another query. @param {Query} query @param {string} text as typed */
    function clear(query, text) {
      words = query.wanted;
      mark = "?mark=" + encodeURIComponent(text);
      group = null;
      fill.clear();
      if (observer) observer.disconnect();
      container.textContent = "";
    }

    /** Puts entries at the end of the list. @param {Entry[]} entries */
    function add(entries) {
      for (const entry of entries) {
        if (entry.many) group = begin(documentHead(entry));
        else if (entry.rest && !(group && group.rest)) group = begin(restHead(), true);
        const element = hitElement(entry);
        group.list.append(element);
        if (observer) observer.observe(element);
        else filled(element);
      }
    }

    function begin(head, rest) {
      const hits = yandu.element("ol", { class: "y-results" });
      container.append(yandu.element("section", { class: "y-group" }, ...head, hits));
      return { list: hits, rest: rest };
    }

    function hitElement(entry) {
      const hit = entry.hit;
      const href = yandu.address(hit.site.urls[hit.section], mark, hit.site.root);
      const link = yandu.element("a", { href: href, "data-search-hit": "", text: "……" });
      const element = yandu.element("li", { class: "y-result" }, yandu.element("h3", { class: "y-result-title" }, link));
      fill.set(element, async () => write(element, link, entry, await hit.site.section(hit.section), words));
      return element;
    }

    /** Waits until the words of the first hits are there: as many as a window shows. */
    function begun() {
      return Promise.all(Array.from(fill.keys()).slice(0, FIRST).map(filled));
    }

    /** Shows the list when its first hits have their words, so that nothing moves under a finger; late ones are not waited for. */
    async function shownWhole() {
      const late = new Promise((done) => window.setTimeout(done, PATIENCE));
      container.classList.add("y-coming");
      await Promise.race([begun(), late]);
      container.classList.remove("y-coming");
    }

    /** Waits until the words of all hits in the list are there. */
    function settled() {
      return Promise.all(Array.from(fill.keys(), filled).concat(Array.from(coming)));
    }

    return { clear: clear, add: add, shownWhole: shownWhole, settled: settled };
  }

  /** The words of one hit: title, place, sentences, topics. */
  function write(element, link, entry, section, words) {
    const place = entry.rest ? ["《" + entry.hit.document.title + "》"].concat(section.place) : section.place;
    link.textContent = "";
    link.append(yandu.excerpt.marked(section.title, words));
    if (place.length) element.append(yandu.element("p", { class: "y-result-place", text: place.join(" › ") }));
    const quotation = yandu.excerpt.quotation(section, words);
    if (quotation.textContent) element.append(quotation);
    const topics = entry.hit.site.topics[entry.hit.section].map((i) => entry.hit.site.names[i]);
    if (topics.length) element.append(yandu.element("p", { class: "y-result-topics", text: "主题：" + topics.join("、") }));
    if (yandu.study) yandu.study.markSoon(); // which sections the reader has read, starred, noted
  }

  function documentHead(entry) {
    const known = entry.hit.document;
    const link = yandu.element("a", { href: yandu.address(known.folder, "", entry.hit.site.root), text: known.title });
    const site = entry.hit.site.root === yandu.root ? "" : entry.hit.site.name;
    const facts = [site, known.kind, dateInWords(known.date)].filter(Boolean).join(" · ");
    const only = new URLSearchParams(location.search);
    only.set("doc", yandu.filters.document(entry.hit));
    const many = entry.partly
      ? yandu.element("a", { class: "y-group-all", href: yandu.address("search/", "?" + only), text: "看本文件的全部 " + entry.many + " 节" })
      : yandu.element("span", { text: entry.many + " 节" });
    return [
      yandu.element("h2", { class: "y-group-title" }, link),
      yandu.element("p", { class: "y-group-facts" }, facts ? facts + " · " : "", many),
    ];
  }

  function restHead() {
    return [yandu.element("h2", { class: "y-group-title", text: "以上文件中的其余各节" })];
  }

  function dateInWords(date) {
    const units = ["年", "月", "日"];
    return date.split("-").filter(Boolean).map((part, i) => Number(part) + units[i]).join("");
  }

  yandu.results = { arrange: arrange, list: list };
})(window.yandu);
