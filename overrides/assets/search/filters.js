/* Search: narrowing the hits by topic, kind, document and year. What is chosen stands in the page's address. */

(function (yandu) {
  "use strict";

  const DOCUMENTS = 50; // in the menu at most, those with the most hits

  /**
   * What a hit can be narrowed by: the name in the address, the words on the page, a hit's values in the address, and
   * what a value is called (given a hit that has it).
   */
  const KINDS = [
    { name: "topic", label: "主题", values: topics, title: (hit, value) => value },
    { name: "kind", label: "类型", values: (hit) => [hit.document.kind], title: (hit, value) => value },
    { name: "year", label: "年份", values: (hit) => [hit.document.date.slice(0, 4)], title: (hit, value) => value + "年" },
    { name: "doc", label: "文件", values: (hit) => [document(hit)], title: (hit) => hit.document.title, most: DOCUMENTS },
    { name: "site", label: "网站", values: (hit) => [hit.site.path], title: (hit) => hit.site.name + "（" + hit.site.path + "）" },
  ];

  function topics(hit) {
    return hit.site.topics[hit.section].map((i) => hit.site.names[i]);
  }

  /** A document in the address: its folder, of another site with that site's path. @param {Hit} hit */
  function document(hit) {
    const folder = hit.document.folder.replace(/\/$/, "");
    return hit.site.root === yandu.root ? folder : hit.site.path + folder;
  }

  /** What the page's address says. @returns {Object<string, string>} only what is chosen */
  function chosen() {
    const found = {};
    for (const kind of KINDS) if (yandu.parameter(kind.name)) found[kind.name] = yandu.parameter(kind.name);
    return found;
  }

  function fits(hit, kind, choice) {
    return !choice[kind.name] || kind.values(hit).includes(choice[kind.name]);
  }

  /** The hits that fit every choice. @param {Hit[]} hits @param {Object<string, string>} choice */
  function apply(hits, choice) {
    return hits.filter((hit) => KINDS.every((kind) => fits(hit, kind, choice)));
  }

  /**
   * For every kind its values: how many hits that fit all other choices have it, and one of them.
   * @returns {Map<object, Map<string, {many: number, hit: Hit}>>}
   */
  function counted(hits, choice) {
    const tables = new Map(KINDS.map((kind) => [kind, new Map()]));
    for (const hit of hits) {
      const misfits = KINDS.filter((kind) => !fits(hit, kind, choice));
      for (const kind of KINDS) {
        const counts = !misfits.length || (misfits.length === 1 && misfits[0] === kind);
        for (const value of kind.values(hit)) if (value) count(tables.get(kind), value, hit, counts);
      }
    }
    return tables;
  }

  function count(table, value, hit, counts) {
    const known = table.get(value);
    if (!known) table.set(value, { many: Number(counts), hit: hit });
    else if (counts) known.many += 1;
  }

  /** [value, words, how many hits have it], most first, years newest first. */
  function options(kind, table, chosen) {
    const all = Array.from(table).filter(([value, one]) => one.many || value === chosen);
    all.sort(kind.name === "year" ? (a, b) => (a[0] < b[0] ? 1 : -1) : (a, b) => b[1].many - a[1].many);
    const shown = all.filter(([value], i) => i < (kind.most || Infinity) || value === chosen);
    return shown.map(([value, one]) => [value, kind.title(one.hit, value), one.many]);
  }

  /**
   * The menus for a set of hits; nothing that offers no choice.
   * @param {Hit[]} hits all of the query
   * @param {Object<string, string>} choice
   * @param {function(string, string): void} change told the name and the new value, "" for all
   * @returns {Element[]}
   */
  function menus(hits, choice, change) {
    const tables = Array.from(counted(hits, choice)).filter(([kind, table]) => choice[kind.name] || table.size > 1);
    const made = tables.map(([kind, table]) => (
      menu(kind, options(kind, table, choice[kind.name]), choice[kind.name] || "", change)));
    return Object.keys(choice).length ? made.concat(everything()) : made;
  }

  /** The same query without any choice. */
  function everything() {
    const query = "?q=" + encodeURIComponent(yandu.parameter("q"));
    return yandu.element("a", { class: "y-unfilter", href: yandu.address("search/", query), text: "不限范围" });
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

  yandu.filters = { chosen: chosen, apply: apply, menus: menus, document: document };
})(window.yandu);
