// The quiz of play.html: twenty signals for the reader, beside the paper's human and a CNN that runs in the page.
"use strict";
const quizOf = (settings, linked) => {
  const byId = (name) => document.getElementById(name);
  const made = (tag, attributes = {}, ...content) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...content);
    return element;
  };
  const count = 20;
  const digits = Array.from({ length: 10 }, (_, digit) => digit);
  /// The authors' human: signals shown of each digit, and those that were recognized (figures/benchmarks/mistakes.csv).
  const human = [[30, 28], [42, 40], [36, 32], [50, 50], [47, 44], [40, 40], [40, 40], [34, 31], [40, 40], [41, 38]];
  const networks = { original: classifierOf(classifierWeights.original), permuted: classifierOf(classifierWeights.permuted) };
  const orders = {
    original: Array.from({ length: 40 }, (_, point) => point),
    permuted: new mnist1d.RandomState(classifierWeights.permutationSeed).permutation(40),
  };

  let arrangement = "original";
  let number = null;
  /// What is asked: signals, labels, the CNN's and the reader's answers.
  let round = null;
  /// The dataset of the settings with the CNN's answers to its test part, once they are computed.
  let current = null;
  let task = 0;

  // MARK: Signals
  const svgNames = "http://www.w3.org/2000/svg";
  const outline = (values, largest, width, height) => {
    const [x, y] = [(value) => width / 2 + (value / largest) * (width / 2 - 3), (i) => 4 + (i / (values.length - 1)) * (height - 8)];
    return `M${Array.from(values, (value, i) => `${x(value).toFixed(2)} ${y(i).toFixed(2)}`).join("L")}`;
  };
  const picture = (values, largest, label, [width, height] = [60, 150]) => {
    const svg = document.createElementNS(svgNames, "svg");
    const path = svg.appendChild(document.createElementNS(svgNames, "path"));
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    if (label) {
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", label);
    } else svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", outline(values, largest, width, height));
    return svg;
  };
  const signal = (data, example) => {
    const start = example * data.length;
    return orders[arrangement].map((point) => data.x[start + point]);
  };

  // MARK: The CNN's score
  const pause = () => new Promise((resolve) => { setTimeout(resolve); });
  const percent = (right, shown) => (shown === 0 ? "–" : (100 * right / shown).toFixed(1));
  const tally = (labels, answers) => digits.map((digit) => {
    const places = labels.flatMap((label, place) => (label === digit ? [place] : []));
    return [places.length, places.filter((place) => answers[place] === digit).length];
  });
  const sum = (pairs) => pairs.reduce(([shown, right], [a, b]) => [shown + a, right + b], [0, 0]);
  const cell = ([shown, right] = [0, 0], text = percent(right, shown)) =>
    made("td", { style: `--part: ${shown === 0 ? 0 : (100 * right) / shown}` }, text);
  /// A table by digit: the CNN, the human, and the reader as right answers of those shown.
  const tabulate = () => {
    const cnn = current && tally(current.labels, current.answers);
    const people = arrangement === "original" ? human : null;
    const own = round?.answers.length === count ? tally(round.labels, round.answers) : null;
    const row = (title, pick) => made("tr", {}, made("th", { scope: "row" }, title),
      cell(cnn ? pick(cnn) : undefined), people ? cell(pick(people)) : made("td", {}, title === "All" ? "about 30" : "–"),
      own ? cell(pick(own), `${pick(own)[1]} of ${pick(own)[0]}`) : made("td", {}, "–"));
    byId("digits").tBodies[0].replaceChildren(...digits.map((digit) => row(String(digit), (pairs) => pairs[digit])));
    byId("digits").tFoot?.remove();
    byId("digits").createTFoot().append(row("All", sum));
  };
  const say = () => {
    const score = byId("score");
    if (settings.finalLength !== networks.original.length) {
      score.textContent = `The CNN reads signals of 40 points, these have ${settings.finalLength}: set the final length back to 40 for score and quiz.`;
    } else if (!current) score.textContent = "The CNN is at work …";
    else {
      const [shown, right] = sum(tally(current.labels, current.answers));
      const such = JSON.stringify(settings) === JSON.stringify(mnist1d.defaults) ? "of the paper’s test signals" : "of test signals with these settings";
      score.replaceChildren("The CNN gets ", made("b", {}, `${percent(right, shown)} %`), ` ${such}${arrangement === "permuted" ? ", permuted" : ""}.`);
    }
  };
  /// Computes dataset and answers for the settings; a later call ends an earlier one.
  const compute = async () => {
    task += 1;
    const own = task;
    current = null;
    byId("start").disabled = true;
    say();
    if (settings.finalLength !== networks.original.length) return tabulate();
    const making = mnist1d.generation({ ...settings });
    let data;
    do {
      await pause();
      if (own !== task) return;
      const next = making.next();
      data = next.done ? next.value : null;
    } while (!data);
    const labels = data.y.slice(data.trainCount);
    const answers = [];
    while (answers.length < labels.length) {
      if (answers.length % 50 === 0) await pause();
      if (own !== task) return;
      answers.push(networks[arrangement].answer(signal(data, data.trainCount + answers.length)));
    }
    current = { data, labels, answers };
    byId("start").disabled = false;
    say();
    tabulate();
  };

  // MARK: The quiz
  const ask = () => {
    const place = round.answers.length;
    byId("progress").textContent = `Signal ${place + 1} of ${count}`;
    byId("shown").setAttribute("aria-label", `Signal ${place + 1}`);
    byId("shown").firstElementChild.setAttribute("d", outline(round.signals[place], round.largest, 60, 150));
    byId("back").disabled = place === 0;
  };
  const show = (part) => {
    for (const name of ["question", "outcome"]) byId(name).hidden = name !== part;
    byId("start").textContent = part === "outcome" ? "Another twenty" : part === "question" ? "Start again" : "Start: twenty signals";
    byId("start").classList.toggle("main", part !== "question");
  };
  const start = () => {
    if (number === null) number = 1 + Math.floor(Math.random() * 9999);
    else if (round?.answers.length === count) number += 1;
    // The first of a permutation, so that a link shows the same twenty.
    const chosen = new mnist1d.RandomState(number).permutation(current.labels.length).slice(0, count);
    const signals = chosen.map((place) => signal(current.data, current.data.trainCount + place));
    round = {
      signals, arrangement, largest: Math.max(...signals.flat().map(Math.abs)), labels: chosen.map((place) => current.labels[place]),
      cnn: chosen.map((place) => current.answers[place]), answers: [],
    };
    linked();
    tabulate();
    show("question");
    ask();
  };
  const finish = () => {
    const right = (answers) => answers.filter((answer, place) => answer === round.labels[place]).length;
    const [own, cnn] = [right(round.answers), right(round.cnn)];
    // Of twenty: 95.75 % in order; permuted, the paper says about 30 %.
    const person = count * (round.arrangement === "original" ? 0.9575 : 0.3);
    const beside = (name, other) => (own > other ? `You beat ${name}.` : own === other ? `You are level with ${name}.` : `${name} is ahead.`);
    const sentence = `The CNN: ${cnn}. The human would get about ${Math.round(person)}. ${beside("The human", person)} ${beside("The CNN", cnn)}`;
    byId("verdict").replaceChildren(
      made("b", {}, `You: ${own} of ${count}.`), ` ${sentence.replaceAll(/(beat|with) The/g, "$1 the")}`);
    const missed = round.cnn.flatMap((answer, place) => (answer === round.labels[place] ? [] : [place]));
    byId("twenty").replaceChildren(...round.signals.map((values, place) => {
      const [label, answer, machine] = [round.labels[place], round.answers[place], round.cnn[place]];
      const of = (name, given) => made("span", { class: given === label ? "" : "wrong" }, `${name} ${given}${given === label ? "" : " ✗"}`);
      return made("figure", missed.includes(place) ? { class: "missed" } : {},
        picture(values, round.largest, `Signal ${place + 1}, a ${label}`),
        made("figcaption", {}, made("b", {}, `It is ${label}`), made("br"), of("You", answer), made("br"), of("CNN", machine)));
    }));
    byId("legend").textContent = missed.length === 0 ? "The CNN got all of them right." : "Framed: the signals that the CNN got wrong.";
    show("outcome");
    tabulate();
    byId("verdict").focus();
  };
  const answer = (digit) => {
    round.answers.push(digit);
    if (round.answers.length < count) ask();
    else finish();
  };
  const back = () => {
    round.answers.pop();
    ask();
  };

  for (const digit of digits) {
    const button = made("button", { type: "button", "aria-label": String(digit) }, String(digit), picture(mnist1d.templates[digit], 0.7, null, [60, 60]));
    button.addEventListener("click", () => answer(digit));
    byId("answers").append(button);
  }
  byId("start").addEventListener("click", start);
  byId("back").addEventListener("click", back);
  addEventListener("keydown", (event) => {
    if (byId("question").hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^[0-9]$/.test(event.key)) answer(Number(event.key));
    else if (event.key === "Backspace" && round.answers.length > 0) back();
    else return;
    event.preventDefault();
  });
  const arrange = (chosen) => {
    if (chosen === arrangement) return;
    arrangement = chosen;
    document.querySelector(`input[name="arrangement"][value="${chosen}"]`).checked = true;
    round = null;
    show(null);
    compute();
  };
  for (const choice of document.querySelectorAll('input[name="arrangement"]')) {
    choice.addEventListener("change", () => {
      arrange(choice.value);
      linked();
    });
  }
  tabulate();

  return {
    compute,
    /// What a link keeps of the quiz.
    get state() { return { ...(arrangement === "permuted" && { permuted: "" }), ...(number !== null && { quiz: number }) }; },
    set state(parts) {
      arrange(parts.has("permuted") ? "permuted" : "original");
      // `#quiz` alone is the place of the quiz in the page.
      if (parts.get("quiz")) number = Math.min(Math.max(Math.trunc(Number(parts.get("quiz"))) || 1, 1), 99999);
    },
  };
};
