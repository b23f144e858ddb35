/* Search: which hits come first. All weights stand in one table. */

(function (yandu) {
  "use strict";

  /**
   * Points for each wanted word; a hit's score is the average over its words. Tuned by hand on questions about real
   * documents, half of which were kept aside for the check; tests/browser/test_search_ranking.py says what must hold.
   */
  const WEIGHTS = {
    heading: 6,       // the word stands in the section's own heading
    inner: -3,        // … and in one above already: the chapter on a subject comes before its parts
    whole: 4,         // … and is (nearly) all of it: times the share of the heading that it makes up
    above: 1.5,       // it stands only in the heading of a section above
    title: 2,         // it stands in the document's title
    often: 2.5,       // times the logarithm of how often it stands in the section; below its heading, too
    dense: 2,         // how often for its size, up to this many points
    early: 2,         // it stands at the very beginning; less the farther on
    document: 0.5,    // times the logarithm of how many sections of the document have it
    close: 2,         // several words stand side by side; less the farther apart
  };
  const USUAL = 200; // units: in a section of this size, once gives half of the points of `dense`
  const EARLY = 30;  // units from the beginning, where half of the points of `early` are left

  /**
   * Hits in the order in which they are shown, each with its score.
   * @param {Site} site
   * @param {Hit[]} hits
   * @param {Query} query
   * @param {Map<number, Finding>[]} words where each wanted word stands, as `find` tells
   * @returns {Hit[]} the best first; of equal ones the newer document's, then the earlier one
   */
  function rank(site, hits, query, words) {
    const titled = query.wanted.map((word) => titlesOf(site).map((title) => title.includes(word.flat)));
    const perDocument = new Map();
    for (const hit of hits) count(perDocument, site.documentOf[hit.section]);
    for (const hit of hits) {
      const document = site.documentOf[hit.section];
      const points = query.wanted.map((word, i) =>
        place(site, hit, word.flat, hit.findings[i], words[i]) +
        (titled[i][document] ? WEIGHTS.title : 0));
      hit.score = points.reduce((sum, one) => sum + one, 0) / points.length +
        WEIGHTS.document * Math.log(perDocument.get(document)) + WEIGHTS.close * closeness(hit.findings);
    }
    return hits.sort(order);
  }

  /** Which of two hits with scores comes first. Of those of several sites, equal ones stay as they are. */
  function order(a, b) {
    const place = a.site === b.site ? a.section - b.section : 0;
    return b.score - a.score || compare(b.document.date, a.document.date) || place;
  }

  /** Points for how a word stands in a section, `found`: in which others it does. */
  function place(site, hit, word, finding, found) {
    // A single character stands in headings and first sentences by chance.
    if (word.length === 1) return WEIGHTS.often * Math.log(finding.count) + dense(site, hit, finding);
    const above = underHeading(site, found, hit.section);
    const often = finding.headed ? below(site, found, hit.section) : finding.count;
    return (finding.headed ? heading(site, hit, word) + (above ? WEIGHTS.inner : 0) : above ? WEIGHTS.above : 0) +
      WEIGHTS.often * Math.log(often) + dense(site, hit, finding) + WEIGHTS.early / (1 + finding.first / EARLY);
  }

  function heading(site, hit, word) {
    return WEIGHTS.heading + WEIGHTS.whole * Math.min(1, word.length / site.heads[hit.section]);
  }

  function dense(site, hit, finding) {
    return WEIGHTS.dense * finding.count / (finding.count + site.sizes[hit.section] / USUAL);
  }

  /** How often a word, found in these sections, stands in a section and those below it. */
  function below(site, found, section) {
    let often = found.get(section).count;
    for (let next = section + 1; site.levels[next] > site.levels[section]; next += 1) {
      if (found.has(next)) often += found.get(next).count;
    }
    return often;
  }

  const known = new WeakMap(); // site → the normalised titles of its documents

  function titlesOf(site) {
    if (!known.has(site)) known.set(site, site.documents.map((one) => yandu.fold.normalise(one.title)));
    return known.get(site);
  }

  /** Whether a word, found in these sections, stands in the heading of one above a section. */
  function underHeading(site, found, section) {
    for (let up = site.parents[section]; up >= 0; up = site.parents[up]) {
      const finding = found.get(up);
      if (finding && finding.headed) return true;
    }
    return false;
  }

  /** 1 when the first places of all words are next to each other, less the farther apart; 0 for one word. */
  function closeness(findings) {
    if (findings.length < 2) return 0;
    const firsts = findings.map((finding) => finding.first);
    return 1 / (1 + (Math.max(...firsts) - Math.min(...firsts)) / 20);
  }

  function count(map, key) {
    map.set(key, (map.get(key) || 0) + 1);
  }

  function compare(a, b) {
    return a < b ? -1 : Number(a > b);
  }

  yandu.rank = rank;
  yandu.rank.order = order;
  yandu.rank.WEIGHTS = WEIGHTS;
})(window.yandu);
