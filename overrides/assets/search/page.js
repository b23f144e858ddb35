/* Search: the page of results. It answers its own address, so that a result can be sent on and the way back works. */

(function (yandu) {
  "use strict";

  const AT_ONCE = 50; // hits shown at first, and with each press of 显示更多
  const SAID = 30;    // characters of a query that are repeated
  const PAUSE = 300;  // milliseconds without a key before a typed query is run

  /**
   * Starts the page.
   * @param {HTMLElement} container #yandu-search
   * @param {HTMLFormElement|null} form the box of the page
   */
  function start(container, form) {
    const page = built(container);
    const input = form && form.querySelector("input");
    if (input) connect(page, form, input);
    window.addEventListener("popstate", () => {
      if (location.search === page.search) return; // a link within the page
      if (input) input.value = yandu.parameter("q");
      run(page);
    });
    if (input && !input.value) input.value = yandu.parameter("q");
    return run(page);
  }

  /** The page's parts. */
  function built(container) {
    const element = yandu.element;
    const page = {
      container: container,
      status: element("p", { role: "status", "aria-live": "polite", class: "y-status" }),
      narrow: element("details", { class: "y-narrow", hidden: "" }, element("summary", { text: "缩小范围" })),
      filters: element("div", { class: "y-filters" }),
      hits: element("div"),
      more: element("button", { type: "button", class: "y-more", hidden: "" }),
      missing: element("p", { class: "y-missing" }),
      came: element("div"),
      offers: element("div", { class: "y-offers" }),
      advice: element("div", { class: "y-advice" }),
      title: document.title, entries: [], shown: 0, run: 0, query: "", search: null,
      typed: false, // the query on show was reached by typing: the next key replaces it in the history
    };
    page.list = yandu.results.list(page.hits);
    page.narrow.append(page.filters);
    page.narrow.open = window.matchMedia("(min-width: 45em)").matches;
    container.append(page.status, page.missing, page.came, page.narrow, page.hits, page.more, page.offers, page.advice);
    page.more.addEventListener("click", () => showMore(page, AT_ONCE));
    page.hits.addEventListener("click", (event) => follow(page, event));
    return page;
  }

  /** Answers the address of the page. */
  async function run(page) {
    const run = page.run += 1;
    page.query = yandu.parameter("q").trim();
    page.search = location.search;
    page.container.dataset.searchState = "loading";
    delete page.container.dataset.searchOffers;
    if (!page.container.dataset.searchCount) page.status.textContent = "正在准备，请稍候……";
    try {
      const query = yandu.query.parse(page.query);
      const answer = query.wanted.length ? await answered(query) : null;
      if (run === page.run) await show(page, query, answer, run);
    } catch (error) {
      if (run === page.run) fail(page);
    }
  }

  async function answered(query) {
    const sites = await yandu.sites.open();
    return { sites: sites, hits: await yandu.sites.hits(sites, query) };
  }

  async function show(page, query, answer, run) {
    const all = answer ? answer.hits : [];
    const choice = yandu.filters.chosen();
    const hits = yandu.filters.apply(all, choice);
    const kept = history.state || {};
    page.entries = yandu.results.arrange(hits);
    page.shown = 0;
    page.list.clear(query, page.query);
    page.filters.textContent = "";
    page.advice.textContent = "";
    page.offers.textContent = "";
    page.came.textContent = "";
    page.came.append(...yandu.forgive.came(page.query));
    page.filters.append(...yandu.filters.menus(all, choice, (name, value) => goTo(page, name, value)));
    page.narrow.hidden = !page.filters.firstChild;
    if (Object.keys(choice).length) page.narrow.open = true;
    showMore(page, Math.max(AT_ONCE, kept.shown || 0));
    await page.list.shownWhole();
    if (run !== page.run) return;
    page.missing.textContent = answer ? unread(answer.sites) : "";
    finish(page, "done", hits.length, summary(page, hits.length, all.length, query));
    if (!answer) page.advice.append(...yandu.advice.how(), yandu.recent.controls());
    else await Promise.all([offer(page, answer.sites, query, all.length, run), all.length || advise(page, answer.sites, query, run)]);
    if (kept.top) await page.list.settled();
    if (kept.top && run === page.run) window.scrollTo(0, kept.top);
  }

  async function advise(page, sites, query, run) {
    const advice = await yandu.advice.whenNothing(sites, query).catch(() => []);
    if (run === page.run) page.advice.append(...advice);
  }

  /** Similar words for a query that finds little. Without their file the page is complete all the same. */
  async function offer(page, sites, query, hits, run) {
    const offers = await yandu.forgive.elements(sites, query, page.query, hits).catch(() => []);
    if (run !== page.run) return;
    page.offers.append(...offers);
    page.container.dataset.searchOffers = String(page.offers.querySelectorAll("a").length);
  }

  function fail(page) {
    page.list.clear({ wanted: [] }, "");
    page.narrow.hidden = true;
    page.more.hidden = true;
    finish(page, "error", 0, "搜索暂时用不了：有些文件没有取到。请刷新本页再试；还是不行，请告诉网站管理员。");
  }

  function finish(page, state, count, message) {
    page.status.textContent = message;
    page.container.dataset.searchCount = String(count);
    page.container.dataset.searchState = state;
    document.title = (page.query ? "“" + yandu.query.said(page.query, SAID) + "”" : "") + page.title;
  }

  function summary(page, many, all, query) {
    if (!query.wanted.length) return page.query ? "只有标点符号搜不了，请再输入几个字。" : "请在上面的框里输入要找的词。";
    const asked = "“" + yandu.query.said(page.query, SAID) + "”";
    if (!all) return "没有找到" + asked + "。";
    const documents = new Set(page.entries.map((entry) => entry.hit.document)).size;
    const found = many + " 节" + asked + (documents > 1 ? "，在 " + documents + " 份文件里" : "");
    return many < all ? "在选定范围里找到 " + found + "（不限范围共 " + all + " 节）。" : "找到 " + found + "。";
  }

  /** Which of the sites that are searched together could not be. */
  function unread(sites) {
    const names = Array.from(sites.missing, yandu.path).join("、");
    return names ? "另一个网站（" + names + "）暂时搜不到，这里只有其余网站的结果。" : "";
  }

  function showMore(page, many) {
    const next = page.entries.slice(page.shown, page.shown + many);
    page.list.add(next);
    page.shown += next.length;
    page.more.hidden = page.shown >= page.entries.length;
    page.more.textContent = "显示更多（还有 " + (page.entries.length - page.shown) + " 节）";
  }

  /** A tap anywhere on a hit opens it; what was shown is kept for the way back. */
  function follow(page, event) {
    if (event.target.closest("a")) remember("replaceState", { shown: page.shown, top: window.scrollY });
    const item = event.target.closest(".y-result");
    if (item) yandu.recent.add(page.query);
    if (!item || event.target.closest("a") || String(window.getSelection())) return;
    remember("replaceState", { shown: page.shown, top: window.scrollY });
    item.querySelector("a").click();
  }

  /** Another choice of topic, kind, document or year for the same words. */
  function goTo(page, name, value) {
    const parameters = new URLSearchParams(location.search);
    if (value) parameters.set(name, value);
    else parameters.delete(name);
    remember("pushState", null, "?" + parameters);
    page.typed = false;
    run(page);
  }

  /** Writes to the history; some browsers forbid it to a page opened from a disk. */
  function remember(how, state, target) {
    try {
      history[how](state, "", target);
    } catch (error) {
      if (!yandu.onDisk) throw error;
    }
  }

  /** On this page the box answers in place: while typing after a pause, and at once on Enter. */
  function connect(page, form, input) {
    let timer = 0;
    let composing = false;

    function go(push) {
      window.clearTimeout(timer);
      const text = input.value.trim();
      if (text === page.query && page.container.dataset.searchState !== "error") return;
      page.typed = true;
      remember(push ? "pushState" : "replaceState", null, text ? "?q=" + encodeURIComponent(text) : location.pathname);
      run(page);
    }

    function later() {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => go(!page.typed), PAUSE);
    }

    input.addEventListener("input", (event) => { if (!composing && !event.isComposing) later(); });
    input.addEventListener("compositionstart", () => { composing = true; window.clearTimeout(timer); });
    input.addEventListener("compositionend", () => { composing = false; later(); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      go(!page.typed);
      page.typed = false;
    });
    window.addEventListener("popstate", () => { page.typed = false; });
  }

  yandu.page = { start: start };
})(window.yandu);
