/* Search: what to do when nothing was asked or nothing was found. */

(function (yandu) {
  "use strict";

  const HOW = [
    "知道几个字就能找，例如“作风”“一岗双责”。",
    "几个词之间留一个空格，就会找同时含有这些词的地方。",
    "给一句话加上引号，就会连标点一起找；空一格再写“-纪律”，就不找含有“纪律”的地方。",
  ];
  const WHEN_NOTHING = ["少写几个字，只留最要紧的词。", "看看有没有错别字。"];
  const PIECE = 0.5;      // share of a phrase that the shortest piece offered has
  const LONGEST = 20;     // characters of a phrase that is tried in pieces; of a longer text its clauses are
  const CLAUSES = 3;      // clauses of a long text that are offered
  const STOPS = /[，。；：！？、,;:!?\s]+/;

  const item = (...parts) => yandu.element("li", {}, ...parts);

  /** How to search. @returns {Element[]} */
  function how() {
    return [yandu.element("ul", {}, ...HOW.map((line) => item(line)))];
  }

  /**
   * Ways on from a query without hits.
   * @param {Sites} sites
   * @param {Query} query
   * @returns {Promise<Element[]>}
   */
  async function whenNothing(sites, query) {
    const offers = await offered(sites, query);
    const list = yandu.element("ul");
    if (offers.length) list.append(item("换个词找：", ...offers));
    list.append(...WHEN_NOTHING.map((line) => item(line)), elsewhere());
    return [yandu.element("p", { text: "可以这样再试：" }), list];
  }

  function elsewhere() {
    return item(
      "也可以从", yandu.element("a", { href: yandu.address("topics/"), text: "主题" }), "或者",
      yandu.element("a", { href: yandu.address("documents/"), text: "全部文件" }), "里查找。");
  }

  /** Links to shorter queries that do find something, with how much. */
  async function offered(sites, query) {
    const tried = await Promise.all(shorter(query).map(async (text) => ({ text: text, many: await yandu.sites.many(sites, text) })));
    const pieces = query.wanted.length === 1 ? await parts(sites, query.wanted[0]) : [];
    return tried.filter((one) => one.many).concat(pieces).map((one) => yandu.element("span", { class: "y-offer" },
      yandu.element("a", { href: yandu.address("search/", "?q=" + encodeURIComponent(one.text)), text: one.text }),
      "（" + one.many + " 节）"));
  }

  /** The query with less asked: each word alone; without quotation marks; without what was barred. */
  function shorter(query) {
    const words = query.wanted.map((word) => word.text);
    const exact = query.wanted.some((word) => word.exact);
    const less = words.length > 1 ? words : [];
    return exact || query.barred.length ? [words.join(" "), ...less] : less;
  }

  /** Parts of a word that stand somewhere, with how often. */
  async function parts(sites, word) {
    const characters = Array.from(word.flat);
    const found = characters.length > LONGEST ? await clauses(sites, word.text) : await ends(sites, characters);
    return Promise.all(found.map(async (text) => ({ text: text, many: await yandu.sites.many(sites, text) })));
  }

  /** The longest clauses of a text that stand somewhere. */
  async function clauses(sites, text) {
    const all = Array.from(new Set(text.split(STOPS))).filter((one) => yandu.fold.normalise(one).length > 2);
    const standing = await Promise.all(all.map((one) => yandu.sites.stands(sites, yandu.fold.normalise(one))));
    return all.filter((_, i) => standing[i]).sort((a, b) => b.length - a.length).slice(0, CLAUSES);
  }

  /** The longest beginning and the longest end of a phrase that stand somewhere. */
  async function ends(sites, characters) {
    const most = characters.length - 1;
    const begin = await longest(sites, most, (size) => characters.slice(0, size).join(""));
    const end = await longest(sites, most, (size) => characters.slice(-size).join(""));
    return [begin, end].filter(Boolean);
  }

  /** The longest piece that stands somewhere: where one does, all shorter ones do, so halving finds it. */
  async function longest(sites, most, piece) {
    const least = Math.max(2, Math.ceil((most + 1) * PIECE));
    let [found, size] = [least - 1, most];
    while (found < size) {
      const middle = Math.ceil((found + size) / 2);
      if (await yandu.sites.stands(sites, piece(middle))) found = middle;
      else size = middle - 1;
    }
    return found < least ? "" : piece(found);
  }

  yandu.advice = { how: how, whenNothing: whenNothing };
})(window.yandu);
