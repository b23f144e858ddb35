/* Study tools: all that is kept, as one file to take along, and back. Nothing in a file is believed before it is looked at. */

(function (yandu) {
  "use strict";

  const FORMAT = "yandu-study";
  const VERSION = 1;
  const LARGEST = 20e6;   // bytes of a file
  const MOST = 50000;     // entries in it
  const OTHER = /^[a-z][a-z0-9-]{0,39}$/; // what other tools keep: scores, the speed of the voice
  const LONGEST_OTHER = 200000;

  const isObject = (value) => Boolean(value) && typeof value === "object" && !Array.isArray(value);

  /** Names under which other tools keep something. */
  function others() {
    return yandu.kept.names().filter((name) => OTHER.test(name));
  }

  /** All that is kept, as text of a file. @param {string} site its name */
  function write(site) {
    const sections = yandu.entries.all().map((one) => Object.assign({ address: one.address, hash: one.hash }, one.entry));
    const more = others().map((name) => ({ name: name, value: yandu.kept.get(name) }));
    const whole = {
      format: FORMAT, version: VERSION, site: site, exported: new Date().toISOString(),
      sections: sections, positions: yandu.entries.positions(), more: more,
    };
    return JSON.stringify(whole, null, 1) + "\n";
  }

  /**
   * What a file holds.
   * @param {string} text
   * @returns {{site: string, sections: object[], positions: object[], more: object[]}}
   * @throws {Error} with words for the reader, when it is not whole or not ours
   */
  function read(text) {
    const whole = parsed(text);
    if (!isObject(whole) || whole.format !== FORMAT) throw new Error("这不是从“我的学习”导出的文件，没有导入任何东西。");
    if (!Number.isInteger(whole.version) || whole.version < 1) throw damaged();
    if (whole.version > VERSION) throw new Error("这个文件是更新版本的网站导出的，本站还读不了，没有导入任何东西。");
    return {
      site: typeof whole.site === "string" ? whole.site.slice(0, 120) : "",
      sections: list(whole.sections, section), positions: list(whole.positions, stop), more: list(whole.more, other),
    };
  }

  function damaged() {
    return new Error("这个文件不完整，或者被改动过，没有导入任何东西。");
  }

  function parsed(text) {
    try {
      return JSON.parse(text.replace(/^\uFEFF/, ""));
    } catch (error) {
      throw new Error("这个文件读不懂：它不是导出的文件，或者没有传完整。没有导入任何东西。");
    }
  }

  function list(values, checked) {
    if (!Array.isArray(values) || values.length > MOST) throw damaged();
    return values.map(checked);
  }

  /** A row of a file that is what it should be to the last field; a file with any other is refused as a whole. */
  function section(raw) {
    const { ADDRESS, HASH, LONGEST_KEPT } = yandu.entries;
    if (!isObject(raw) || !ADDRESS.test(raw.address) || !HASH.test(raw.hash)) throw damaged();
    const isText = (value) => typeof value === "string" && value.length <= LONGEST_KEPT;
    const isMoment = (value) => typeof value === "number" && value >= 0;
    if (![raw.title, raw.document, raw.note].every(isText) || ![raw.read, raw.star, raw.noted].every(isMoment)) throw damaged();
    return { address: raw.address, hash: raw.hash, entry: yandu.entries.entry(raw) };
  }

  function stop(raw) {
    const made = yandu.entries.position(raw);
    if (!made) throw damaged();
    return made;
  }

  function other(raw) {
    if (!isObject(raw) || typeof raw.name !== "string" || !OTHER.test(raw.name)) throw damaged();
    if (raw.value === undefined || JSON.stringify(raw.value).length > LONGEST_OTHER) throw damaged();
    return { name: raw.name, value: raw.value };
  }

  /**
   * Puts what a file holds to what is kept: of two notes both stay, what is marked in one of them is marked.
   * @returns {boolean} false: the store was full; what was kept before is still whole
   */
  function merge(whole) {
    const { entries, kept } = yandu;
    const sections = whole.sections.every((one) => (
      entries.put(one.address, one.hash, entries.merged(entries.of(one.address, one.hash), one.entry))));
    const positions = whole.positions.every((one) => {
      const here = entries.stopped(one.address.split("#")[0]);
      return here && here.when >= one.when ? true : entries.stop(one);
    });
    // Scores and settings of other tools are theirs to read: what is kept here already stays.
    const more = whole.more.every((one) => kept.get(one.name) !== undefined || kept.set(one.name, one.value));
    return sections && positions && more;
  }

  /** The text of a file that the reader chose. @param {File} file @returns {Promise<string>} */
  function textOf(file) {
    if (file.size > LARGEST) return Promise.reject(new Error("这个文件太大，不会是从“我的学习”导出的，没有导入任何东西。"));
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.onerror = () => reject(new Error("这个文件打不开。"));
      reader.readAsText(file, "utf-8");
    });
  }

  /** Hands a file to the reader. @param {string} text */
  function save(text, name) {
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = yandu.element("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  /** Deletes all that is kept for this site, and the searches. */
  function clear() {
    for (const name of yandu.kept.names()) yandu.kept.remove(name);
    try {
      window.localStorage.removeItem("yandu.recent");
    } catch (error) {
      return; // nothing is kept there
    }
  }

  yandu.file = { write: write, read: read, merge: merge, textOf: textOf, save: save, clear: clear };
})(window.yandu);
