// Adds to each picture: a button for each series, for the authors' values and for each panel; and the values at its points, by
// mouse, touch and arrow keys. Keeps in the address what was chosen in the picture that was used last, and moves the picture at the top.
// Without it the page is complete.
"use strict";
(() => {
  const svgNames = "http://www.w3.org/2000/svg";
  const small = matchMedia("(max-width: 40rem)");
  const element = (name, attributes = {}, text = "") => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  };
  const numbers = (text) => text.split(" ").map(Number);

  // MARK: Address
  /// By the anchor of a figure: takes over what an address says.
  const choices = new Map();
  let isRestoring = false;
  const keep = (anchor, parts) => {
    if (isRestoring) return;
    const text = [...parts].map(([name, value]) => `&${name}=${encodeURIComponent(value)}`).join("");
    history.replaceState(null, "", `#${anchor}${text}`);
  };
  const restore = () => {
    const [anchor, ...rest] = location.hash.slice(1).split("&");
    const choose = choices.get(anchor);
    if (!choose || rest.length === 0) return;
    for (let place = document.getElementById(anchor); place; place = place.parentElement) if (place.matches("details")) place.open = true;
    isRestoring = true;
    choose(new URLSearchParams(rest.join("&")));
    isRestoring = false;
    document.getElementById(anchor).scrollIntoView();
  };

  for (const picture of document.querySelectorAll(".picture")) {
    const svg = picture.querySelector("svg");
    const whole = svg.getAttribute("viewBox");
    const panels = [...svg.querySelectorAll("g.panel")];
    const tools = element("div", { class: "tools", role: "group", "aria-label": "Show in this picture" });
    const anchor = picture.closest("figure").id;
    const changed = () => {
      const off = [...tools.querySelectorAll('.series[aria-pressed="false"]')].map((made) => made.dataset.name);
      const parts = new Map();
      if (zoomed) parts.set("panel", String.fromCharCode(97 + panels.indexOf(zoomed)));
      if (off.length > 0) parts.set("off", off.join("|"));
      if (tools.querySelector('.authors[aria-pressed="false"]')) parts.set("authors", "off");
      keep(anchor, parts);
    };
    const reading = element("div", { class: "reading", role: "status" });

    // A browser shows a title as a hint, over the values.
    const [title, description] = [svg.querySelector("title"), svg.querySelector("desc")];
    svg.setAttribute("aria-label", `${title.textContent} ${description.textContent}`);
    svg.removeAttribute("aria-labelledby");
    title.remove();

    // MARK: Points
    /// By group of shapes, in the order of drawing.
    const series = new Map();
    for (const group of svg.querySelectorAll("g.series[data-points]")) {
      const panel = group.closest("g.panel");
      const published = group.closest("g.published") !== null;
      // The page has the way from one point to the next.
      let [left, top] = [0, 0];
      series.set(group, group.dataset.points.split(";").map((point) => {
        const [right, down, x, y, low, high] = point.split(",");
        left += +right;
        top += +down;
        return { group, panel, published, left, top, x, y, low, high, series: group.dataset.series ?? "" };
      }));
    }

    // MARK: Values
    let current = null;
    let cursor = null;
    let zoomed = null;
    const hide = () => {
      current = null;
      reading.textContent = "";
      cursor?.remove();
    };
    const show = (point) => {
      current = point;
      const { panel } = point;
      reading.textContent = "";
      const name = [point.series, point.published ? "authors" : "", panel.dataset.title ?? ""].filter(Boolean).join(", ");
      if (name) reading.append(element("b", {}, name));
      const range = point.low === undefined ? "" : ` [${point.low}, ${point.high}]`;
      reading.append(`${panel.dataset.x ?? "x"}: ${point.x}; ${panel.dataset.y ?? "y"}: ${point.y}${range}`);
      cursor ??= document.createElementNS(svgNames, "circle");
      for (const [key, value] of Object.entries({ class: "cursor", cx: point.left, cy: point.top, r: 3.5 })) cursor.setAttribute(key, value);
      svg.append(cursor);
      const place = cursor.getBoundingClientRect();
      const frame = picture.getBoundingClientRect();
      const left = place.left - frame.left + picture.scrollLeft;
      reading.style.left = `${Math.max(picture.scrollLeft + 4, Math.min(left + 14, picture.scrollLeft + frame.width - reading.offsetWidth - 8))}px`;
      const top = place.top - frame.top - reading.offsetHeight - 8;
      reading.style.top = `${top > 0 ? top : place.bottom - frame.top + 8}px`;
    };
    const nearest = (event) => {
      const matrix = svg.getScreenCTM();
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
      let best = null;
      let least = (32 / matrix.a) ** 2;
      for (const [group, own] of series) {
        if (group.getClientRects().length === 0) continue;
        for (const point of own) {
          const distance = (point.left - at.x) ** 2 + (point.top - at.y) ** 2;
          if (distance < least) [best, least] = [point, distance];
        }
      }
      return best;
    };
    for (const kind of ["pointermove", "pointerdown"]) {
      svg.addEventListener(kind, (event) => {
        const point = nearest(event);
        if (!point) hide();
        else if (point !== current) show(point);
      });
    }
    svg.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hide());
    picture.addEventListener("keydown", (event) => {
      if (event.target !== picture) return;
      const groups = [...series.keys()].filter((group) => group.getClientRects().length > 0);
      if (event.key === "Escape") {
        if (current) hide();
        else if (zoomButtons.size > 0) zoom(null);
      } else if (/^Arrow/.test(event.key) && groups.length > 0) {
        const own = series.get(current?.group) ?? [];
        const step = /Right|Down/.test(event.key) ? 1 : -1;
        if (!current) show(series.get(groups[0])[0]);
        else if (/Left|Right/.test(event.key)) show(own[(own.indexOf(current) + step + own.length) % own.length]);
        else {
          const next = groups[(groups.indexOf(current.group) + step + groups.length) % groups.length];
          const distance = (point) => Math.abs(point.left - current.left);
          show(series.get(next).reduce((a, b) => (distance(b) < distance(a) ? b : a)));
        }
      } else return;
      event.preventDefault();
    });

    // MARK: Series
    const button = (text, attributes, act) => {
      const made = element("button", { type: "button", ...attributes }, text);
      made.addEventListener("click", () => {
        act(made);
        changed();
      });
      tools.append(made);
      return made;
    };
    const toggle = (made) => {
      const on = made.getAttribute("aria-pressed") !== "true";
      made.setAttribute("aria-pressed", on);
      hide();
      return on;
    };
    const named = [...svg.querySelectorAll("g[data-series]")];
    const drawnNames = new Set(named.filter((group) => group.matches(".series")).map((group) => group.dataset.series));
    // In the order of the legend, where there is one.
    const names = [...new Set([...named.filter((group) => group.matches(".legend")), ...named].map((group) => group.dataset.series))]
      .filter((name) => drawnNames.has(name));
    if (names.length > 1 && names.length <= 12) {
      for (const name of names) {
        const groups = named.filter((group) => group.dataset.series === name);
        const made = button("", { class: "series", "data-name": name, "aria-pressed": "true" }, (pressed) => {
          const on = toggle(pressed);
          for (const group of groups) group.classList.toggle("off", !on);
        });
        const drawn = groups.filter((group) => group.matches(".series") && !group.closest(".published")).concat(groups)
          .flatMap((group) => [...group.querySelectorAll("path[stroke], path[fill]")])
          .find((path) => !path.hasAttribute("fill-opacity"));
        const swatch = document.createElementNS(svgNames, "svg");
        swatch.setAttribute("class", "swatch");
        swatch.setAttribute("viewBox", "0 0 26 10");
        swatch.setAttribute("aria-hidden", "true");
        const line = document.createElementNS(svgNames, "path");
        line.setAttribute("d", "M0 5H26");
        line.setAttribute("stroke-width", "2.5");
        const color = drawn?.getAttribute("stroke") ?? drawn?.getAttribute("fill") ?? "#262626";
        line.setAttribute("stroke", color === "none" ? drawn.getAttribute("fill") : color);
        if (drawn?.hasAttribute("stroke-dasharray")) {
          line.setAttribute("stroke-dasharray", drawn.getAttribute("stroke-dasharray").split(" ").map((length) => 1.6 * length).join(" "));
        }
        swatch.append(line);
        made.append(swatch, name);
      }
    }
    if (svg.querySelector("g.published")) {
      button("The authors’ values", { class: "authors", "aria-pressed": "true" }, (pressed) => {
        picture.classList.toggle("plain", !toggle(pressed));
      });
    }

    // MARK: Panels
    const borrowed = [];
    /// Numbers for the axis that a panel shares with another; a panel without axes gets none.
    const borrow = (panel, axis) => {
      const own = panel.querySelector(`.${axis}`);
      if (!own || own.querySelector("text")) return;
      const [left, top] = numbers(panel.dataset.frame);
      const place = axis === "y-axis" ? 1 : 0;
      const lender = panels.find((other) => numbers(other.dataset.frame)[place] === [left, top][place] && other.querySelector(`.${axis} text`));
      if (!lender) return;
      const copy = lender.querySelector(`.${axis}`).cloneNode(true);
      const [otherLeft, otherTop] = numbers(lender.dataset.frame);
      copy.setAttribute("transform", `translate(${left - otherLeft} ${top - otherTop})`);
      panel.append(copy);
      borrowed.push(copy);
    };
    const extent = (panel) => {
      let [left, top, width, height] = numbers(panel.dataset.frame);
      let [right, bottom] = [left + width, top + height];
      for (const part of panel.querySelectorAll(".x-axis, .y-axis, .header, .labels")) {
        const box = part.getBBox();
        const matrix = part.transform.baseVal.consolidate()?.matrix;
        const [x, y] = [box.x + (matrix?.e ?? 0), box.y + (matrix?.f ?? 0)];
        [left, top] = [Math.min(left, x), Math.min(top, y)];
        [right, bottom] = [Math.max(right, x + box.width), Math.max(bottom, y + box.height)];
      }
      return [left - 3, top - 3, right - left + 6, bottom - top + 6].map((side) => side.toFixed(1)).join(" ");
    };
    const zoomButtons = new Map();
    let zoomTitle = () => {};
    const zoom = (panel) => {
      hide();
      zoomed = panel;
      for (const copy of borrowed.splice(0)) copy.remove();
      for (const other of [...panels, ...svg.querySelectorAll(":scope > .legends, :scope > .note")]) {
        other.classList.toggle("off", panel !== null && other !== panel);
      }
      if (panel) for (const axis of ["x-axis", "y-axis"]) borrow(panel, axis);
      const box = panel ? extent(panel) : whole;
      svg.setAttribute("viewBox", box);
      // A wide panel scrolls before its letters become too small.
      svg.style.minWidth = panel ? `${Math.ceil(1.36 * numbers(box)[2])}px` : "";
      picture.classList.toggle("zoomed", panel !== null);
      for (const [other, made] of zoomButtons) made.setAttribute("aria-pressed", other === panel);
      zoomTitle(panel);
    };
    if (panels.length > 1 && panels.length <= 12 && panels.every((panel) => panel.dataset.frame)) {
      tools.append(element("hr", { "aria-hidden": "true" }));
      zoomButtons.set(null, button("All panels", { class: "all", "aria-pressed": "true" }, () => zoom(null)));
      panels.forEach((panel, index) => {
        const letter = String.fromCharCode(97 + index);
        const text = panel.dataset.title ? `${letter} ${panel.dataset.title}` : letter;
        zoomButtons.set(panel, button(text, { class: "panel", "aria-pressed": "false" }, () => zoom(zoomed === panel ? null : panel)));
      });
      // On a small screen one panel at a time, with buttons to the next one.
      const title = element("span");
      const steps = element("div", { class: "steps", role: "group", "aria-label": "Panels" });
      const step = (by) => {
        zoom(panels[(panels.indexOf(zoomed) + by + panels.length) % panels.length]);
        changed();
      };
      for (const [text, name, by] of [["‹", "Panel before", -1], ["›", "Next panel", 1]]) {
        const made = element("button", { type: "button", "aria-label": name }, text);
        made.addEventListener("click", () => step(by));
        steps.append(made);
      }
      steps.insertBefore(title, steps.lastChild);
      picture.prepend(steps);
      zoomTitle = (panel) => { title.textContent = panel ? zoomButtons.get(panel).textContent : `All ${panels.length} panels`; };
      const fit = () => picture.getClientRects().length > 0 && zoom(small.matches ? panels[0] : null);
      small.addEventListener("change", fit);
      picture.closest("details")?.addEventListener("toggle", fit, { once: true });
      fit();
      addEventListener("beforeprint", () => zoom(null));
    }

    picture.append(reading);
    if (tools.children.length > 0) {
      // Closed on a small screen, where its buttons would push the picture out of sight.
      const choice = element("details", { class: "choice" });
      choice.append(element("summary", {}, "Choose what is shown"), tools);
      const open = () => { choice.open = !small.matches; };
      small.addEventListener("change", open);
      open();
      picture.prepend(choice);
    }
    choices.set(anchor, (parts) => {
      const off = (parts.get("off") ?? "").split("|");
      for (const made of tools.querySelectorAll(".series")) {
        if (off.includes(made.dataset.name) === (made.getAttribute("aria-pressed") === "true")) made.click();
      }
      const authors = tools.querySelector(".authors");
      if (authors && (parts.get("authors") === "off") === (authors.getAttribute("aria-pressed") === "true")) authors.click();
      const panel = panels[(parts.get("panel") ?? "").charCodeAt(0) - 97];
      if (panel && zoomButtons.has(panel)) zoom(panel);
    });
  }

  // MARK: Verdicts
  const boxes = [...document.querySelectorAll(".verdicts input")];
  const verdict = (box) => box.id.replace("show-", "");
  for (const box of boxes) {
    box.addEventListener("change", () => {
      const hidden = boxes.filter((other) => !other.checked).map(verdict);
      keep("claims", new Map(hidden.length > 0 ? [["hide", hidden.join("|")]] : []));
    });
  }
  choices.set("claims", (parts) => {
    const hidden = (parts.get("hide") ?? "").split("|");
    for (const box of boxes) box.checked = !hidden.includes(verdict(box));
  });
  addEventListener("hashchange", restore);
  restore();

  // MARK: The picture at the top: templates become signals, and signals templates
  const hero = document.querySelector(".hero");
  if (hero && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
    const count = 80;
    const along = (text) => {
      const points = text.split("L").map(numbers);
      return Array.from({ length: count }, (_, i) => {
        const at = (i / (count - 1)) * (points.length - 1);
        const left = Math.min(Math.floor(at), points.length - 2);
        return [0, 1].map((axis) => points[left][axis] + (at - left) * (points[left + 1][axis] - points[left][axis]));
      });
    };
    const shapes = [...hero.querySelectorAll("path")].map((path) =>
      ({ path, drawn: path.getAttribute("d"), from: along(path.dataset.template), to: along(path.getAttribute("d").slice(1)) }));
    // Seconds: templates for one, two to change, signals for four, two to change back.
    const [still, change, shown] = [1, 2, 4];
    const period = still + 2 * change + shown;
    const move = (now) => {
      const time = (now / 1000) % period;
      const raw = time < still ? 0 : time < still + change ? (time - still) / change
        : time < still + change + shown ? 1 : (period - time) / change;
      shapes.forEach(({ path, drawn, from, to }, digit) => {
        // One digit after the other.
        const own = Math.min(1, Math.max(0, 1.6 * raw - 0.06 * digit));
        const part = own * own * (3 - 2 * own);
        const mixed = from.map((point, i) => point.map((value, axis) => (value + part * (to[i][axis] - value)).toFixed(1)).join(" "));
        path.setAttribute("d", part === 1 ? drawn : `M${mixed.join("L")}`);
      });
      requestAnimationFrame(move);
    };
    requestAnimationFrame(move);
  }
})();
