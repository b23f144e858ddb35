/* Search: numbers written as text, see generator/search/numbers.py. */

(function (yandu) {
  "use strict";

  const LAST = "#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNO";
  const BEFORE = "PQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}";
  const BASE = LAST.length;
  const LAST_NUMBER = /[0-9]{1,9}(?=\/?$)/;
  const DIGITS = new Uint8Array(128); // code of a digit → its value, of a last digit BASE more
  Array.from(BEFORE).forEach((digit, i) => { DIGITS[digit.charCodeAt(0)] = i; });
  Array.from(LAST).forEach((digit, i) => { DIGITS[digit.charCodeAt(0)] = BASE + i; });

  /** Numbers in a row. @param {string} text @returns {Uint32Array} */
  function decode(text) {
    const numbers = new Uint32Array(text.length);
    let many = 0;
    let value = 0;
    for (let i = 0; i < text.length; i += 1) {
      const digit = DIGITS[text.charCodeAt(i)];
      if (digit < BASE) {
        value = (value + digit) * BASE;
      } else {
        numbers[many] = value + digit - BASE;
        many += 1;
        value = 0;
      }
    }
    return numbers.slice(0, many);
  }

  /** Ascending numbers, written as differences. @param {string} text @returns {Uint32Array} */
  function ascending(text) {
    const numbers = decode(text);
    for (let i = 1; i < numbers.length; i += 1) numbers[i] += numbers[i - 1];
    return numbers;
  }

  /** Numbers that mostly repeat, each followed by how often. @param {string} text @returns {Uint32Array} */
  function runs(text) {
    const pairs = decode(text);
    let many = 0;
    for (let i = 1; i < pairs.length; i += 2) many += pairs[i];
    const numbers = new Uint32Array(many);
    let at = 0;
    for (let i = 1; i < pairs.length; i += 2) numbers.fill(pairs[i - 1], at, at += pairs[i]);
    return numbers;
  }

  /**
   * Addresses parted by blanks: how many characters each begins with like the one before, and the rest; nothing where
   * its last number is just the next.
   */
  function addresses(text) {
    let word = "";
    return text.split(" ").map((entry) => {
      if (!entry) return word = word.replace(LAST_NUMBER, (number) => String(Number(number) + 1));
      const digits = entry.search(/[#-O]/) + 1; // the first last digit ends the number
      word = word.slice(0, decode(entry.slice(0, digits))[0]) + entry.slice(digits);
      return word;
    });
  }

  yandu.numbers = { decode: decode, ascending: ascending, runs: runs, addresses: addresses };
})(window.yandu);
