/* Read aloud: the page's text, sentence by sentence, with a voice of this device. Nothing is sent anywhere.

   The button stands with the reader's other tools as long as there is a voice. While it reads, a bar at the lower edge
   holds what is needed. A pause ends the sentence and a later go begins it anew: some systems cannot go on within one. */

(function (yandu) {
  "use strict";

  const SPEEDS = [["慢", .75], ["中", 1], ["快", 1.35]];
  const KEPT = "aloud"; // the name under which the speed is kept
  const FAILED = "朗读停下来了：这台设备的语音没有响应。请再按一次“朗读”；还是不行，请换一个浏览器。";

  const state = { sentences: [], at: -1, going: false, speed: 1, turn: 0 };
  let parts = null; // the elements of the tools, once there are any

  const isOn = () => state.at >= 0;

  // ---- Speaking ----------------------------------------------------------------------------------------------------

  /** Silence; what is still told of the sentence before is not meant for us any more. */
  function hush() {
    state.turn += 1;
    window.speechSynthesis.cancel();
  }

  function speak() {
    const voice = yandu.voices.best();
    if (!voice) return stop(FAILED);
    hush();
    const turn = state.turn;
    const said = new window.SpeechSynthesisUtterance(state.sentences[state.at].text);
    said.voice = voice;
    said.lang = voice.lang;
    said.rate = state.speed;
    said.onend = () => { if (turn === state.turn) next(); };
    said.onerror = () => { if (turn === state.turn) stop(FAILED); };
    state.said = said; // or the browser may forget it, and with it its end
    window.speechSynthesis.speak(said);
  }

  function next() {
    const wasSeen = seen(state.sentences[state.at]);
    if (state.at + 1 >= state.sentences.length) return stop();
    state.at += 1;
    yandu.sentences.show(state.sentences[state.at]);
    if (wasSeen) follow();
    speak();
  }

  /** Whether a sentence is on the screen: who has turned to another place is not fetched back. */
  function seen(sentence) {
    const place = yandu.sentences.place(sentence);
    return Boolean(place) && place.bottom > 0 && place.top < window.innerHeight;
  }

  /** Brings the sentence into the upper half when it is not wholly in sight. */
  function follow() {
    const place = yandu.sentences.place(state.sentences[state.at]);
    const low = window.innerHeight - parts.bar.offsetHeight;
    if (!place || (place.top > window.innerHeight * .15 && place.bottom < low)) return;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    window.scrollBy({ top: place.top - window.innerHeight * .3, behavior: still ? "auto" : "smooth" });
  }

  // ---- What readers can do -----------------------------------------------------------------------------------------

  function start() {
    state.sentences = yandu.sentences.all();
    if (!state.sentences.length) return;
    state.at = 0;
    go();
    follow();
  }

  function go() {
    state.going = true;
    yandu.sentences.show(state.sentences[state.at]);
    say("");
    draw();
    speak();
  }

  function pause() {
    state.going = false;
    hush();
    draw();
  }

  function stop(why) {
    const within = parts.bar.contains(document.activeElement);
    hush();
    state.at = -1;
    state.going = false;
    yandu.sentences.clear();
    draw();
    say(why || "");
    if (within && !parts.box.hidden) parts.main.focus({ preventScroll: true });
  }

  function press() {
    if (!isOn()) start();
    else if (state.going) pause();
    else go();
  }

  function choose(speed) {
    state.speed = speed;
    if (yandu.kept) yandu.kept.set(KEPT, speed);
    draw();
    if (state.going) speak();
  }

  // ---- What they see -----------------------------------------------------------------------------------------------

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key]);
    made.append(...children);
    return made;
  }

  function button(text, act) {
    const made = element("button", { type: "button", class: "y-aloud-button" }, text);
    made.addEventListener("click", act);
    return made;
  }

  function build() {
    const main = button("朗读", press);
    main.className = "y-tool";
    const hold = button("暂停", press);
    const speeds = SPEEDS.map((speed) => button(speed[0], () => choose(speed[1])));
    const group = element("div", { class: "y-aloud-speeds", role: "group", "aria-label": "朗读速度" }, ...speeds);
    const bar = element("div", { class: "y-aloud-bar", role: "group", "aria-label": "朗读", hidden: "" },
      hold, button("停止", () => stop()), group);
    const status = element("p", { class: "y-aloud-status", role: "status" });
    const box = element("div", { class: "y-aloud", hidden: "" }, main, bar, status);
    box.addEventListener("keydown", (event) => { if (event.key === "Escape" && isOn()) stop(); });
    return { box: box, main: main, hold: hold, speeds: speeds, bar: bar, status: status };
  }

  function say(words) {
    parts.status.textContent = words;
  }

  function draw() {
    const words = state.going ? "暂停" : "继续";
    parts.main.textContent = isOn() ? words + "朗读" : "朗读";
    parts.hold.textContent = words;
    parts.bar.hidden = !isOn();
    document.documentElement.classList.toggle("y-aloud-on", isOn());
    parts.speeds.forEach((one, i) => one.setAttribute("aria-pressed", String(SPEEDS[i][1] === state.speed)));
  }

  /** Offers reading aloud as long as there is a voice for it. */
  function offer() {
    const can = Boolean(yandu.voices.best());
    if (!can && isOn()) stop();
    parts.box.hidden = !can;
  }

  function begin() {
    const tools = document.querySelector("[data-tools], [data-print]");
    if (!tools || !yandu.voices.works() || !document.querySelector(".md-content .t")) return;
    const kept = yandu.kept && yandu.kept.get(KEPT);
    if (SPEEDS.some((speed) => speed[1] === kept)) state.speed = kept;
    parts = build();
    tools.append(parts.box);
    draw();
    offer();
    yandu.voices.watch(offer);
    window.addEventListener("pagehide", () => { if (isOn()) stop(); });
  }

  begin();
})(window.yandu);
