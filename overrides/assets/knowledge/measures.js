/* 举措清单: narrowing the table to one responsible party or one sort. What is chosen stands in the page's address, so
   that Back and links sent to others work. Without this script the whole table is shown. */

(function () {
  "use strict";

  const head = document.querySelector("th.y-measure");
  const table = head && head.closest("table");
  if (!table || document.querySelector(".y-measure-filter")) return;

  const NOBODY = "没有认出";
  const CHOICES = [
    { name: "who", label: "责任主体", column: 3 },
    { name: "level", label: "类别", column: 5 },
  ];
  const rows = Array.from(table.tBodies[0].rows);
  const place = document.createElement("div");
  const status = document.createElement("p");

  /** What a row has in a column: several parties stand in one cell. */
  function values(row, choice) {
    return row.cells[choice.column].textContent.trim().split("、");
  }

  /** value → how many rows have it, most first; rows that name nobody come last. */
  function options(choice) {
    const found = new Map();
    for (const row of rows) for (const value of values(row, choice)) found.set(value, (found.get(value) || 0) + 1);
    return Array.from(found).sort((a, b) => (a[0] === NOBODY) - (b[0] === NOBODY) || b[1] - a[1]);
  }

  function menu(choice) {
    const label = document.createElement("label");
    const select = document.createElement("select");
    select.name = choice.name;
    select.append(new Option("全部", ""));
    for (const [value, many] of options(choice)) select.append(new Option(value + "（" + many + "）", value));
    select.addEventListener("change", choose);
    label.append(choice.label, select);
    return label;
  }

  function choose() {
    const parameters = new URLSearchParams(location.search);
    for (const select of place.querySelectorAll("select")) {
      if (select.value) parameters.set(select.name, select.value); else parameters.delete(select.name);
    }
    const query = parameters.toString();
    const address = location.pathname + (query ? "?" + query : "") + location.hash;
    // Arrow keys run through the choices: Back leads to the whole table at once.
    if (location.search) history.replaceState(null, "", address); else history.pushState(null, "", address);
    show();
  }

  /** Shows the rows that fit the address and says how many they are. */
  function show() {
    const parameters = new URLSearchParams(location.search);
    for (const select of place.querySelectorAll("select")) {
      select.value = parameters.get(select.name) || "";
      if (select.selectedIndex < 0) select.value = "";
    }
    const wanted = CHOICES.map((choice) => [choice, (place.querySelector("[name=" + choice.name + "]") || {}).value]);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !wanted.every(([choice, value]) => !value || values(row, choice).includes(value));
      if (!row.hidden) shown += 1;
    }
    status.textContent = shown === rows.length ? "显示全部 " + shown + " 条。" : "本页 " + rows.length + " 条中，符合的有 " + shown + " 条。";
  }

  const useful = CHOICES.filter((choice) => options(choice).length > 1);
  if (!useful.length) return;
  place.className = "y-measure-filter";
  status.className = "y-meta";
  status.setAttribute("role", "status");
  place.append(...useful.map(menu), status);
  (table.closest(".md-typeset__scrollwrap") || table).before(place);
  window.addEventListener("popstate", show);
  show();
})();
