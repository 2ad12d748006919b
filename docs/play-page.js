// The page play.html: ten signals, step by step, and the sliders.
"use strict";
(() => {
  const { defaults, steps, stages } = mnist1d;
  const byId = (name) => document.getElementById(name);
  const settings = { ...defaults };
  const meanings = [
    "The template: 12 points.",
    "Pad: zeros are appended, so many that no two signals are of one length.",
    "Stretch: as many points for all.",
    "Scale: multiplied by a random factor.",
    "Translate: rolled to a random place.",
    "Correlated noise: smoothed noise where the signal is zero.",
    "Noise at each point.",
    "Shear: a line of random slope is taken away.",
    "Sample: 40 of these points; the finished signal.",
  ];

  // MARK: Parameters
  const parameters = [
    ["maximumPadding", "Padding, at most", 36, 96, 1, "--padding 36"],
    ["scaleCoefficient", "Scale coefficient", 0, 2, 0.05, "--scale-coefficient"],
    ["maximumTranslation", "Translation, below", 0, 96, 1, "--max-translation"],
    ["correlatedNoiseScale", "Correlated noise", 0, 2, 0.05, "--correlated-noise-scale"],
    ["iidNoiseScale", "Noise at each point", 0, 0.5, 0.01, "--iid-noise-scale"],
    ["shearScale", "Shear", 0, 4, 0.05, "--shear-scale"],
    ["finalLength", "Final length", 8, 100, 1, "--final-length"],
    ["seed", "Seed", 0, 999, 1, "--seed"],
  ];
  const sliders = parameters.map(([name, title, min, max, step]) => {
    const label = document.createElement("label");
    const [value, slider] = [document.createElement("output"), document.createElement("input")];
    Object.assign(slider, { type: "range", id: name, min, max, step, value: settings[name] });
    slider.addEventListener("input", () => {
      settings[name] = Number(slider.value);
      changed();
    });
    label.append(title, value, slider);
    byId("sliders").append(label);
    return { name, slider, value };
  });

  // MARK: Signals
  const svgNames = "http://www.w3.org/2000/svg";
  const [width, height] = [60, 150];
  const pictures = mnist1d.templates.map((_, digit) => {
    const [figure, caption] = [document.createElement("figure"), document.createElement("figcaption")];
    const svg = document.createElementNS(svgNames, "svg");
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("role", "img");
    const path = svg.appendChild(document.createElementNS(svgNames, "path"));
    caption.textContent = digit;
    figure.append(caption, svg);
    byId("signals").append(figure);
    return { svg, path };
  });
  let all = [];
  /// Where the points of a signal lie: of the finished one as far apart as before it was sampled.
  const rows = (signal, stage) => signal.map((_, i) => (stage === 8 ? (i * (11 + settings.maximumPadding)) / Math.max(1, signal.length - 1) : i));
  /// A line's place at each of the parts 0...1 of its length in points.
  const along = (values, parts) => parts.map((part) => {
    const place = part * (values.length - 1);
    const left = Math.min(Math.floor(place), Math.max(values.length - 2, 0));
    return values[left] + (place - left) * ((values[left + 1] ?? values[left]) - values[left]);
  });
  const draw = () => {
    const at = Number(byId("step").value);
    const [stage, part] = [Math.floor(at), at - Math.floor(at)];
    const largest = Math.max(...all.flat(2).map(Math.abs), 0.1);
    pictures.forEach(({ svg, path }, digit) => {
      const before = all[digit][stage];
      let [values, places] = [before, rows(before, stage)];
      if (part > 0) {
        const after = all[digit][stage + 1];
        const parts = Array.from({ length: 192 }, (_, i) => i / 191);
        const mixed = (a, b) => along(a, parts).map((value, i) => value + part * (along(b, parts)[i] - value));
        [values, places] = [mixed(before, after), mixed(rows(before, stage), rows(after, stage + 1))];
      }
      const points = values.map((value, i) =>
        `${(width / 2 + (value / largest) * (width / 2 - 3)).toFixed(2)} ${(4 + (places[i] / (11 + settings.maximumPadding)) * (height - 8)).toFixed(2)}`);
      path.setAttribute("d", `M${points.join("L")}`);
      svg.setAttribute("aria-label", `Digit ${digit}: ${Math.round(at) === 0 ? "template" : `after ${steps[Math.round(at) - 1].toLowerCase()}`}`);
    });
    byId("words").textContent = `${Math.round(at)} of 8. ${meanings[Math.round(at)].replace("40", settings.finalLength)}`;
  };
  const generate = () => {
    all = stages(settings);
    let command = "mnist1d generate --output d.npz";
    for (const [name, , , , , option] of parameters) {
      if (settings[name] !== defaults[name]) command += ` ${option} ${settings[name]}`;
    }
    byId("command").textContent = command;
    for (const { name, slider, value } of sliders) {
      slider.value = settings[name];
      value.textContent = settings[name];
    }
    draw();
  };

  // MARK: Time
  let last = null;
  const advance = (now) => {
    if (last === null) return;
    const step = byId("step");
    step.value = Number(step.value) + (now - last) / 900;
    last = now;
    draw();
    if (Number(step.value) < 8) requestAnimationFrame(advance);
    else pause();
  };
  const pause = () => {
    last = null;
    byId("run").textContent = "Play";
  };
  byId("run").addEventListener("click", () => {
    if (last !== null) return pause();
    if (Number(byId("step").value) >= 8) byId("step").value = 0;
    byId("run").textContent = "Pause";
    last = performance.now();
    requestAnimationFrame(advance);
  });
  byId("step").addEventListener("input", () => {
    pause();
    draw();
  });
  byId("again").addEventListener("click", () => {
    settings.seed = (settings.seed + 1) % 1000;
    changed();
  });
  byId("reset").addEventListener("click", () => {
    Object.assign(settings, defaults);
    changed();
  });

  // MARK: A link keeps what differs from the paper's values
  const link = () => {
    const parts = new URLSearchParams();
    for (const [name] of parameters) if (settings[name] !== defaults[name]) parts.set(name, settings[name]);
    for (const [name, value] of Object.entries(quiz.state)) parts.set(name, value);
    byId("copied").textContent = "";
    // A place with the name of a setting is no place in the page.
    history.replaceState(null, "", `#${parts}`);
  };
  const read = () => {
    const parts = new URLSearchParams(location.hash.slice(1));
    for (const [name, , low, high, step] of parameters) {
      const value = parts.has(name) ? Number(parts.get(name)) : NaN;
      settings[name] = value >= low && value <= high ? Number((Math.round(value / step) * step).toFixed(2)) : defaults[name];
    }
    quiz.state = parts;
    generate();
    quiz.compute();
  };
  const quiz = quizOf(settings, link);
  const changed = () => {
    generate();
    link();
    quiz.compute();
  };
  byId("link").addEventListener("click", async () => {
    link();
    try {
      await navigator.clipboard.writeText(location.href);
      byId("copied").textContent = "Copied.";
    } catch {
      byId("copied").textContent = "The link is in the address bar.";
    }
  });
  addEventListener("hashchange", read);

  // MARK: Files
  const save = (name, content, type) => {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const made = Object.assign(document.createElement("a"), { href: address, download: name });
    made.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
  byId("csv").addEventListener("click", () => save("mnist1d.csv", mnist1dFiles.csv(mnist1d.dataset(settings)), "text/csv"));
  byId("npz").addEventListener("click", () => save("mnist1d.npz", mnist1dFiles.npz(mnist1d.dataset(settings)), "application/octet-stream"));
  read();
})();
