/* Study tools on the home page: the tile that leads to where reading stopped. */

(function (yandu) {
  "use strict";

  function show(tile, stop) {
    tile.href = yandu.address(stop.page) + "#y-continue";
    const hint = tile.querySelector("span, small") || tile.appendChild(yandu.element("span"));
    hint.textContent = stop.title || stop.document; // on one line, as the words before: nothing jumps
    hint.title = [stop.document, stop.title].filter(Boolean).join("：");
    hint.classList.add("y-study-where");
  }

  async function start() {
    const tile = document.querySelector(".y-continue");
    // A server answers a wrong address with a page that knows the new one; a disk does not.
    if (yandu.onDisk && yandu.entries.positions().length) await yandu.study.need("places").then(() => yandu.places.settled()).catch(() => {});
    const stop = yandu.entries.positions()[0];
    if (stop) show(tile, stop);
  }

  yandu.home = { start: start };
})(window.yandu);
