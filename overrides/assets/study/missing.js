/* Study tools on the page for wrong addresses: where a section is now that the reader has marked, or was reading. */

(function (yandu) {
  "use strict";

  /** What is kept of the page that is not there: address and checksum of its sections. */
  function kept() {
    const at = yandu.entries.target(location.href.split("#")[0]);
    const stops = yandu.entries.positions().filter((stop) => location.href.split(/[?#]/)[0] === new URL(stop.page, yandu.siteRoot).href);
    const keys = yandu.entries.keys().filter((key) => at && key.address === at.head);
    return stops.concat(keys);
  }

  async function start() {
    const known = kept();
    if (!known.length) return;
    const places = await yandu.places.settled();
    const now = known.map((one) => yandu.places.find(places, one.address, one.hash)).find(Boolean);
    const link = (url, text) => yandu.element("a", { class: "y-more", href: yandu.address(url), text: text });
    const place = document.querySelector("[data-missing]");
    if (now) place.append(yandu.element("p", {}, "您读过的这一节换了地方："), link(now.url, "到新的地方去"));
    else place.append(yandu.element("p", {}, "您在这一页做的记号和笔记还在："), link("study/", "到“我的学习”去看"));
  }

  yandu.missing = { start: start };
})(window.yandu);
