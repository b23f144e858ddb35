/* Study tools: what is kept in this browser, and nowhere else. On every page.

   Several sites may lie on one server, and a browser keeps one store for them all: every name is put behind the path of
   the site's root. Where the browser keeps nothing (a strict setting, a full store), nothing fails: `set` says so. */

(function (yandu) {
  "use strict";

  /** The site's root, by the address of this script, two folders below it. */
  const root = new URL("../../", document.currentScript.src);
  const scope = "yandu:" + root.pathname + ":";

  /** The browser's store, or null: asking for it may already be refused. */
  function store() {
    try {
      return window.localStorage;
    } catch (error) {
      return null;
    }
  }

  /** What `act` gives, or `otherwise` where the store refuses. */
  function attempt(act, otherwise) {
    try {
      return act(store());
    } catch (error) {
      return otherwise;
    }
  }

  /** Whether there is a store that can be read. */
  function works() {
    return attempt((kept) => kept.length >= 0, false);
  }

  /** @param {string} name @returns {*} undefined: nothing is kept, or nothing that can be read */
  function get(name) {
    return attempt((kept) => {
      const text = kept.getItem(scope + name);
      return text === null ? undefined : JSON.parse(text);
    });
  }

  /** @param {string} name @param {*} value @returns {boolean} whether it is kept now */
  function set(name, value) {
    return attempt((kept) => {
      kept.setItem(scope + name, JSON.stringify(value));
      return true;
    }, false);
  }

  /** @param {string} name */
  function remove(name) {
    attempt((kept) => kept.removeItem(scope + name));
  }

  /** The names under which something is kept. @param {string} [prefix] @returns {string[]} */
  function names(prefix) {
    const start = scope + (prefix || "");
    return attempt((kept) => Object.keys(kept).filter((key) => key.startsWith(start)), [])
      .map((key) => key.slice(scope.length)).sort();
  }

  /** Tells of every change that another tab makes. @param {function(string): void} changed given the name */
  function watch(changed) {
    window.addEventListener("storage", (event) => {
      if (event.key === null) changed(""); // all was deleted
      else if (event.key.startsWith(scope)) changed(event.key.slice(scope.length));
    });
  }

  yandu.siteRoot = root.href;
  yandu.kept = { works: works, get: get, set: set, remove: remove, names: names, watch: watch };
})(window.yandu = window.yandu || {});
