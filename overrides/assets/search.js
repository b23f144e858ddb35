/* The search of the site: the box on every page, the result page, and the marks on the page that a hit opens.

   Texts are matched, not tokens: a section is found when its text holds every word of the query, wherever words are
   cut. What counts as the same text is `normalise`, the twin of `normalise` in generator/search.py. The texts come as
   plain scripts (see that file), so that a site opened from a disk can be searched too. Nothing is sent or recorded.

   One plain script, ES2018, no inline parts; whatever comes from data reaches the page as text, never as HTML. */

(function () {
  "use strict";

  const AT_ONCE = 50;        // hits shown at first, and with each press of 显示更多
  const PAUSE = 300;         // milliseconds without a key before a typed query is run
  const SENTENCES = 3;       // at most so many in one excerpt
  const LONGEST = 160;       // characters of a sentence before it is cut at its commas
  const MARGIN = 60;         // characters kept on each side of the match then
  const FOLDER = "assets/search/";

  /* ---- The same text ------------------------------------------------------------------------------------------ */

  const DROPPED = /[\p{P}\p{Z}\p{C}]+/gu;
  // What is not plainly kept; looking for what to drop only there makes normalising three times as fast.
  const DOUBTFUL = /[^\u3400-\u4db5\u4e00-\u9fa50-9a-z]+/g;
  // A character and what may melt into it under NFKC: marks, jamo, half-width sound marks; plain characters at a time.
  const MELTING = "[\\p{M}\\u1160-\\u11ff\\u3131-\\u3163\\ud7b0-\\ud7ff\\uff9e-\\uffdc]";
  const PIECES = new RegExp("[\u4e00-\u9fa5]+(?!" + MELTING + ")|[^]" + MELTING + "*", "gu");

  /** NFKC, lower case, without blanks, punctuation and control characters. */
  function normalise(text) {
    return text.normalize("NFKC").toLowerCase().replace(DOUBTFUL, (part) => part.replace(DROPPED, ""));
  }

  /** The normalised text and, for each of its units, where the characters it stands for begin and end in `text`. */
  function trace(text) {
    const starts = [];
    const ends = [];
    let flat = "";
    let at = 0;
    for (const piece of text.match(PIECES) || []) {
      const plain = normalise(piece);
      const each = plain === piece;
      for (let i = 0; i < plain.length; i += 1) {
        starts.push(each ? at + i : at);
        ends.push(each ? at + i + 1 : at + piece.length);
      }
      flat += plain;
      at += piece.length;
    }
    // A Greek final sigma depends on its neighbours; it never changes the length.
    const whole = normalise(text);
    return { flat: whole.length === flat.length ? whole : flat, starts: starts, ends: ends };
  }

  /** The words of a query, normalised, each once; all of them must be found. */
  function words(query) {
    return Array.from(new Set(query.split(/\s+/u).map(normalise))).filter(Boolean);
  }

  /* ---- Finding ------------------------------------------------------------------------------------------------ */

  /** How well a section answers; null when a word is missing. */
  function weigh(record, wanted) {
    const hit = { record: record, titled: 0, count: 0, first: Infinity };
    for (const word of wanted) {
      let at = record.flat.indexOf(word);
      if (at < 0) return null;
      hit.first = Math.min(hit.first, at);
      if (record.heading.includes(word)) hit.titled += 1;
      for (; at >= 0; at = record.flat.indexOf(word, at + word.length)) hit.count += 1;
    }
    return hit;
  }

  /** All sections that hold every word: those with the words in their heading first, then more, then earlier. */
  function find(records, wanted) {
    if (!wanted.length) return [];
    const hits = records.map((record) => weigh(record, wanted)).filter(Boolean);
    return hits.sort((a, b) =>
      b.titled - a.titled || b.count - a.count || a.first - b.first || a.record.order - b.record.order);
  }

  /* ---- Marking ------------------------------------------------------------------------------------------------ */

  /** Where a word stands in a traced text, as [start, end) of the original characters. */
  function places(traced, word, from) {
    const found = [];
    for (let at = traced.flat.indexOf(word); at >= 0; at = traced.flat.indexOf(word, at + 1)) {
      const last = at + word.length - 1;
      if (last >= (from || 0)) found.push([traced.starts[at], traced.ends[last]]);
    }
    return found;
  }

  /** The places of all words, in order, overlapping ones made one. */
  function stretches(traced, wanted) {
    const all = [].concat(...wanted.map((word) => places(traced, word)));
    all.sort((a, b) => a[0] - b[0]);
    return joined(all);
  }

  function joined(ranges) {
    const result = [];
    for (const range of ranges) {
      const last = result[result.length - 1];
      if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
      else result.push(range.slice());
    }
    return result;
  }

  const STOP = /[。！？!?\n]/;
  const COMMA = /[，、；：,;:]/;
  const CLOSING = /[”’」』）)》]/;

  /** The sentence, or sentences, around [start, end), as a range. */
  function sentence(text, start, end) {
    let from = start;
    while (from > 0 && !STOP.test(text[from - 1])) from -= 1;
    while (from < start && CLOSING.test(text[from])) from += 1;
    let to = end;
    while (to < text.length && text[to] !== "\n" && !STOP.test(text[to - 1])) to += 1;
    while (to < text.length && CLOSING.test(text[to])) to += 1;
    return to - from > LONGEST ? clipped(text, from, to, start, end) : [from, to];
  }

  /** The part of a very long sentence around a match, cut at its commas. */
  function clipped(text, from, to, start, end) {
    let left = Math.max(from, start - MARGIN);
    while (left > from && !COMMA.test(text[left - 1])) left -= 1;
    let right = Math.min(to, end + MARGIN);
    while (right < to && !COMMA.test(text[right - 1])) right += 1;
    return [left, right];
  }

  /** The sentences that show the words of a hit; of a hit in the heading alone, the sentence below the heading. */
  function excerpt(record, wanted) {
    const traced = trace(record.text);
    const head = record.heading && traced.flat.startsWith(record.heading) ? record.heading.length : 0;
    const firsts = wanted.map((word) => places(traced, word, head)[0]).filter(Boolean).slice(0, SENTENCES);
    const below = head < traced.flat.length ? [traced.starts[head], traced.ends[head]] : null;
    const chosen = firsts.length ? firsts : [below].filter(Boolean);
    const ranges = chosen.map((place) => sentence(record.text, place[0], place[1]));
    return { ranges: joined(ranges.sort((a, b) => a[0] - b[0])), marks: stretches(traced, wanted) };
  }

  /** `text` from `from` to `to` as nodes, the marked stretches in <mark>. */
  function nodes(text, from, to, marks) {
    const made = document.createDocumentFragment();
    let at = from;
    for (const mark of marks) {
      const start = Math.max(mark[0], from);
      const end = Math.min(mark[1], to);
      if (start >= end) continue;
      made.append(text.slice(at, start), element("mark", { text: text.slice(start, end) }));
      at = end;
    }
    made.append(text.slice(at, to));
    return made;
  }

  /** An element with attributes; `text` becomes its text. */
  function element(name, attributes) {
    const made = document.createElement(name);
    for (const key of Object.keys(attributes || {})) {
      if (key === "text") made.textContent = attributes[key];
      else made.setAttribute(key, attributes[key]);
    }
    return made;
  }

  /* ---- Addresses ---------------------------------------------------------------------------------------------- */

  const onDisk = location.protocol === "file:";

  function parameter(name) {
    return new URLSearchParams(location.search).get(name) || "";
  }

  /** Absolute address of a page of the site, given below its root; on a disk a folder does not open its index.html. */
  function address(root, url, query) {
    const parts = url.split("#");
    const page = onDisk && /(^|\/)$/.test(parts[0]) ? parts[0] + "index.html" : parts[0];
    return new URL(page + (query || "") + (parts.length > 1 ? "#" + parts[1] : ""), root).href;
  }

  /** On a disk: lets the links of a page open what they mean. */
  function mendLinks() {
    for (const link of document.querySelectorAll("a[href]")) {
      const url = new URL(link.href);
      if (url.pathname.endsWith("/")) url.pathname += "index.html";
      link.href = url.href;
    }
  }

  /* ---- Loading the texts -------------------------------------------------------------------------------------- */

  const arrived = new Map();

  /** The data files call this. */
  window.yanduSearch = function (name, data) {
    arrived.set(name, data);
  };
  window.yanduSearch.normalise = normalise; // for the test that both twins agree

  /** Runs a data file and gives what it brought. */
  function script(root, file, name) {
    return new Promise((resolve, reject) => {
      const tag = element("script", { src: new URL(FOLDER + file, root).href, charset: "utf-8" });
      tag.onload = () => (arrived.has(name) ? resolve(arrived.get(name)) : reject(new Error(file)));
      tag.onerror = () => reject(new Error(file));
      document.head.append(tag);
    });
  }

  /** All sections of the site. */
  async function load(root, index) {
    const list = (await script(root, index, "index")).files;
    const tables = await Promise.all(list.map((file, i) => script(root, file, i).then(unpacked)));
    const records = [].concat(...tables);
    records.forEach((record, i) => { record.order = i; });
    return records;
  }

  /** The rows of a data file as records; see `_table` in generator/search.py. */
  function unpacked(table) {
    const named = (i) => table.strings[i];
    return table.rows.map(([url, title, document, date, kind, place, topics, text]) => ({
      url: url, title: title, document: named(document), date: named(date), kind: named(kind),
      place: place.map(named), topics: topics.map(named), text: text,
      heading: normalise(title), flat: normalise(text),
    }));
  }

  let texts = null;

  /** The sections, loaded once. A list kept by the browser from before the last build is asked for anew. */
  function sections(root) {
    texts = texts || load(root, "index.js").catch(() => load(root, "index.js?" + Date.now()));
    texts.catch(() => { texts = null; });
    return texts;
  }

  /** Lets the browser fetch what the result page will need. */
  async function prefetch(root) {
    if (onDisk) return;
    const list = await script(root, "index.js", "index").catch(() => ({ files: [] }));
    for (const file of list.files) {
      document.head.append(element("link", { rel: "prefetch", as: "script", href: new URL(FOLDER + file, root).href }));
    }
  }

  /* ---- The result page ---------------------------------------------------------------------------------------- */

  /** The page's parts, built once. */
  function resultPage(container, root) {
    const status = element("p", { role: "status", "aria-live": "polite", class: "y-status" });
    const list = element("ol", { class: "y-results" });
    const more = element("button", { type: "button", class: "y-more", hidden: "", text: "显示更多" });
    const advice = element("div", { class: "y-advice" });
    container.append(status, list, more, advice);
    const page = {
      container: container, root: root, status: status, list: list, more: more, advice: advice,
      title: document.title, query: "", wanted: [], hits: [], shown: 0, run: 0,
    };
    more.addEventListener("click", () => showMore(page, AT_ONCE));
    list.addEventListener("click", (event) => follow(page, event));
    return page;
  }

  /** Runs a query and shows what it finds. */
  async function search(page, query) {
    const run = page.run += 1;
    page.query = query.trim();
    page.container.dataset.searchState = "loading";
    if (!texts) page.status.textContent = "正在准备，请稍候……";
    try {
      const records = words(query).length ? await sections(page.root) : [];
      if (run === page.run) show(page, records);
    } catch (error) {
      if (run === page.run) finish(page, "error", 0, "没有读到搜索用的资料。请刷新本页再试；仍不行时，请告诉网站管理员。");
    }
  }

  function show(page, records) {
    const wanted = words(page.query);
    page.hits = find(records, wanted);
    page.wanted = wanted;
    page.shown = 0;
    page.list.textContent = "";
    page.advice.textContent = "";
    showMore(page, Math.max(AT_ONCE, (history.state && history.state.shown) || 0));
    if (!wanted.length) advise(page, "", HOW);
    else if (!page.hits.length) advise(page, "可以这样再试：", WHEN_NOTHING, apart(page, records));
    finish(page, "done", page.hits.length, summary(page));
    if (history.state && history.state.top) window.scrollTo(0, history.state.top);
  }

  function finish(page, state, count, message) {
    page.status.textContent = message;
    page.container.dataset.searchCount = String(count);
    page.container.dataset.searchState = state;
    document.title = (page.query ? "“" + page.query + "”" : "") + page.title;
  }

  function summary(page) {
    if (!page.wanted.length) return page.query ? "请输入文字，只有标点符号无法查找。" : "请在上面的框里输入要找的词。";
    if (!page.hits.length) return "没有找到“" + page.query + "”。";
    return "找到 " + page.hits.length + " 处“" + page.query + "”。";
  }

  function showMore(page, many) {
    const next = page.hits.slice(page.shown, page.shown + many);
    page.list.append(...next.map((hit) => result(page, hit.record)));
    page.shown += next.length;
    page.more.hidden = page.shown >= page.hits.length;
    page.more.textContent = "显示更多（还有 " + (page.hits.length - page.shown) + " 处）";
  }

  /** One hit: heading, place, excerpt, topics and date. */
  function result(page, record) {
    const item = element("li", { class: "y-result" });
    item.append(heading(page, record), element("p", { class: "y-result-place", text: place(record) }));
    const part = excerpt(record, page.wanted);
    if (part.ranges.length) item.append(quotation(record.text, part));
    const tags = element("p", { class: "y-result-facts" });
    for (const topic of record.topics) tags.append(element("span", { class: "y-tag", text: topic }), " ");
    tags.append(element("span", { text: [record.kind, dateInWords(record.date)].filter(Boolean).join(" · ") }));
    if (tags.textContent) item.append(tags);
    return item;
  }

  function heading(page, record) {
    const href = address(page.root, record.url, "?mark=" + encodeURIComponent(page.query));
    const link = element("a", { href: href, "data-search-hit": "" });
    link.append(nodes(record.title, 0, record.title.length, stretches(trace(record.title), page.wanted)));
    const title = element("h2", { class: "y-result-title" });
    title.append(link);
    return title;
  }

  function place(record) {
    const above = record.title === record.document ? [] : ["《" + record.document + "》"];
    return above.concat(record.place).join(" › ") || "全文开头";
  }

  function quotation(text, part) {
    const made = element("p", { class: "y-result-text" });
    part.ranges.forEach((range, i) => {
      const from = range[0];
      const to = range[1];
      if (i || (from > 0 && COMMA.test(text[from - 1]))) made.append("……");
      made.append(nodes(text, from, to, part.marks));
      if (to < text.length && text[to] !== "\n" && COMMA.test(text[to - 1])) made.append("……");
    });
    return made;
  }

  function dateInWords(date) {
    const units = ["年", "月", "日"];
    return date.split("-").filter(Boolean).map((part, i) => Number(part) + units[i]).join("");
  }

  const HOW = ["知道几个字就能找，例如“作风”“一岗双责”。", "几个词之间留一个空格，就会找同时含有这些词的地方。"];
  const WHEN_NOTHING = ["少输几个字，只留最要紧的词。", "看看有没有错别字。", "几个词之间留一个空格，例如“纪律 作风”。"];

  function advise(page, title, lines, extra) {
    const list = element("ul");
    list.append(...lines.map((line) => element("li", { text: line })), ...(extra || []), elsewhere(page));
    if (title) page.advice.append(element("p", { text: title }));
    page.advice.append(list);
  }

  function elsewhere(page) {
    const item = element("li", { text: "也可以" });
    item.append(element("a", { href: address(page.root, "topics/"), text: "按主题查找" }), "，或者");
    item.append(element("a", { href: address(page.root, "documents/"), text: "从全部文件中查找" }), "。");
    return item;
  }

  /** Of a query of several words: how often each of them is found alone. */
  function apart(page, records) {
    const parts = page.query.split(/\s+/u).filter(normalise);
    if (parts.length < 2) return [];
    const item = element("li", { text: "分开查找：" });
    for (const part of parts) {
      const href = address(page.root, "search/", "?q=" + encodeURIComponent(part));
      item.append(element("a", { href: href, text: part }), "（" + find(records, words(part)).length + " 处） ");
    }
    return [item];
  }

  /** A tap anywhere on a hit opens it; what was shown is kept for the way back. */
  function follow(page, event) {
    const item = event.target.closest(".y-result");
    if (!item || String(window.getSelection())) return;
    remember("replaceState", { shown: page.shown, top: window.scrollY });
    if (!event.target.closest("a")) item.querySelector("a").click();
  }

  /** Writes to the history; some browsers forbid it to a page opened from a disk. */
  function remember(how, state, target) {
    try {
      history[how](state, "", target);
    } catch (error) {
      if (!onDisk) throw error;
    }
  }

  /* ---- The box ------------------------------------------------------------------------------------------------ */

  /** While an input method composes, Enter only confirms; old browsers say so with the key code 229 alone. */
  function confirming(event) {
    return event.key === "Enter" && (event.isComposing || event.keyCode === 229);
  }

  function connectBox(form, input, root) {
    input.addEventListener("keydown", (event) => { if (confirming(event)) event.preventDefault(); });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
    if (onDisk) form.action = address(root, "search/");
  }

  /** On the result page the box answers in place. */
  function connectPage(page, form, input) {
    let timer = 0;
    let typed = false; // the query on show was reached by typing: the next key replaces it in the history

    function go(query, push) {
      window.clearTimeout(timer);
      if (query.trim() === page.query) return;
      const target = query.trim() ? "?q=" + encodeURIComponent(query.trim()) : location.pathname;
      remember(push ? "pushState" : "replaceState", null, target);
      search(page, query);
    }

    function later() {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => { go(input.value, !typed); typed = true; }, PAUSE);
    }

    input.addEventListener("input", (event) => { if (!event.isComposing) later(); });
    input.addEventListener("compositionstart", () => window.clearTimeout(timer));
    input.addEventListener("compositionend", later);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      go(input.value, !typed);
      typed = false;
    });
    window.addEventListener("popstate", () => {
      typed = false;
      input.value = parameter("q");
      search(page, input.value);
    });
  }

  /* ---- The page that a hit opens ------------------------------------------------------------------------------ */

  /** The elements that hold the text of the section addressed by the hash; without one, of the whole page. */
  function sectionElements() {
    const all = Array.from(document.querySelectorAll(".t")).filter((part) => !part.parentElement.closest(".t"));
    const anchor = document.getElementById(location.hash.slice(1));
    if (!anchor) return all;
    const reached = (part) => part === anchor || anchor.contains(part) ||
      anchor.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING;
    const rest = all.filter(reached);
    const next = rest.findIndex((part, i) => i > 0 && /^H[1-6]$/.test(part.tagName));
    return next < 0 ? rest : rest.slice(0, next);
  }

  /** The text nodes of elements with their offsets in the text, elements parted by line feeds. */
  function textNodes(parts) {
    const found = [];
    let text = "";
    for (const part of parts) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        found.push({ node: walker.currentNode, at: text.length });
        text += walker.currentNode.data;
      }
      text += "\n";
    }
    return { text: text, nodes: found };
  }

  /** Marks stretches of one text node, given by their offsets in it. */
  function markNode(node, ranges) {
    const text = node.data;
    const made = nodes(text, 0, text.length, ranges);
    const marks = Array.from(made.querySelectorAll("mark"));
    if (marks.length) node.parentNode.replaceChild(made, node);
    return marks;
  }

  function markSection(wanted) {
    const found = textNodes(sectionElements());
    const ranges = stretches(trace(found.text), wanted);
    const shifted = (at) => ranges.map((range) => [range[0] - at, range[1] - at]);
    return [].concat(...found.nodes.map((part) => markNode(part.node, shifted(part.at))));
  }

  /** Marks the words that led here, and shows the first of them unless the reader comes back. */
  function connectContent() {
    const wanted = words(parameter("mark"));
    const marks = wanted.length ? markSection(wanted) : [];
    const visit = performance.getEntriesByType("navigation")[0];
    if (!marks.length || (visit && visit.type === "back_forward")) return;
    const reveal = () => window.requestAnimationFrame(() => marks[0].scrollIntoView({ block: "center" }));
    if (document.readyState === "complete") reveal();
    else window.addEventListener("load", reveal);
  }

  /* ---- Start -------------------------------------------------------------------------------------------------- */

  function start() {
    const container = document.getElementById("yandu-search");
    const form = document.querySelector("form[data-search-box]");
    const anchor = container || form;
    if (!anchor) return;
    const root = new URL(anchor.dataset.searchRoot.replace(/\/*$/, "/"), location.href);
    const input = form && form.querySelector("input");
    if (onDisk) mendLinks();
    if (form) connectBox(form, input, root);
    if (container) connectResults(container, root, form, input);
    else input.addEventListener("focus", () => prefetch(root), { once: true });
    if (!container) connectContent();
  }

  function connectResults(container, root, form, input) {
    const page = resultPage(container, root);
    if (form) {
      input.value = parameter("q");
      input.addEventListener("focus", () => { sections(root).catch(() => {}); }, { once: true });
      connectPage(page, form, input);
    }
    search(page, parameter("q"));
  }

  start();
})();
