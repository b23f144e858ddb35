/* Search: the page that a hit opens. The words that led here are marked and shown; nothing else of the page changes. */

(function (yandu) {
  "use strict";

  const SAID = 12; // characters of the words that are repeated

  /** The elements that hold the text of the section addressed by the hash; without one, of the whole page. */
  function sectionElements() {
    const all = Array.from(document.querySelectorAll(".t")).filter((part) => !part.parentElement.closest(".t"));
    const anchor = document.getElementById(location.hash.slice(1));
    if (!anchor) return all;
    const reached = (part) => part === anchor || anchor.contains(part) ||
      anchor.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING;
    const rest = all.filter(reached);
    const next = rest.findIndex((part, i) => i > 0 && /^H[1-6]$/.test(part.tagName));
    return next < 0 ? rest : rest.slice(0, next);
  }

  /** The text nodes of elements with their offsets in the text, elements parted by line feeds. */
  function textNodes(parts) {
    const found = [];
    let text = "";
    for (const part of parts) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        found.push({ node: walker.currentNode, at: text.length });
        text += walker.currentNode.data;
      }
      text += "\n";
    }
    return { text: text, nodes: found };
  }

  /** Marks ranges of one text node, given by their offsets in it. */
  function markNode(node, ranges) {
    const made = yandu.excerpt.nodes(node.data, 0, node.data.length, ranges);
    const marks = Array.from(made.querySelectorAll("mark"));
    if (marks.length) node.parentNode.replaceChild(made, node);
    return marks;
  }

  function markSection(words) {
    const found = textNodes(sectionElements());
    const ranges = yandu.excerpt.stretches(found.text, words);
    const shifted = (at) => ranges.map((range) => [range[0] - at, range[1] - at]);
    return [].concat(...found.nodes.map((part) => markNode(part.node, shifted(part.at))));
  }

  /** Takes the marks off again, on the page and out of its address. */
  function unmark(marks) {
    for (const mark of marks) {
      const parent = mark.parentNode;
      parent.replaceChild(document.createTextNode(mark.textContent), mark);
      parent.normalize();
    }
    try {
      history.replaceState(history.state, "", location.pathname + location.hash);
    } catch (error) {
      if (!yandu.onDisk) throw error;
    }
  }

  /** What was marked, a way from one place to the next, and a way to take the marks off. */
  function bar(marks, text) {
    const groups = places(marks);
    let at = 0;
    const told = yandu.element("span", { role: "status" });
    const say = () => { told.textContent = "“" + text + "” 第 " + (at + 1) + "/" + groups.length + " 处"; };
    const go = (step) => () => {
      at = (at + step + groups.length) % groups.length;
      groups[at].scrollIntoView({ block: "center" });
      say();
    };
    const ways = groups.length > 1 ? [button("上一处", go(-1)), button("下一处", go(1))] : [];
    const made = yandu.element("div", { class: "y-marked" }, told, ...ways, button("去掉标记", () => {
      unmark(marks);
      made.remove();
    }));
    document.body.append(made);
    say();
  }

  function button(text, act) {
    const made = yandu.element("button", { type: "button", class: "y-unmark", text: text });
    made.addEventListener("click", act);
    return made;
  }

  /** The first mark of every place: a word that runs over a link is marked in pieces side by side. */
  function places(marks) {
    return marks.filter((mark, i) => i === 0 || !touches(marks[i - 1], mark));
  }

  function touches(before, after) {
    const between = document.createRange();
    between.setStartAfter(before);
    between.setEndBefore(after);
    return between.toString() === "" && before.closest(".t") === after.closest(".t");
  }

  /** Marks the words in the page's address and shows the first of them, unless the reader comes back to the page. */
  function start() {
    const text = yandu.parameter("mark");
    const words = yandu.query.parse(text).wanted;
    const marks = words.length ? markSection(words) : [];
    if (!marks.length) return;
    bar(marks, yandu.query.said(text, SAID));
    const visit = performance.getEntriesByType("navigation")[0];
    if (visit && visit.type === "back_forward") return;
    const reveal = () => window.requestAnimationFrame(() => marks[0].scrollIntoView({ block: "center" }));
    if (document.readyState === "complete") reveal();
    else window.addEventListener("load", reveal);
  }

  yandu.mark = { start: start };
})(window.yandu);
