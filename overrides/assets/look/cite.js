/* 复制引文: the chosen words, else the section's first sentence, with the document, the place in it, and the address. */

(function () {
  "use strict";

  const LONGEST = 500; // characters of a quotation
  const COPIED = "已复制：";
  const REFUSED = "浏览器不让复制，请从这里复制：";
  const tools = document.querySelector("[data-tools][data-title]");
  if (!tools) return;
  const all = Array.from(document.querySelectorAll(".md-content [data-section]"));

  const plain = (text) => text.replace(/\s+/g, " ").trim();

  /** The last heading that stands before a node. */
  function above(node) {
    const before = (one) => one.contains(node) || one.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
    return all.filter(before).pop() || all[0];
  }

  /** Words that the reader chose in the text: only the document's own. */
  function chosen() {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const parts = Array.from(document.querySelectorAll(".md-content .t")).filter((one) => range.intersectsNode(one));
    const words = plain(parts.map((one) => within(range, one)).join(""));
    return words ? { words: words, heading: above(parts[0]) } : null;
  }

  /** What of an element a range holds. */
  function within(range, element) {
    const own = document.createRange();
    own.selectNodeContents(element);
    if (own.compareBoundaryPoints(Range.START_TO_START, range) < 0) own.setStart(range.startContainer, range.startOffset);
    if (own.compareBoundaryPoints(Range.END_TO_END, range) > 0) own.setEnd(range.endContainer, range.endOffset);
    return own.toString();
  }

  /** The first sentence of the page's text. */
  function first() {
    const texts = Array.from(document.querySelectorAll(".md-content p.t")).filter((one) => !one.className.includes("y-") || one.matches(".y-item, .y-item2"));
    const start = texts.find((one) => plain(one.textContent)) || all[0];
    const sentence = /^.*?[。！？；]/.exec(plain(start.textContent));
    return { words: sentence ? sentence[0] : plain(start.textContent), heading: above(start) };
  }

  function quotation() {
    const found = chosen() || first();
    const words = found.words.length > LONGEST ? found.words.slice(0, LONGEST) + "……" : found.words;
    const place = found.heading.getAttribute("data-cite") || "";
    const address = location.href.replace(/[?#].*$/, "") + (found.heading === all[0] ? "" : "#" + found.heading.id);
    return "“" + words.replace(/“/g, "‘").replace(/”/g, "’") + "”——《" + tools.getAttribute("data-title") + "》" + place + " " + address;
  }

  /** The older way, for pages from a disk and without https. */
  function copiedByHand(text) {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "y-cite-field";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }

  async function copied(text) {
    if (!navigator.clipboard) return copiedByHand(text);
    return navigator.clipboard.writeText(text).then(() => true, () => copiedByHand(text));
  }

  const button = document.createElement("button");
  const status = document.createElement("p");
  let text = "";
  button.type = "button";
  button.className = "y-tool y-cite";
  button.textContent = "复制引文";
  status.className = "y-tools-status";
  status.setAttribute("role", "status");
  button.addEventListener("pointerdown", () => { text = quotation(); }); // a tap may end the selection
  button.addEventListener("click", async () => {
    const quoted = text || quotation();
    text = "";
    const done = await copied(quoted);
    status.textContent = (done ? COPIED : REFUSED) + quoted;
    button.focus();
  });
  tools.append(button, status);
})();
