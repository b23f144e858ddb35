/* Topic pages: narrowing the list by year, kind and part of the topic. What is chosen stands in the page's address, so
   that Back and links sent to others work. A long list lies on several pages: the numbers are those of all pages, and
   what fits on other pages is named with a link. Without this script everything is listed. */

(function (yandu) {
  "use strict";

  const place = document.querySelector("[data-topic-filters]");
  if (!place) return;

  const DATA = "assets/topic-data/";
  let rows = []; // [page, year, kind, parts, how many sections] of the whole list
  let order = []; // of the parts
  const here = Number(place.dataset.page);
  const KINDS = [
    { name: "year", label: "年份", of: (row) => [row[1]], words: (value) => value + " 年" },
    { name: "kind", label: "类型", of: (row) => [row[2]], words: (value) => value },
    { name: "part", label: "分支", of: (row) => row[3], words: (value) => value },
  ];
  const entries = Array.from(document.querySelectorAll(".y-hit")).map(entryOf);
  const groups = Array.from(document.querySelectorAll("h2.y-topic-group"));
  const menus = document.createElement("div");
  menus.className = "y-topic-menus";
  const status = document.createElement("p");
  status.className = "y-meta";
  status.setAttribute("role", "status");
  place.append(menus, status);

  /** A listed section: its values as a row has them, and all its elements. */
  function entryOf(hit) {
    const parts = hit.dataset.parts ? hit.dataset.parts.split("、") : [];
    const elements = [hit];
    for (let next = hit.nextElementSibling; next && next.matches(".y-quote, .y-reason"); next = next.nextElementSibling) {
      elements.push(next);
    }
    return { row: [here, hit.dataset.year || "", hit.dataset.kind || "", parts, 1], elements: elements };
  }

  function chosen() {
    const parameters = new URLSearchParams(location.search);
    const found = {};
    for (const kind of KINDS) if (parameters.get(kind.name)) found[kind.name] = parameters.get(kind.name);
    return found;
  }

  function fits(row, choice, but) {
    return KINDS.every((kind) => kind.name === but || !choice[kind.name] || kind.of(row).includes(choice[kind.name]));
  }

  function sum(some) {
    return some.reduce((total, row) => total + row[4], 0);
  }

  /** value → how many sections of the whole list have it, of those that fit the other choices. */
  function options(kind, choice) {
    const found = new Map();
    for (const row of rows) {
      if (!fits(row, choice, kind.name)) continue;
      for (const value of kind.of(row)) if (value) found.set(value, (found.get(value) || 0) + row[4]);
    }
    const by = { year: (a, b) => (a[0] < b[0] ? 1 : -1), kind: (a, b) => b[1] - a[1],
                 part: (a, b) => order.indexOf(a[0]) - order.indexOf(b[0]) };
    return Array.from(found).sort(by[kind.name]);
  }

  function query(choice) {
    const text = new URLSearchParams(choice).toString();
    return text ? "?" + text : "";
  }

  function menu(kind, choice) {
    const label = document.createElement("label");
    const select = document.createElement("select");
    const value = choice[kind.name] || "";
    const all = options(kind, choice);
    if (value && !all.some((one) => one[0] === value)) all.push([value, 0]);
    label.className = value ? "y-filter y-filter--on" : "y-filter";
    select.name = kind.name;
    select.append(new Option("全部", ""));
    for (const [one, many] of all) select.append(new Option(kind.words(one) + "（" + many + "）", one));
    select.value = value;
    select.addEventListener("change", () => choose(kind.name, select.value));
    label.append(kind.label, select);
    return label;
  }

  function choose(name, value) {
    const choice = chosen();
    if (value) choice[name] = value; else delete choice[name];
    const pages = rows.filter((row) => fits(row, choice)).map((row) => row[0]);
    if (pages.length && !pages.includes(here)) {
      location.assign(pageAddress(Math.min(...pages), choice)); // nothing of it is on this page
      return;
    }
    history.pushState(null, "", location.pathname + query(choice) + location.hash);
    show();
    const again = menus.querySelector("select[name=" + name + "]");
    if (again) again.focus();
  }

  /** Address of another page of the list, with the same choice. */
  function pageAddress(number, choice) {
    const stem = place.dataset.topic;
    return "../" + stem + (number === 1 ? "" : "-" + number) + "/" + query(choice);
  }

  /** What the choice comes to, on this page and on the others. */
  function tell(choice) {
    status.textContent = "";
    if (!Object.keys(choice).length) return;
    const fitting = rows.filter((row) => fits(row, choice));
    const onPage = (number) => sum(fitting.filter((row) => row[0] === number));
    const pages = Array.from(new Set(rows.map((row) => row[0]))).sort((a, b) => a - b);
    status.append("全部 " + sum(rows) + " 节中，符合的有 " + sum(fitting) + " 节");
    if (pages.length > 1) {
      status.append("：本页 " + onPage(here) + " 节");
      for (const number of pages) {
        if (number === here || !onPage(number)) continue;
        const link = document.createElement("a");
        link.href = pageAddress(number, choice);
        link.className = "y-topic-page";
        link.textContent = "第 " + number + " 页 " + onPage(number) + " 节";
        status.append("，", link);
      }
    }
    status.append("。");
    const reset = document.createElement("button");
    reset.type = "button";
    reset.className = "y-topic-reset";
    reset.textContent = "看全部";
    reset.addEventListener("click", () => {
      history.pushState(null, "", location.pathname);
      show();
      const first = menus.querySelector("select");
      if (first) first.focus();
    });
    status.append(" ", reset);
  }

  /** Hides what does not fit, and the name of a document of which nothing is left. */
  function show() {
    const choice = chosen();
    const useful = KINDS.filter((kind) => choice[kind.name] || options(kind, {}).length > 1);
    menus.textContent = "";
    menus.append(...useful.map((kind) => menu(kind, choice)));
    for (const entry of entries) {
      for (const element of entry.elements) element.hidden = !fits(entry.row, choice);
    }
    for (const group of groups) group.hidden = !left(group);
    for (const link of document.querySelectorAll(".md-nav--secondary a[href*='#']")) {
      const group = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      link.closest("li").hidden = Boolean(group && group.hidden);
    }
    for (const link of document.querySelectorAll(".y-pager a")) link.search = query(choice);
    tell(choice);
  }

  function left(group) {
    for (let next = group.nextElementSibling; next && !next.matches("h2"); next = next.nextElementSibling) {
      if (next.matches(".y-hit") && !next.hidden) return true;
    }
    return false;
  }

  yandu.load(new URL(DATA + place.dataset.topicFilters, yandu.siteRoot).href).then((data) => {
    rows = data.rows;
    order = data.parts;
    window.addEventListener("popstate", show);
    show();
  }).catch(() => {}); // without the file everything is listed, as without scripts
})(window.yandu);
