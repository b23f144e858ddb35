/* Search: narrowing the hits by topic, kind, document and year. What is chosen stands in the page's address. */

(function (yandu) {
  "use strict";

  const document_ = (hit) => hit.site.documents[hit.site.documentOf[hit.section]];

  /**
   * What a hit can be narrowed by: the name in the address, the words on the page, and a hit's values as
   * [value in the address, words].
   */
  const KINDS = [
    { name: "topic", label: "主题", values: (hit) => hit.site.topics[hit.section].map((i) => both(hit.site.names[i])) },
    { name: "kind", label: "类型", values: (hit) => [both(document_(hit).kind)] },
    { name: "year", label: "年份", values: (hit) => [[document_(hit).date.slice(0, 4), document_(hit).date.slice(0, 4) + "年"]] },
    { name: "doc", label: "文件", values: (hit) => [[yandu.results.key(hit), document_(hit).title]] },
    { name: "site", label: "网站", values: (hit) => [both(hit.site.name)] },
  ];

  function both(text) {
    return [text, text];
  }

  /** What the page's address says. @returns {Object<string, string>} only what is chosen */
  function chosen() {
    const found = {};
    for (const kind of KINDS) if (yandu.parameter(kind.name)) found[kind.name] = yandu.parameter(kind.name);
    return found;
  }

  function passes(hit, choice, but) {
    return KINDS.every((kind) => kind.name === but || !choice[kind.name] ||
      kind.values(hit).some((value) => value[0] === choice[kind.name]));
  }

  /** The hits that fit every choice. @param {Hit[]} hits @param {Object<string, string>} choice */
  function apply(hits, choice) {
    return hits.filter((hit) => passes(hit, choice));
  }

  /** [value, words, how many hits have it], most first, of the hits that fit the other choices. */
  function options(hits, kind, choice) {
    const found = new Map();
    for (const hit of hits) {
      if (!passes(hit, choice, kind.name)) continue;
      for (const [value, words] of kind.values(hit)) {
        if (value) found.set(value, [value, words, (found.get(value) || [0, 0, 0])[2] + 1]);
      }
    }
    const order = kind.name === "year" ? (a, b) => (a[0] < b[0] ? 1 : -1) : (a, b) => b[2] - a[2];
    return Array.from(found.values()).sort(order);
  }

  /**
   * The menus for a set of hits; nothing that offers no choice.
   * @param {Hit[]} hits all of the query
   * @param {Object<string, string>} choice
   * @param {function(string, string): void} change told the name and the new value, "" for all
   * @returns {Element[]}
   */
  function menus(hits, choice, change) {
    const useful = KINDS.filter((kind) => choice[kind.name] || options(hits, kind, {}).length > 1);
    return useful.map((kind) => menu(kind, options(hits, kind, choice), choice[kind.name] || "", change));
  }

  function menu(kind, all, value, change) {
    const select = yandu.element("select", { name: kind.name });
    select.append(yandu.element("option", { value: "", text: "全部" }));
    for (const [one, words, many] of all) {
      select.append(yandu.element("option", { value: one, text: words + "（" + many + "）" }));
    }
    if (value && !all.some((one) => one[0] === value)) {
      select.append(yandu.element("option", { value: value, text: value + "（0）" }));
    }
    select.value = value;
    select.addEventListener("change", () => change(kind.name, select.value));
    return yandu.element("label", { class: value ? "y-filter y-filter--on" : "y-filter" }, kind.label, select);
  }

  yandu.filters = { chosen: chosen, apply: apply, menus: menus };
})(window.yandu);
