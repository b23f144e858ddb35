/* Study tools: where reading stopped, on pages with a document's text; and coming back there. */

(function (yandu) {
  "use strict";

  const BACK = "#y-continue"; // after a page's address: go to where reading stopped
  const FIRST = 3000;  // milliseconds after which an opened page counts as read in
  const PAUSE = 600;   // milliseconds after scrolling
  const LINE = .3;     // of the screen's height: what is above this line has been read

  /** The headings on this page of the document whose page it is. */
  function headings() {
    const at = yandu.entries.below(location.href.split("#")[0]);
    const own = at ? at.page.split("/")[0] + "#" : "";
    const all = Array.from(document.querySelectorAll(".md-content [data-section]"));
    return own.length > 1 ? all.filter((one) => one.dataset.section.startsWith(own)) : [];
  }

  /** What a heading says of its section, for entries. */
  function described(heading) {
    const plain = heading.cloneNode(true);
    for (const ours of plain.querySelectorAll(".y-study-mark")) ours.remove();
    return {
      address: heading.dataset.section, hash: heading.dataset.hash,
      title: plain.textContent.trim().slice(0, 120), document: title(heading.dataset.section.split("#")[0]),
    };
  }

  /** The title of a document: as the page says it, its own heading, or what the way to here calls it. */
  function title(id) {
    const said = document.querySelector("[data-tools][data-title]");
    if (said) return said.dataset.title;
    const own = document.querySelector('[data-section="' + id + '#"]');
    if (own) return own.textContent.trim();
    const up = Array.from(document.querySelectorAll(".y-crumbs a[href]")).find((link) => {
      const at = yandu.entries.target(link.href);
      return at && at.section === id + "#";
    });
    return up ? up.textContent.trim() : document.title;
  }

  /** The document's own words after a heading, up to the next. */
  function blocks(heading) {
    const found = [];
    for (let next = heading.nextElementSibling; next && !next.dataset.section; next = next.nextElementSibling) {
      if (next.classList.contains("t") || next.querySelector(".t")) found.push(next);
    }
    return found;
  }

  function isAbove(element) {
    return element.getBoundingClientRect().top <= window.innerHeight * LINE;
  }

  /** The place in sight, as a Position. */
  function here() {
    const all = headings();
    if (!all.length) return null;
    const heading = all.filter(isAbove).pop() || all[0];
    const block = Math.max(0, blocks(heading).filter(isAbove).length - 1);
    const page = yandu.entries.below(location.href).page;
    return Object.assign(described(heading), { page: page, block: block, when: Date.now() });
  }

  /** A document's first page, when it only leads to the others, is no place to come back to. */
  function leadsOn(page) {
    return page.split("/").length === 2 && Boolean(document.querySelector(".md-content a.y-next"));
  }

  function save() {
    const stop = here();
    if (!stop || document.visibilityState === "prerender") return;
    if (leadsOn(stop.page) && yandu.entries.stopped(stop.address.split("#")[0])) return;
    yandu.entries.stop(stop);
  }

  /** Goes to where reading stopped. */
  function goBack() {
    const all = headings();
    const stop = all.length ? yandu.entries.stopped(all[0].dataset.section.split("#")[0]) : null;
    history.replaceState(history.state, "", location.pathname + location.search);
    if (!stop) return;
    const heading = all.find((one) => one.dataset.hash === stop.hash && one.dataset.section === stop.address)
      || all.find((one) => one.dataset.hash === stop.hash) || all.find((one) => one.dataset.section === stop.address);
    const block = heading && stop.block > 0 && blocks(heading)[stop.block];
    if (heading && (block || heading !== all[0])) arrive(block || heading);
  }

  /** Shows a paragraph as the one to read on from. */
  function arrive(element) {
    element.classList.add("y-study-here");
    element.setAttribute("tabindex", "-1");
    element.focus({ preventScroll: true });
    element.scrollIntoView();
    window.scrollBy(0, -window.innerHeight * LINE / 2);
  }

  function start() {
    if (location.hash === BACK) goBack();
    if (!headings().length) return;
    let timer = window.setTimeout(begin, FIRST);
    let begun = false;
    function begin() {
      begun = true;
      save();
    }
    window.addEventListener("scroll", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(begin, begun ? PAUSE : FIRST);
    }, { passive: true });
    window.addEventListener("pagehide", () => { if (begun) save(); });
    document.addEventListener("visibilitychange", () => { if (begun && document.visibilityState === "hidden") save(); });
  }

  yandu.position = { BACK: BACK, headings: headings, described: described, blocks: blocks, start: start };
})(window.yandu);
