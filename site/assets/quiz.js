// What a quiz of grader/quiz/page.py can do beyond being read: check answers, keep them, shuffle, retry, print, hand over.
(() => {
  "use strict";

  const MAX_SEED = 999999;
  const FINDINGS = {
    chosen: { icon: "✓", words: "Correct, and you chose it." },
    missed: { icon: "!", words: "Missed: this one is correct." },
    wrong: { icon: "✗", words: "Wrongly chosen: this one is not correct." },
    left: { icon: "✓", words: "Rightly left out." },
  };

  // ---- the rules that all outlets share: grader/quiz/score.py and grader/quiz/shuffle.py

  function score(correct, ticked) {
    const right = ticked.filter((id) => correct.includes(id)).length;
    return Math.max(0, (right - (ticked.length - right)) / correct.length);
  }

  function rank(text) {
    let value = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
    value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
    value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
    return (value ^ (value >>> 16)) >>> 0;
  }

  function inOrder(names, salt) {
    const ranks = new Map(names.map((name) => [name, rank(`${salt}:${name}`)]));
    return [...names].sort((a, b) => ranks.get(a) - ranks.get(b) || (a < b ? -1 : 1));
  }

  const points = (value) => String(Math.round(value * 100) / 100);
  const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

  // ---- small helpers for the page

  function element(tag, properties = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in made) made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  function button(text, action, properties = {}) {
    const made = element("button", { type: "button", className: "quiz-button", ...properties }, text);
    made.addEventListener("click", () => made.getAttribute("aria-disabled") !== "true" && action());
    return made;
  }

  const disable = (node, yes) => (yes ? node.setAttribute("aria-disabled", "true") : node.removeAttribute("aria-disabled"));

  /** Answers by question id in the browser's storage; where there is none, they last as long as the page. */
  function storage(name) {
    const key = `callbacks-by-doing/quiz/${name}`;
    return {
      read() {
        try {
          const kept = JSON.parse(localStorage.getItem(key));
          return kept && typeof kept.answers === "object" && kept.answers ? kept.answers : {};
        } catch {
          return {};
        }
      },
      /** Return whether the answers could be kept. */
      write(answers) {
        try {
          localStorage.setItem(key, JSON.stringify({ format_version: 1, answers }));
          return true;
        } catch {
          return false;
        }
      },
    };
  }

  // ---- one question

  class Question {
    constructor(form, changed, announce) {
      Object.assign(this, { form, changed, announce, id: form.dataset.id, topic: form.dataset.topic, checked: false });
      this.options = [...form.querySelectorAll(".quiz-option")];
      this.ids = this.options.map((option) => option.dataset.id);
      this.correct = this.options.filter((option) => option.dataset.correct === "true").map((option) => option.dataset.id);
      this.number = form.querySelector(".quiz-number");
      this.build();
    }

    build() {
      this.group = this.form.querySelector("fieldset");
      this.described = this.group.getAttribute("aria-describedby");
      this.problem = element("p", { className: "quiz-problem", id: `${this.form.id}-problem`, hidden: true });
      this.check = element("button", { type: "submit", className: "quiz-button quiz-check" }, "Check");
      this.again = button("Try again", () => this.tryAgain(), { hidden: true });
      this.outcome = element("p", { className: "quiz-outcome" });
      this.more = element("div", { className: "quiz-links" });
      this.group.after(this.problem, element("div", { className: "quiz-actions" }, this.check, this.again, this.outcome), this.more);
      for (const option of this.options) {
        const box = this.box(option);
        box.addEventListener("click", (event) => this.checked && event.preventDefault());
        box.addEventListener("change", () => this.ticked());
      }
      this.form.addEventListener("submit", (event) => {
        event.preventDefault(); // a browser that does not know the form's method would send it
        if (!this.checked) this.answer();
      });
    }

    box(option) {
      return option.querySelector("input");
    }

    get answerNow() {
      return this.options.filter((option) => this.box(option).checked).map((option) => option.dataset.id).sort();
    }

    get score() {
      return this.checked ? score(this.correct, this.answerNow) : 0;
    }

    ticked() {
      this.say("");
      this.changed();
    }

    /** Show a problem and tie it to the group, or take it away. */
    say(problem) {
      this.problem.textContent = problem;
      this.problem.hidden = !problem;
      const described = [this.described, problem && this.problem.id].filter(Boolean).join(" ");
      if (described) this.group.setAttribute("aria-describedby", described);
      else this.group.removeAttribute("aria-describedby");
    }

    answer() {
      const number = this.number.textContent;
      if (!this.answerNow.length) {
        this.say(`Nothing is ticked yet. Tick at least one option of question ${number}, then check again.`);
        this.announce(this.problem.textContent);
        return;
      }
      this.checked = true;
      this.show();
      this.changed();
      this.announce(`Question ${number}: ${this.outcome.textContent}`);
    }

    tryAgain() {
      this.set({ ticked: [], checked: false });
      this.box(this.options[0]).focus();
      this.changed();
    }

    /** Take over what was kept, as far as the question still has these options. */
    set({ ticked, checked }) {
      for (const option of this.options) this.box(option).checked = Array.isArray(ticked) && ticked.includes(option.dataset.id);
      this.checked = Boolean(checked) && this.answerNow.length > 0;
      this.say("");
      this.show();
    }

    show() {
      this.form.classList.toggle("quiz-checked", this.checked);
      disable(this.check, this.checked);
      this.again.hidden = !this.checked;
      this.more.replaceChildren();
      this.outcome.textContent = this.checked ? this.summary() : "";
      if (this.checked) this.more.append(this.form.querySelector(".quiz-key .quiz-more").cloneNode(true));
      for (const option of this.options) this.showOption(option);
    }

    showOption(option) {
      const box = this.box(option);
      option.querySelector(".quiz-finding")?.remove();
      disable(box, this.checked);
      const described = [option.querySelector(".quiz-rest")?.id];
      delete option.dataset.finding;
      if (this.checked) {
        const right = option.dataset.correct === "true";
        option.dataset.finding = right ? (box.checked ? "chosen" : "missed") : box.checked ? "wrong" : "left";
        const { icon, words } = FINDINGS[option.dataset.finding];
        const why = this.form.querySelector(`.quiz-key li[data-id="${option.dataset.id}"] .quiz-why`).cloneNode(true);
        const finding = element(
          "div",
          { className: "quiz-finding", id: `${box.id}-finding` },
          element("span", { className: "quiz-icon", "aria-hidden": "true" }, icon),
          element("div", {}, element("strong", {}, words), " ", why),
        );
        option.append(finding);
        described.push(finding.id);
      }
      const ids = described.filter(Boolean).join(" ");
      if (ids) box.setAttribute("aria-describedby", ids);
      else box.removeAttribute("aria-describedby");
    }

    summary() {
      const found = this.answerNow.filter((id) => this.correct.includes(id)).length;
      const wrong = this.answerNow.length - found;
      const all = this.correct.length;
      const told = all === 1 ? (found ? "the correct option found" : "the correct option missed") : `${found} of ${all} correct options found`;
      return `${told[0].toUpperCase()}${told.slice(1)}, ${wrong || "none"} wrong. ${points(this.score)} of 1 point.`;
    }

    get keyLine() {
      const letters = [...this.form.querySelectorAll('.quiz-option[data-correct="true"] .quiz-letter')].map((letter) => letter.textContent);
      return `Question ${this.number.textContent}: ${letters.sort().join(", ")}`;
    }

    explanations() {
      return this.form.querySelector(".quiz-key ul").cloneNode(true);
    }

    /** Put the options in the order of `ids`, and letter them anew. */
    order(ids) {
      ids.forEach((id, place) => {
        const letter = String.fromCharCode(65 + place);
        for (const part of this.form.querySelectorAll(`.quiz-option[data-id="${id}"], .quiz-key li[data-id="${id}"]`)) {
          part.querySelector(".quiz-letter").textContent = letter;
          part.parentElement.append(part);
        }
      });
    }
  }

  // ---- the quiz

  class Quiz {
    constructor(root) {
      this.root = root;
      this.title = root.dataset.title;
      this.store = storage(root.dataset.bank);
      this.status = root.querySelector(".quiz-status");
      this.list = root.querySelector(".quiz-questions");
      const forms = [...root.querySelectorAll(".quiz-question")];
      this.questions = forms.map((form) => new Question(form, () => this.changed(), (sentence) => this.announce(sentence)));
      this.inBankOrder = [...this.questions];
      this.only = null;
      this.buildBar();
      this.buildResult();
      this.restore(this.store.read());
      this.followAddress();
      addEventListener("hashchange", () => this.followAddress());
      addEventListener("afterprint", () => this.afterPrint());
      root.classList.add("quiz-live");
      this.changed({ keep: false });
    }

    buildBar() {
      this.progress = element("progress", { max: this.questions.length, "aria-label": "Questions checked" });
      this.standing = element("span", { className: "quiz-standing" });
      this.orderNote = element("span", { className: "quiz-order" });
      this.original = button("Original order", () => this.reorder(null), { hidden: true });
      this.undo = button("Bring the answers back", () => this.bringBack(), { hidden: true });
      const shuffle = button("Shuffle", () => this.reorder(1 + Math.floor(Math.random() * MAX_SEED)));
      const clear = button("Start again", () => this.clear());
      const standing = element("div", { className: "quiz-progress" }, this.progress, this.standing);
      this.root.querySelector(".quiz-bar").append(standing, shuffle, this.original, clear, this.undo, this.orderNote);
    }

    buildResult() {
      this.topics = element("tbody");
      const head = element("tr", {}, ...["Topic", "Checked", "Points"].map((text) => element("th", { scope: "col" }, text)));
      const table = element("table", { className: "quiz-topics" }, element("caption", {}, "Points by topic"), element("thead", {}, head), this.topics);
      this.total = element("p", { className: "quiz-total" });
      this.retry = button("", () => this.retryWrong());
      this.all = button("Show all questions", () => this.showOnly(null), { hidden: true });
      this.text = element("textarea", { readOnly: true, rows: 4, "aria-label": "Your result as text" });
      this.root.querySelector(".quiz-result").append(
        element("h3", {}, "Your result"),
        this.total,
        element("div", { className: "quiz-actions" }, this.retry, this.all),
        table,
        this.text,
        element(
          "div",
          { className: "quiz-actions" },
          button("Copy as text", () => this.copy()),
          button("Download as JSON", () => this.download()),
          button("Print the questions", () => this.print("sheet")),
          button("Print with the key", () => this.print("key")),
        ),
      );
    }

    /** Fill the live region; a sentence that stands there already is changed invisibly, so that it is read again. */
    announce(sentence) {
      this.status.textContent = this.status.textContent === sentence ? `${sentence}\u00a0` : sentence;
    }

    // -- what was answered

    get answers() {
      const answered = this.inBankOrder.filter((one) => one.checked || one.answerNow.length);
      return Object.fromEntries(answered.map((one) => [one.id, { ticked: one.answerNow, checked: one.checked }]));
    }

    restore(answers) {
      for (const question of this.questions) question.set(answers[question.id] ?? { ticked: [], checked: false });
    }

    get checked() {
      return this.inBankOrder.filter((question) => question.checked);
    }

    get notFull() {
      return this.checked.filter((question) => question.score < 1);
    }

    changed({ keep = true } = {}) {
      if (keep) {
        this.undo.hidden = true;
        this.kept = this.store.write({ ...this.store.read(), ...this.forgotten(), ...this.answers });
      }
      this.showStanding();
    }

    /** Answers that were taken back; those to questions that are not on this page stay as they are. */
    forgotten() {
      return Object.fromEntries(this.questions.map((question) => [question.id, undefined]));
    }

    showStanding() {
      const [done, all] = [this.checked.length, this.questions.length];
      const earned = this.checked.reduce((sum, question) => sum + question.score, 0);
      this.progress.value = done;
      this.standing.textContent = `${done} of ${all} checked, ${points(earned)} of ${plural(all, "point")}`;
      this.total.textContent = `${points(earned)} of ${plural(all, "point")}. ${this.closing(done, all)}`;
      this.retry.textContent = `Retry what was not fully right (${this.notFull.length})`;
      disable(this.retry, !this.notFull.length);
      this.topics.replaceChildren(...this.byTopic().map((row) => element("tr", {}, ...row.map((text) => element("td", {}, text)))));
      this.text.value = this.asText(earned, done, all);
    }

    closing(done, all) {
      const storageNote = this.kept === false ? " This browser keeps no answers: they are gone when you leave the page." : "";
      if (done < all) return `${plural(all - done, "question")} still to check.${storageNote}`;
      return (this.notFull.length ? "All checked; now retry what was not fully right." : "All fully right. Well done!") + storageNote;
    }

    byTopic() {
      const topics = [...new Set(this.inBankOrder.map((question) => question.topic))];
      return topics.map((topic) => {
        const here = this.inBankOrder.filter((question) => question.topic === topic);
        const done = here.filter((question) => question.checked);
        const earned = done.reduce((sum, question) => sum + question.score, 0);
        return [topic, `${done.length} of ${here.length}`, `${points(earned)} of ${here.length}`];
      });
    }

    // -- order

    followAddress() {
      const match = /[#&]seed=(\d{1,6})\b/.exec(location.hash);
      if (match) this.applyOrder(Number(match[1]));
    }

    reorder(seed) {
      // Only what follows the # may be changed in the address of a local file.
      history.replaceState(history.state, "", seed === null ? "#" : `#seed=${seed}`);
      this.applyOrder(seed);
      this.announce(seed === null ? "Questions and options are in their original order." : `Shuffled with seed ${seed}. The address of this page keeps the order.`);
    }

    applyOrder(seed) {
      const ids = this.inBankOrder.map((question) => question.id);
      const order = seed === null ? ids : inOrder(ids, String(seed));
      this.seed = seed;
      this.questions = order.map((id) => this.inBankOrder.find((question) => question.id === id));
      this.questions.forEach((question, place) => {
        question.number.textContent = place + 1;
        question.order(seed === null ? question.ids : inOrder(question.ids, `${seed}:${question.id}`));
        this.list.append(question.form);
      });
      this.original.hidden = seed === null;
      this.orderNote.textContent = seed === null ? "" : `Order: seed ${seed}`;
      this.root.querySelector(".quiz-sheet-head strong").textContent = this.title + (seed === null ? "" : ` (seed ${seed})`);
    }

    // -- again

    clear() {
      this.before = this.answers;
      this.restore({});
      this.showOnly(null);
      this.changed();
      this.undo.hidden = !Object.keys(this.before).length;
      this.announce("All answers are cleared.");
    }

    bringBack() {
      this.restore(this.before);
      this.changed();
      this.announce("Your answers are back.");
      this.root.querySelector(".quiz-bar button").focus();
    }

    retryWrong() {
      const again = this.notFull;
      for (const question of again) question.set({ ticked: [], checked: false });
      this.showOnly(again);
      this.changed();
      const first = this.questions.find((question) => again.includes(question));
      first.box(first.options[0]).focus();
    }

    showOnly(chosen) {
      for (const question of this.questions) question.form.hidden = chosen !== null && !chosen.includes(question);
      const hadFocus = document.activeElement === this.all;
      this.all.hidden = chosen === null;
      if (hadFocus) this.retry.focus();
    }

    // -- taking it along

    asText(earned, done, all) {
      const rows = this.byTopic().map(([topic, checked, sum]) => `${topic}: ${sum} (${checked} checked)`);
      return [`${this.title}: ${points(earned)} of ${plural(all, "point")}, ${done} of ${all} questions checked`, ...rows].join("\n");
    }

    asJson() {
      const answers = this.inBankOrder.map((one) => ({ id: one.id, checked: one.checked, ticked: one.answerNow, score: one.score }));
      const earned = answers.reduce((sum, answer) => sum + answer.score, 0);
      const seed = this.seed ?? null;
      return { format_version: 1, quiz: this.title, made: new Date().toISOString(), seed, score: earned, max_score: answers.length, answers };
    }

    async copy() {
      try {
        await navigator.clipboard.writeText(this.text.value);
        this.announce("Your result is copied.");
      } catch {
        this.text.focus();
        this.text.select();
        this.announce("This browser does not let the page copy. The text is selected: copy it with the keyboard.");
      }
    }

    download() {
      const address = URL.createObjectURL(new Blob([JSON.stringify(this.asJson(), null, 2)], { type: "application/json" }));
      element("a", { href: address, download: `${this.root.dataset.bank}-result.json` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 0);
      this.announce("Your result is downloaded.");
    }

    print(kind) {
      this.afterPrint();
      // Around the questions there may be a page that does not belong on the sheet.
      document.documentElement.dataset.quizPrint = kind;
      if (kind === "key") {
        const entries = this.questions.map((question) => element("section", {}, element("h3", {}, question.keyLine), question.explanations()));
        this.root.append(element("div", { className: "quiz-sheet-key" }, element("h2", {}, "Key"), ...entries));
      }
      print();
    }

    afterPrint() {
      delete document.documentElement.dataset.quizPrint;
      this.root.querySelector(".quiz-sheet-key")?.remove();
    }
  }

  const start = () => document.querySelectorAll(".quiz").forEach((root) => new Quiz(root));
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
