/* Study tools: what a reader has said of sections, and where reading stopped. On every page.

   A section is known by its address (`document#section`) and by the checksum of its words, which the build writes on
   its heading. Both are in the name under which an entry is kept, so an entry never comes to stand at other words than
   those it was made for: when the words move, `places` finds them again. Every section has a name of its own, so that
   several tabs do not overwrite one another. */

(function (yandu) {
  "use strict";

  /**
   * @typedef {object} Entry
   * @property {string} title of the section
   * @property {string} document title of the document
   * @property {number} read when it was marked as read; 0: it is not
   * @property {number} star when it was marked with a star; 0: it is not
   * @property {string} note
   * @property {number} noted when the note was written
   *
   * @typedef {object} Position where reading stopped in a document
   * @property {string} address of the section
   * @property {string} hash of its words
   * @property {string} page below the root
   * @property {number} block which paragraph after the heading, counted from 0
   * @property {string} title
   * @property {string} document
   * @property {number} when
   */

  const SECTION = "s:";
  const POSITION = "at:";
  const NAME = /^s:([a-z0-9][A-Za-z0-9_-]{0,199}#[A-Za-z0-9_-]{0,199})@([0-9a-f]{8})$/;
  const ADDRESS = /^[a-z0-9][A-Za-z0-9_-]{0,199}#[A-Za-z0-9_-]{0,199}$/;
  const HASH = /^[0-9a-f]{8}$/;
  const PAGE = /^([a-z0-9][A-Za-z0-9_-]{0,199})\/(?:([A-Za-z0-9_-]{1,199})\/)?$/;
  const WHOLE = /\/all(-[0-9]+)?\/$/; // pages with a document's whole text
  const LONGEST_NOTE = 20000;
  const LONGEST_KEPT = 200000; // notes that were merged may be longer than what is typed
  const LONGEST_TITLE = 120;
  const LATEST = 8.64e15; // the last moment that a Date can say

  function words(value, longest) {
    return typeof value === "string" ? value.slice(0, longest) : "";
  }

  function moment(value) {
    return typeof value === "number" && value > 0 && value <= LATEST ? Math.floor(value) : 0;
  }

  /** An Entry out of whatever was kept or imported. */
  function entry(raw) {
    const given = raw && typeof raw === "object" ? raw : {};
    const note = words(given.note, LONGEST_KEPT);
    return {
      title: words(given.title, LONGEST_TITLE), document: words(given.document, LONGEST_TITLE),
      read: moment(given.read), star: moment(given.star), note: note, noted: note ? moment(given.noted) || 1 : 0,
    };
  }

  /** A Position out of whatever was kept or imported, or null. */
  function position(raw) {
    if (!raw || typeof raw !== "object" || !ADDRESS.test(raw.address) || !HASH.test(raw.hash) || !PAGE.test(raw.page)) return null;
    return {
      address: raw.address, hash: raw.hash, page: raw.page, block: Math.min(moment(raw.block), 9999),
      title: words(raw.title, LONGEST_TITLE), document: words(raw.document, LONGEST_TITLE), when: moment(raw.when),
    };
  }

  function name(address, hash) {
    return SECTION + address + "@" + hash;
  }

  /** Whether an entry says anything. */
  function speaks(made) {
    return Boolean(made.read || made.star || made.note);
  }

  /** What is kept of a section. @returns {Entry} */
  function of(address, hash) {
    return entry(yandu.kept.get(name(address, hash)));
  }

  /** Where all entries are kept. @returns {{address: string, hash: string}[]} */
  function keys() {
    return yandu.kept.names(SECTION).map((kept) => NAME.exec(kept)).filter(Boolean)
      .map((found) => ({ address: found[1], hash: found[2] }));
  }

  /** All entries that say something. @returns {{address: string, hash: string, entry: Entry}[]} */
  function all() {
    return keys().map((key) => Object.assign({ entry: of(key.address, key.hash) }, key)).filter((one) => speaks(one.entry));
  }

  /** Keeps an entry in the place of the one before; one that says nothing is forgotten. @returns {boolean} done */
  function put(address, hash, made) {
    if (speaks(made)) return yandu.kept.set(name(address, hash), made);
    yandu.kept.remove(name(address, hash));
    return true;
  }

  /**
   * Changes what is kept now, whatever another tab made of it meanwhile.
   * @param {{address: string, hash: string, title: string, document: string}} section
   * @param {object} change fields of an Entry
   * @returns {boolean} whether it is kept
   */
  function change(section, change) {
    const names = { title: section.title, document: section.document };
    return put(section.address, section.hash, entry(Object.assign(of(section.address, section.hash), names, change)));
  }

  /** Two notes as one in which no word is lost: the newer first, unless one holds the other. */
  function notes(newer, older) {
    if (newer.includes(older)) return newer;
    return older.includes(newer) ? older : newer + "\n\n" + older;
  }

  /** Two entries as one: whatever either has. @param {Entry} one @param {Entry} other @returns {Entry} */
  function merged(one, other) {
    const [newer, older] = one.noted >= other.noted ? [one, other] : [other, one];
    return {
      title: one.title || other.title, document: one.document || other.document,
      read: Math.max(one.read, other.read), star: Math.max(one.star, other.star),
      note: notes(newer.note, older.note), noted: newer.noted,
    };
  }

  /** Takes an entry to another place, without losing what stands there. @returns {boolean} done */
  function move(from, to) {
    const whole = merged(of(to.address, to.hash), of(from.address, from.hash));
    if (!put(to.address, to.hash, whole)) return false;
    yandu.kept.remove(name(from.address, from.hash));
    return true;
  }

  /** Where reading stopped, one for each document, the latest first. @returns {Position[]} */
  function positions() {
    const found = yandu.kept.names(POSITION).map((kept) => position(yandu.kept.get(kept))).filter(Boolean);
    return found.sort((one, other) => other.when - one.when);
  }

  /** Where reading stopped in a document. @param {string} document its id @returns {Position|null} */
  function stopped(document) {
    return position(yandu.kept.get(POSITION + document));
  }

  /** @param {Position} stop */
  function stop(stop) {
    return yandu.kept.set(POSITION + stop.address.split("#")[0], stop);
  }

  /** The address of a page below the root, in the form of a server, and the id after `#`. @param {string} href */
  function below(href) {
    if (!href.startsWith(yandu.siteRoot)) return null;
    const [path, id] = href.slice(yandu.siteRoot.length).split("#");
    return { page: path.split("?")[0].replace(/index\.html$/, ""), id: id || "" };
  }

  /**
   * The section to which a link leads, and the one that heads its page: pages are named after theirs.
   * @param {string} href absolute
   * @returns {{section: string, head: string}|null} addresses; null: it leads to no section
   */
  function target(href) {
    const at = below(href);
    const found = at && PAGE.exec(at.page);
    if (!found || (WHOLE.test(at.page) && !at.id)) return null;
    const head = found[1] + "#" + (WHOLE.test(at.page) ? "" : found[2] || "");
    return { section: at.id ? found[1] + "#" + at.id : head, head: head };
  }

  yandu.entries = {
    ADDRESS: ADDRESS, HASH: HASH, WHOLE: WHOLE, LONGEST_NOTE: LONGEST_NOTE, LONGEST_KEPT: LONGEST_KEPT,
    entry: entry, position: position, speaks: speaks, of: of, keys: keys, all: all, put: put, change: change,
    notes: notes, merged: merged, move: move, positions: positions, stopped: stopped, stop: stop, below: below, target: target,
  };
})(window.yandu);
