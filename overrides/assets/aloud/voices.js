/* Read aloud: the Chinese voices that are on this device. A voice that is not would send the text to a server. */

(function (yandu) {
  "use strict";

  const ORDER = [/^zh-(hans-)?cn/, /^cmn/, /^zh-(hans-)?sg/, /^zh$/, /^zh-(hant-)?tw/, /^zh/]; // 普通话 first

  /** Whether the browser can speak at all. */
  function works() {
    return "speechSynthesis" in window && typeof window.SpeechSynthesisUtterance === "function";
  }

  function language(voice) {
    return String(voice.lang).replace(/_/g, "-").toLowerCase();
  }

  function rank(voice) {
    return ORDER.findIndex((pattern) => pattern.test(language(voice)));
  }

  /** The local voice that speaks best what the pages are written in, or null. */
  function best() {
    const found = works() ? Array.from(window.speechSynthesis.getVoices()) : [];
    const usable = found.filter((voice) => voice.localService === true && rank(voice) >= 0);
    usable.sort((a, b) => rank(a) - rank(b) || Number(b.default) - Number(a.default));
    return usable[0] || null;
  }

  /** Tells of every change: many browsers know their voices only some time after the page. @param {function(): void} act */
  function watch(act) {
    const speech = window.speechSynthesis;
    if (speech.addEventListener) speech.addEventListener("voiceschanged", act);
    else speech.onvoiceschanged = act;
  }

  yandu.voices = { works: works, best: best, watch: watch };
})(window.yandu = window.yandu || {});
