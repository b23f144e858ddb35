/* Search: what a query that finds nothing, or little, may have meant. Only what does find something is offered. */

(function (yandu) {
  "use strict";

  /** How good an offer is; those with the most points are tried first. */
  const POINTS = {
    same: 6,       // another name of the same thing
    number: 5,     // the same number in the other writing
    kind: { term: 1.5, formula: 1.5, word: 0, heading: -0.5, title: -0.5 },
    often: 0.5,    // times the logarithm of how often the word stands
    cost: -3,      // times how much had to be changed
    inside: -1,    // a part of a longer query was changed
    alone: -2,     // … and the rest left out
    row: -2,       // made of several words
  };
  const FEW = 5;      // hits below which other words are offered, modestly
  const TRIED = 12;   // offers that are looked for on the site
  const SHOWN = 5;
  const CLEAR = 0.2;  // change for each character up to which a word inside a query is taken out of it
  const NUMBERED = /[0-9０-９]|[〇零○一二三四五六七八九十百千]{2}/; // the other writing is offered whatever this one finds
  const PARTS = ["words", "pinyin", "near", "numerals"];

  function worth(entry, cost) {
    return POINTS.kind[entry.kind] + POINTS.often * Math.log(1 + entry.count) + POINTS.cost * cost;
  }

  /**
   * What a word may have meant, the likeliest first.
   * @param {Vocabulary} words
   * @param {string} flat normalised
   * @returns {{text: string, points: number, kind: string}[]} kind: same, number, pinyin, near
   */
  function candidates(words, flat) {
    const rated = (kind) => (one) => (
      { text: one.text || one.entry.text, word: one.entry.text, cost: one.cost, points: worth(one.entry, one.cost), kind: kind });
    const names = (words.same.get(flat) || []).filter((name) => yandu.fold.normalise(name) !== flat);
    const found = names.map((text) => ({ text: text, points: POINTS.same, kind: "same" }));
    found.push(...yandu.numerals.writings(flat).map((text) => ({ text: text, points: POINTS.number, kind: "number" })));
    if (yandu.pinyin.looksSo(flat)) {
      const exact = yandu.pinyin.matches(words, flat, false);
      found.push(...exact.map(rated("pinyin")));
      for (const row of yandu.pinyin.rows(words, flat)) {
        found.push({ text: row.join(""), points: POINTS.row, kind: "pinyin" });
        found.push({ text: row.join(" "), points: POINTS.row - 1, kind: "pinyin" });
      }
      if (exact.length < FEW) found.push(...yandu.pinyin.matches(words, flat, true).map(rated("pinyin")));
    } else {
      const whole = yandu.near.matches(words, flat);
      found.push(...whole.map(rated("near")));
      const part = yandu.near.inside(words, flat).map(rated("near"));
      part.forEach((one) => { one.points += POINTS.inside; });
      // Where the whole stands nowhere even so, the word alone may do.
      const clear = part.filter((one) => one.cost <= CLEAR * one.word.length);
      found.push(...part, ...clear.map((one) => Object.assign({}, one, { text: one.word, points: one.points + POINTS.alone })));
    }
    return distinct(found.sort((a, b) => b.points - a.points), flat);
  }

  function distinct(found, flat) {
    const seen = new Set([flat]);
    return found.filter((one) => {
      const key = yandu.fold.normalise(one.text) + (one.text.includes(" ") ? " " : "");
      return !seen.has(key) && Boolean(seen.add(key));
    });
  }

  /** A date or number in the writing of documents. */
  function written(text) {
    const plain = yandu.fold.plain(text);
    const found = yandu.numerals.dates(plain).concat(yandu.numerals.asWritten(plain));
    return found.map((one) => ({ text: one, points: POINTS.number, kind: "number" }));
  }

  /** The query as texts to try: as a whole, or with each word that stands nowhere put right. */
  async function proposals(sites, words, query) {
    const whole = query.wanted.map((word) => word.flat).join("");
    if (query.wanted.length === 1) return written(query.wanted[0].text).concat(candidates(words, whole));
    if (/^[a-z]+$/.test(whole)) return candidates(words, whole);
    const standing = await Promise.all(query.wanted.map((word) => yandu.sites.stands(sites, word.flat)));
    const lost = standing.indexOf(false);
    if (lost < 0) return [];
    return candidates(words, query.wanted[lost].flat).map((one) => Object.assign({}, one, {
      text: query.wanted.map((word, i) => (i === lost ? one.text : word.text)).join(" "),
    }));
  }

  /**
   * Other queries that do find something.
   * @param {Sites} sites
   * @param {Query} query
   * @param {number} hits what the query itself finds
   * @returns {Promise<{text: string, kind: string, many: number}[]>} the likeliest first
   */
  async function offers(sites, query, hits) {
    const words = await yandu.words();
    const tried = (await proposals(sites, words, query)).slice(0, TRIED);
    const found = await Promise.all(tried.map((one) => yandu.sites.many(sites, one.text)));
    const typed = query.wanted.map((word) => word.flat).join("");
    const standing = tried.map((one, i) => ({ text: one.text, kind: one.kind, many: found[i] }))
      .filter((one) => one.many && !(hits && one.kind === "near" && isPart(typed, yandu.fold.normalise(one.text))));
    // Who writes a number in the other way means this number, not one that is much like it.
    const sure = standing.some((one) => one.kind === "number");
    return standing.filter((one) => !sure || one.kind !== "near").slice(0, SHOWN);
  }

  /** Whether one of two texts is a part of the other: where the query finds something, no other word. */
  function isPart(one, other) {
    return one.includes(other) || other.includes(one);
  }

  /** A link to another query, with what it finds. */
  function link(offer, was) {
    const query = "?q=" + encodeURIComponent(offer.text) + (was ? "&was=" + encodeURIComponent(was) : "");
    return yandu.element("a", { href: yandu.address("search/", query), text: offer.text, "data-search-offer": offer.text });
  }

  function listed(begin, found, was) {
    const many = (one, i) => yandu.element("span", { class: "y-offer" },
      link(one, was), "（" + one.many + " 节）" + (i < found.length - 1 ? "、" : ""));
    return yandu.element("p", {}, begin, ...found.map(many));
  }

  /** The likeliest as a button. */
  function first(offer, was) {
    const made = link(offer, was);
    made.className = "y-tile";
    made.textContent = "按“" + offer.text + "”搜索（" + offer.many + " 节）";
    return yandu.element("p", {}, made);
  }

  /** The offers as they stand on the page. @param {number} hits what the query itself finds */
  function elements(found, text, hits) {
    if (!found.length) return [];
    if (hits) return [listed("也可以找：", found, "")];
    if (found[0].kind === "pinyin") return [listed("“" + text + "”可能是：", found, text)];
    return [first(found[0], text)].concat(found.length > 1 ? listed("也可能是：", found.slice(1), text) : []);
  }

  /**
   * What to offer below a query's own hits.
   * @param {Sites} sites
   * @param {Query} query
   * @param {string} text as typed
   * @param {number} hits
   * @returns {Promise<Element[]>}
   */
  async function forgive(sites, query, text, hits) {
    if (!query.wanted.length || (hits >= FEW && !NUMBERED.test(text))) return [];
    await yandu.need(PARTS);
    const found = await offers(sites, query, hits);
    return elements(hits < FEW ? found : found.filter((one) => one.kind === "number"), text, hits);
  }

  /** What the page says when a reader came here from an offer. @param {string} text of this query @returns {Element[]} */
  function came(text) {
    const was = yandu.parameter("was");
    if (!was || was === text) return [];
    const back = yandu.element("a", { href: yandu.address("search/", "?q=" + encodeURIComponent(was)), text: "还是搜“" + was + "”" });
    return [yandu.element("p", { class: "y-was" }, "您输入的是“" + was + "”，现在按“" + text + "”搜索。", back)];
  }

  yandu.forgive = { offers: offers, candidates: candidates, elements: forgive, came: came };
})(window.yandu);
