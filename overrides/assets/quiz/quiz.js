/* 自测: one question at a time. The page holds all questions with folded answers; this script asks them one after the
   other, says at once what is right, and keeps the last score in this browser alone. Without it the list stands. */

(function (yandu) {
  "use strict";

  const list = document.querySelector(".y-quiz");
  const questions = list ? Array.from(list.children) : [];
  if (!questions.length) return;

  const LETTERS = "ABCDEFGH";
  const KEPT = "quiz:" + list.dataset.quiz;
  const make = yandu.element;

  const progress = make("p", { class: "y-quiz-progress" });
  const status = make("p", { class: "y-quiz-status", role: "status" });
  const next = button("下一题", () => show(at + 1));
  const end = make("div", { class: "y-quiz-end", tabindex: "-1" });
  const plain = button("全部列出", unfold);
  const bar = make("div", { class: "y-quiz-bar" }, plain);

  let round = questions;
  let at = 0;
  let results = new Map(); // question → whether it was answered rightly

  function button(text, act) {
    const made = make("button", { type: "button", class: "y-quiz-button", text: text });
    made.addEventListener("click", act);
    return made;
  }

  function right(question) {
    return question.dataset.right.split(" ").filter(Boolean).map(Number);
  }

  /** Takes down what was put into a question. */
  function reset(question) {
    for (const added of question.querySelectorAll(".y-quiz-pick, .y-quiz-judge")) added.remove();
    const details = question.querySelector("details");
    details.open = false;
    details.hidden = false;
    for (const choices of question.querySelectorAll(".y-quiz-choices")) choices.hidden = false;
  }

  /** Puts in what answers a question: its choices as buttons, or a way to see the answer and say whether one knew it. */
  function prepare(question) {
    reset(question);
    const choices = question.querySelector(".y-quiz-choices");
    const details = question.querySelector("details");
    details.hidden = true;
    if (!choices) details.before(recall(question));
    else {
      choices.hidden = true;
      choices.after(question.dataset.kind === "order" ? ordering(question, choices) : picking(question, choices));
    }
  }

  function group(name) {
    return make("div", { class: "y-quiz-pick", role: "group", "aria-label": name });
  }

  function picking(question, choices) {
    const made = group("选一个答案");
    Array.from(choices.children).forEach((item, place) => {
      const pick = button(LETTERS[place] + ". " + item.textContent, () => {
        const ok = right(question).includes(place);
        Array.from(made.children).forEach((other, number) => {
          other.disabled = true;
          if (right(question).includes(number)) mark(other, "y-quiz-yes", "正确答案");
        });
        if (!ok) mark(pick, "y-quiz-no", "您选的");
        settle(question, ok);
      });
      made.append(pick);
    });
    return made;
  }

  /** Says of a button what it is, in words and not by its colour alone. */
  function mark(element, name, words) {
    element.classList.add(name);
    element.append(make("span", { class: "y-quiz-mark", text: "（" + words + "）" }));
  }

  function ordering(question, choices) {
    const made = group("依次点选，再点一次取消");
    const chosen = [];
    const items = Array.from(choices.children).map((item, place) => {
      const pick = button("", () => {
        if (chosen.includes(place)) chosen.splice(chosen.indexOf(place), 1); else chosen.push(place);
        items.forEach(label);
        if (chosen.length === items.length) {
          items.forEach((other) => { other.disabled = true; });
          settle(question, chosen.join(" ") === question.dataset.right);
        }
      });
      pick.dataset.words = item.textContent;
      return pick;
    });
    const label = (pick, place) => {
      const number = chosen.indexOf(place) + 1;
      pick.textContent = (number ? "第 " + number + "：" : "") + pick.dataset.words;
      pick.setAttribute("aria-pressed", number ? "true" : "false");
    };
    items.forEach(label);
    made.append(make("p", { class: "y-quiz-hint", text: "按先后一个一个点，点错了再点一次取消。" }), ...items);
    return made;
  }

  function recall(question) {
    const made = group("想好了再看答案");
    made.append(button("想好了，看答案", () => {
      const judge = make("div", { class: "y-quiz-judge", role: "group", "aria-label": "您答对了吗" },
        button("我答对了", () => judged(true)), button("没答对", () => judged(false)));
      const judged = (ok) => { judge.remove(); settle(question, ok); };
      made.remove();
      open(question);
      question.querySelector("details").after(judge);
      judge.firstChild.focus();
    }));
    return made;
  }

  function open(question) {
    const details = question.querySelector("details");
    details.hidden = false;
    details.open = true;
  }

  function settle(question, ok) {
    results.set(question, ok);
    open(question);
    status.textContent = ok ? "答对了。" : "没答对，答案在上面。";
    next.textContent = at + 1 < round.length ? "下一题" : "看成绩";
    next.hidden = false;
    next.focus();
  }

  function show(place) {
    at = place;
    questions.forEach((question) => { question.hidden = true; });
    status.textContent = "";
    next.hidden = true;
    if (at >= round.length) return finish();
    const question = round[at];
    end.hidden = true;
    progress.hidden = false;
    progress.textContent = "共 " + round.length + " 题，现在是第 " + (at + 1) + " 题，已答对 " + score() + " 题。";
    prepare(question);
    question.hidden = false;
    if (place) focus(question.querySelector("h2"));
  }

  function focus(element) {
    element.setAttribute("tabindex", "-1");
    element.focus();
  }

  function score() {
    return round.filter((question) => results.get(question)).length;
  }

  function finish() {
    const wrong = round.filter((question) => !results.get(question));
    const told = "这一轮 " + round.length + " 题，答对 " + score() + " 题。";
    if (round === questions && yandu.kept) yandu.kept.set(KEPT, { right: score(), of: round.length });
    progress.hidden = true;
    end.textContent = "";
    end.append(make("p", { class: "y-quiz-score", text: told }));
    if (wrong.length) end.append(button("只做没答对的 " + wrong.length + " 题", () => begin(wrong)));
    end.append(button("全部重做", () => begin(questions)));
    end.hidden = false;
    end.focus();
  }

  function begin(some) {
    round = some;
    results = new Map();
    show(0);
    if (!end.hidden || document.activeElement === document.body) focus(round[0].querySelector("h2"));
  }

  /** The plain list, as it is without this script. */
  function unfold() {
    for (const question of questions) {
      reset(question);
      question.hidden = false;
    }
    for (const added of [progress, status, next, end]) added.hidden = true;
    plain.replaceWith(again);
    again.focus();
  }

  const again = button("一题一题做", () => {
    again.replaceWith(plain);
    status.hidden = false;
    begin(questions);
  });

  /** What was reached the last time. */
  function last() {
    const kept = yandu.kept && yandu.kept.get(KEPT);
    const known = kept && Number.isInteger(kept.right) && Number.isInteger(kept.of);
    return known ? "上次 " + kept.of + " 题答对 " + kept.right + " 题。" : "";
  }

  const before = last();
  if (before) list.before(make("p", { class: "y-meta y-quiz-last", text: before }));
  list.before(bar, progress);
  list.after(status, next, end);
  end.hidden = true;
  show(0);
  list.dataset.ready = "";
})(window.yandu);
