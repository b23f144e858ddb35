/* Printing: a button that opens the browser's dialogue, and the line at the head of every sheet but the first.

   The button stands with the reader's other tools; the line says what is printed. Without this script a page prints as
   well, from the browser's menu and without that line. */

(function () {
  "use strict";

  const LONGEST = 40; // characters of the running line: one line of small type

  /** What the page is called, without the site's name. */
  function running() {
    const words = document.title.replace(/ - [^-]*$/, "");
    return words.length > LONGEST ? words.slice(0, LONGEST) + "…" : words;
  }

  function button() {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "y-tool y-print";
    made.textContent = "打印";
    made.addEventListener("click", () => window.print());
    return made;
  }

  document.documentElement.style.setProperty("--y-running", JSON.stringify(running()));
  const tools = document.querySelector("[data-print], [data-tools]");
  if (tools && typeof window.print === "function") tools.append(button());
})();
