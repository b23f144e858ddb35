/* Search: what to do when nothing was asked or nothing was found. */

(function (yandu) {
  "use strict";

  const HOW = [
    "知道几个字就能找，例如“作风”“一岗双责”。",
    "几个词之间留一个空格，就会找同时含有这些词的地方。",
    "给一句话加上引号，就会连标点一起找；在词前加减号“-”，就不要含这个词的地方。",
  ];
  const WHEN_NOTHING = ["少输几个字，只留最要紧的词。", "看看有没有错别字。"];
  const PIECE = 2;        // characters of the shortest piece of a phrase that is offered
  const LONGEST = 20;     // characters of a phrase that is tried in pieces

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
    if (offers.length) list.append(item("改找：", ...offers));
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
    const pieces = query.wanted.length === 1 ? await ends(sites, query.wanted[0]) : [];
    return tried.filter((one) => one.many).concat(pieces).map((one) => yandu.element("span", { class: "y-offer" },
      yandu.element("a", { href: yandu.address("search/", "?q=" + encodeURIComponent(one.text)), text: one.text }),
      "（" + one.many + " 处）"));
  }

  /** The query with less asked: each word alone; without quotation marks; without what was barred. */
  function shorter(query) {
    const words = query.wanted.map((word) => word.text);
    const exact = query.wanted.some((word) => word.exact);
    const less = words.length > 1 ? words : [];
    return exact || query.barred.length ? [words.join(" "), ...less] : less;
  }

  /** The longest beginning and the longest end of a phrase that stand somewhere. */
  async function ends(sites, word) {
    const flat = word.flat;
    if (flat.length <= PIECE || flat.length > LONGEST) return [];
    const begin = await longest(sites, flat.length - 1, (size) => flat.slice(0, size));
    const end = await longest(sites, flat.length - 1, (size) => flat.slice(-size));
    return [begin, end].filter(Boolean);
  }

  async function longest(sites, most, piece) {
    for (let size = most; size >= PIECE; size -= 1) {
      const many = await yandu.sites.many(sites, piece(size));
      if (many) return { text: piece(size), many: many };
    }
    return null;
  }

  yandu.advice = { how: how, whenNothing: whenNothing };
})(window.yandu);
