/* Search: numbers in the other writing: 2025 and 二〇二五, 7 and 七, 14 and 十四. */

(function (yandu) {
  "use strict";

  const DIGITS = "〇一二三四五六七八九";
  const VALUES = new Map(Array.from(DIGITS + "零○两", (digit, i) => [digit, i < 10 ? i : i === 12 ? 2 : 0]));
  const UNITS = { "十": 10, "百": 100, "千": 1000 };
  const NUMBER = /\d+|[〇零○一二两三四五六七八九十百千]+/g;
  const MOST = 8; // writings of one query that are tried

  /** 1 to 9999 in words, as they are spoken: 14 → 十四, 105 → 一百零五. */
  function spoken(value) {
    let text = "";
    let gap = false;
    [1000, 100, 10, 1].forEach((unit, i) => {
      const digit = Math.floor(value / unit) % 10;
      if (digit) text += (gap ? "零" : "") + DIGITS[digit] + ["千", "百", "十", ""][i];
      gap = !digit && Boolean(text);
    });
    return text.replace(/^一十/, "十");
  }

  /** The value of a number in words; NaN: it is none. */
  function value(text) {
    let sum = 0;
    let digit = NaN;
    for (const character of text) {
      const unit = UNITS[character];
      if (unit) {
        sum += (digit || 1) * unit;
        digit = NaN;
      } else {
        digit = VALUES.get(character);
      }
    }
    return sum + (digit || 0);
  }

  /** The other ways to write one number. @param {string} written @returns {string[]} */
  function others(written) {
    if (/\d/.test(written)) {
      const single = Array.from(written, (digit) => DIGITS[digit]).join("");
      const year = written.length > 2 ? [single, single.replace(/〇/g, "零"), single.replace(/〇/g, "○")] : [];
      const number = Number(written);
      const small = number > 0 && number < 10000 && written[0] !== "0" ? [spoken(number)] : [];
      return written.length === 4 ? year.concat(small) : small.concat(year, number === 2 ? ["两"] : []);
    }
    if (/[十百千]/.test(written)) return [String(value(written))];
    const digits = Array.from(written, (character) => VALUES.get(character)).join("");
    const zeros = ["〇", "零", "○"].map((zero) => written.replace(/[〇零○]/g, zero));
    return [digits].concat(zeros).filter((each) => each !== written);
  }

  /** A query with only one of its numbers written in another way. */
  function replaced(query, only, way) {
    let at = -1;
    return query.replace(NUMBER, (number) => {
      at += 1;
      return at === only ? others(number)[way] || number : number;
    });
  }

  /** A normalised query with its numbers written in other ways. @returns {string[]} */
  function writings(query) {
    const found = new Set();
    const numbers = query.match(NUMBER) || [];
    for (let i = 0; i < 4; i += 1) {
      // All numbers at once, then one at a time: “第七次会议2025年” may mix both.
      found.add(query.replace(NUMBER, (number) => others(number)[i] || number));
      if (numbers.length > 1) numbers.forEach((_, only) => found.add(replaced(query, only, i)));
    }
    found.delete(query);
    return Array.from(found).slice(0, MOST);
  }

  /** A date in figures, as official documents write it: 2025-04-11 → 2025年4月11日. @returns {string[]} */
  function dates(text) {
    const found = /^(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?$/.exec(text);
    if (!found) return [];
    const [year, month, day] = found.slice(1).map(Number);
    return [year + "年" + month + "月" + (day ? day + "日" : "")];
  }

  /** A number with its sign as it is written: 20% is not 20. @returns {string[]} */
  function asWritten(text) {
    return /\d[%％‰.．]|\d-\d/.test(text) && !/["“”]/.test(text) ? ["“" + text + "”"] : [];
  }

  yandu.numerals = { writings: writings, dates: dates, asWritten: asWritten };
})(window.yandu);
