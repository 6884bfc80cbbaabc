// Makes the page answer again: other numbers, another variant or equilibrium, something that is supposed. The engine that
// stands in the page is asked, and what it says is set by the same code that set the page; this script draws no conclusion
// of its own. What differs from the published page is marked, and what has not been answered again yet is greyed.
(() => {
  const published = JSON.parse(new TextDecoder().decode(demarchePage.unpacked(document.querySelector("script#living-request").textContent)));
  const model = { name: published.name, text: published.text };
  const root = document.documentElement;
  const header = document.querySelector("header");
  const main = document.querySelector("main");

  // What each stage leaves out: what one solution tells comes first, then other games and numbers, then what takes long.
  const stages = [
    { name: "headline", as: "headlines", without: ["belief", "compare", "sweep", "rank", "why"], look: false },
    { name: "most", as: "report", without: ["rank", "why"], look: false },
    { name: "all", as: "report", without: [] },
  ];

  const made = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== false) element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };
  const shortNumber = (number) => String(Number(number.toPrecision(4)));

  // ---- the engine

  function engineInWorker(module) {
    const address = URL.createObjectURL(new Blob([hostText()], { type: "text/javascript" }));
    const { open, ask, stop } = demarcheHost.inWorker(address, module);
    return { start: () => open(model), ask, stop };
  }

  // Where pages from disk get no worker. One that cannot pause holds the page up while it works, and never for long.
  function engineInPage(module) {
    const mostMs = demarcheHost.canPause ? Infinity : 2000;
    let until = 0;
    const { run } = demarcheHost.answering(module, model, () => performance.now() < until);
    const ask = (request) => {
      until = performance.now() + mostMs;
      return run(request);
    };
    return { start: async () => {}, ask: (request) => new Promise((resolve) => setTimeout(() => resolve(ask(request)))),
      stop: () => { until = 0; } };
  }

  function hostText() {
    return [...document.scripts].map((script) => script.textContent).find((text) => text.includes("const demarcheHost ="));
  }

  async function startEngine() {
    const module = await WebAssembly.compileStreaming(demarchePage.unzipped("engine", "application/wasm"));
    try {
      const engine = engineInWorker(module);
      await engine.start();
      return engine;
    } catch {
      return engineInPage(module);
    }
  }

  // ---- what is shown

  const sections = () => [...main.querySelectorAll(":scope > section")];
  const withoutDrawings = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("[data-chart]").forEach((chart) => { chart.replaceChildren(); chart.className = "chart"; });
    return copy;
  };
  // As published, taken before anything is drawn or changed.
  const original = {
    header: header.innerHTML,
    sections: new Map(sections().map((section) => [section.id, withoutDrawings(section).innerHTML])),
    order: sections().map((section) => section.id),
    charts: demarchePage.specifications(),
  };
  const shown = new Map(original.sections);
  let shownHeader = original.header;

  const parsed = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content;
  };
  const ownText = (element) => [...element.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE)
    .map((n) => n.data).join(" ").trim();

  // Marks the smallest elements whose words are not the published ones.
  function markDifferences(now, was) {
    if (now.isEqualNode(was)) return;
    const differs = now.children.length !== was.children.length ||
      [...now.children].some((child, k) => child.tagName !== was.children[k].tagName) || ownText(now) !== ownText(was);
    if (differs && now.nodeType === Node.ELEMENT_NODE) {
      now.classList.add("differs");
      now.title = `as published: ${was.textContent.trim().replace(/\s+/g, " ").slice(0, 240)}`;
      return;
    }
    [...now.children].forEach((child, k) => { if (was.children[k]) markDifferences(child, was.children[k]); });
  }

  const drawLater = (chart) => {
    chart.classList.add("stale");
    demarchePage.drawLater(chart);
  };

  // Last digits hang on the way to a number, and draw nothing.
  const digits = (key, value) => (typeof value === "number" ? Number(value.toPrecision(6)) : value);
  const texts = new WeakMap();
  const textOf = (one) => {
    if (one && !texts.has(one)) texts.set(one, JSON.stringify(one, digits));
    return texts.get(one);
  };
  const sameSpecification = (one, other) => one === other || (one && other && textOf(one) === textOf(other));

  // A drawing that is the same stays; one that is not is drawn over the old one, so that nothing jumps.
  function keepDrawings(section, content, before, after) {
    const old = new Map([...section.querySelectorAll("[data-chart]")].map((chart) => [chart.dataset.chart, chart]));
    const redrawn = [];
    for (const place of content.querySelectorAll("[data-chart]")) {
      const name = place.dataset.chart;
      const chart = old.get(name) ?? place;
      old.delete(name);
      if (chart !== place) {
        chart.setAttribute("aria-label", place.getAttribute("aria-label"));
        place.replaceWith(chart);
      }
      if (chart === place || !sameSpecification(before[name], after[name])) redrawn.push(chart);
      if (!sameSpecification(original.charts[name], after[name])) chart.closest("figure").classList.add("differs");
    }
    for (const chart of old.values()) demarchePage.forget(chart);
    return redrawn;
  }

  function fill(section, html, before, after) {
    const open = [...section.querySelectorAll("details")].map((details) => details.open);
    const content = parsed(html);
    const was = original.sections.get(section.id);
    if (was !== undefined && was !== html) {
      const [now, then] = [made("div"), made("div")];
      now.append(content);
      then.append(parsed(was));
      markDifferences(now, then);
      content.append(...now.childNodes);
    } else if (was === undefined) {
      content.querySelector("h2")?.classList.add("differs");
    }
    const redrawn = keepDrawings(section, content, before, after);
    section.replaceChildren(content);
    section.querySelectorAll("details").forEach((details, k) => { if (open[k] !== undefined) details.open = open[k]; });
    demarchePage.wire(section);
    offerSuppositions(section);
    redrawn.forEach(drawLater);
  }

  // Answers that this stage has not given stand as they stood, greyed.
  function joinedSummary(html) {
    const old = document.getElementById("answers-in-short");
    if (!old) return html;
    const now = parsed(html);
    const given = new Map([...now.querySelectorAll("dl > div")].map((row) => [row.querySelector("dt").textContent, row]));
    const kept = parsed(shown.get("answers-in-short"));
    kept.querySelectorAll("dl > div").forEach((row) => {
      const fresh = given.get(row.querySelector("dt").textContent);
      if (fresh) row.replaceWith(fresh);
      else row.classList.add("old");
    });
    const holder = made("div");
    holder.append(kept);
    return holder.innerHTML;
  }

  function place(section, order) {
    const k = order.indexOf(section.id);
    const next = order.slice(k + 1).map((id) => document.getElementById(id)).find((element) => element?.parentNode === main);
    main.insertBefore(section, next ?? null);
  }

  function show(report, stage) {
    const isLast = stage.name === "all";
    const before = demarchePage.specifications();
    const after = { ...before, ...JSON.parse(report.charts) };
    demarchePage.setSpecifications(after);
    if (report.header !== shownHeader) {
      const [now, then] = [made("header"), made("header")];
      now.innerHTML = shownHeader = report.header;
      then.innerHTML = original.header;
      markDifferences(now, then);
      const open = header.querySelector("details")?.open ?? false;
      header.replaceChildren(...now.childNodes);
      header.querySelectorAll("details").forEach((details) => { details.open = open; });
    }
    const order = report.sections.map((section) => section.key);
    for (const { key, title, html: said } of report.sections) {
      const isOfAllAnswers = key === "answers";
      if (!isLast && isOfAllAnswers) continue;
      const html = !isLast && key === "answers-in-short" ? joinedSummary(said) : said;
      let section = document.getElementById(key);
      if (!section) {
        section = made("section", { id: key, "aria-label": title });
        place(section, order);
      }
      section.classList.remove("old");
      if (shown.get(key) === html) continue;
      fill(section, html, before, after);
      shown.set(key, html);
    }
    for (const section of sections()) {
      if (order.includes(section.id) && (isLast || section.id !== "answers")) continue;
      section.classList.add("old");
      section.dataset.old = isLast ? "as published: not answered again here" : "from before: being answered again";
    }
  }

  function restore() {
    const before = demarchePage.specifications();
    demarchePage.setSpecifications(original.charts);
    header.innerHTML = shownHeader = original.header;
    for (const section of sections()) {
      const html = original.sections.get(section.id);
      if (html === undefined) { section.remove(); shown.delete(section.id); continue; }
      section.classList.remove("old");
      if (shown.get(section.id) === html) continue;
      fill(section, html, before, original.charts);
      shown.set(section.id, html);
    }
  }

  // ---- what is asked

  const asPublished = () => ({
    set: { ...published.request.set }, variant: published.request.variant ?? "", equilibrium: published.request.equilibrium ?? 1,
    given: [published.request.given].filter(Boolean), forcing: [published.request.forcing].filter(Boolean),
  });
  let wish = asPublished();
  const searched = (request) => (request.equilibrium ?? 1) > 1 || request.equilibria === true;
  const leftOut = (stage) => [...new Set([...(published.request.without ?? []), ...stage.without])];
  const isPublished = () => JSON.stringify(wish) === JSON.stringify(asPublished());

  function requestFor(stage) {
    const request = { ...published.request, as: stage.as, without: leftOut(stage) };
    const put = (key, value, usual) => { if (value === usual) delete request[key]; else request[key] = value; };
    request.set = wish.set;
    put("variant", wish.variant, "");
    put("given", wish.given.map((one) => (wish.given.length > 1 ? `(${one})` : one)).join(" and "), "");
    put("forcing", wish.forcing.join(" and "), "");
    put("equilibrium", wish.equilibrium, 1);
    if (wish.equilibrium > 1) delete request.equilibria;
    if (searched(published.request) && !searched(request)) delete request.starts;  // they are of no use then, and refused
    if (stage.look === false) {
      request.look = false;
      delete request.sensitivity;
    }
    return request;
  }

  let engine = null, version = 0, isAsking = false, runningStage = null;

  // The newest wish is answered stage by stage. One that comes meanwhile lets the first stage end, since that is soon, and
  // stops the others.
  async function answerWish() {
    const mine = ++version;
    if (isAsking) {
      if (runningStage?.name !== "headline") engine.stop();
      return;
    }
    isAsking = true;
    let answered = mine;
    do {
      answered = version;
      await answerStages(answered);
    } while (answered !== version);
    if (!areSlopesKnown) await learnSlopes();
    isAsking = false;
    if (answered !== version) answerWish();
  }

  async function answerStages(mine) {
    clearTimeout(patience);
    if (isPublished()) {
      restore();
      tell("published");
      demarchePage.drawRest(() => mine === version);
      return;
    }
    const begun = performance.now();
    tell("solving");
    patience = setTimeout(() => { if (engine !== null && panel.dataset.state === "solving") tell("slow"); }, patienceMs);
    for (const stage of stages) {
      runningStage = stage;
      const reply = await engine.ask(requestFor(stage));
      runningStage = null;
      clearTimeout(patience);
      const isStopped = reply.outcome === "stopped";
      if (isStopped && mine !== version) return;
      if (stage.name !== "headline" && mine !== version) return;
      if (!reply.report) { tell(isStopped ? "stopped" : "failed", reply); return; }
      show(reply.report, stage);
      panel.dataset[`${stage.name}Ms`] = (performance.now() - begun).toFixed(1);
      tell(isStopped ? "stopped" : stage.name, reply);
      if (isStopped || mine !== version) break;
    }
    demarchePage.drawRest(() => mine === version);
  }

  // ---- the linear answer, where solving takes long

  const patienceMs = 300;
  let patience = 0, slopes = [], areSlopesKnown = false;

  // The answers as published, each with its slopes by the numbers, which the engine knows exactly.
  async function learnSlopes() {
    const { as, given, forcing, ...request } = { ...published.request, without: leftOut(stages[0]), look: false, sensitivity: true };
    const page = (await engine.ask(request)).page;
    areSlopesKnown = page !== null && page !== undefined;
    slopes = (page?.answers ?? []).flatMap((answer) => answer.rows.map((row) => ({ question: answer.question, ...row })))
      .filter((row) => row.sensitivity?.length > 0);
    panel.dataset.slopes = areSlopesKnown ? "known" : "unknown";
  }

  // Only numbers move on a line: what else is changed has none.
  function linearAnswers() {
    const { set: before, ...rules } = asPublished();
    const { set, ...otherRules } = wish;
    if (JSON.stringify(rules) !== JSON.stringify(otherRules)) return [];
    return slopes.map((row) => {
      const moved = row.sensitivity.filter(({ parameter, at }) => (set[parameter] ?? at) !== at);
      const value = moved.reduce((sum, { parameter, at, derivative }) =>
        sum + (derivative ?? Number.NaN) * (set[parameter] - at), row.value);
      return { question: row.question, value: row.unit === "share" ? Math.min(1, Math.max(0, value)) : value, unit: row.unit };
    }).filter(({ value }) => Number.isFinite(value));
  }

  function showLinear(isWanted) {
    const rows = isWanted ? linearAnswers() : [];
    linear.hidden = rows.length === 0;
    linear.replaceChildren(made("p", {}, "Not solved: the published answers moved along their slopes. Far from the published " +
      "numbers they may be far off, and there is no certificate."),
    made("dl", {}, ...rows.map(({ question, value, unit }) => made("div", {}, made("dt", {}, question),
      made("dd", {}, `≈ ${unit === "share" ? `${shortNumber(100 * value)}%` : shortNumber(value)} (linear)`)))));
  }

  // ---- what can be changed

  const status = made("p", { role: "status", class: "living-status" });
  const back = made("button", { type: "button", hidden: true, onclick: () => { wish = asPublished(); showWish(); answerWish(); } }, "As published");
  const halt = made("button", { type: "button", hidden: true, onclick: () => engine.stop() }, "Stop");
  const supposed = made("p", { class: "living-supposed", hidden: true });
  const numbers = made("details", { class: "living-numbers" }, made("summary", {}, "Change the uncertain numbers"));
  const rules = made("p", { class: "living-rules" });
  const linear = made("div", { class: "living-linear", hidden: true });
  const panel = made("div", { id: "living", role: "region", "aria-label": "Change this report" },
    made("div", { class: "living-head" }, status, back, halt), linear, supposed, rules, numbers);
  // What is jumped to stands below the panel, however high that is.
  new ResizeObserver(() => { root.style.scrollPaddingTop = `${panel.offsetHeight + 16}px`; }).observe(panel);
  const sliders = new Map();

  const words = {
    published: "As published. Move a number, and everything here is solved again in this page.",
    solving: "Solving …",
    slow: "Solving takes longer here; what is grey is from before.",
    headline: "Changed: what one solution tells is answered again; comparisons and sweeps are being solved …",
    most: "Changed: all is answered again but rankings and reasons, which are being solved …",
    all: "Changed: everything is answered again.",
    stopped: "Stopped: what is grey is from before.",
  };

  function tell(state, reply = {}) {
    panel.dataset.state = state;
    const certificate = state === "published" || state === "failed" ? "" : ` ${header.querySelector(".lead")?.textContent ?? ""}`;
    status.textContent = state === "failed"
      ? `Not answered: ${reply.message || (reply.diagnostics ?? []).map((one) => one.message).join("; ")} What stands below is from before.`
      : words[state] + (["solving", "slow"].includes(state) ? "" : certificate);
    showLinear(state === "slow" || (state === "stopped" && linear.hidden === false));
    main.classList.toggle("unsolved", state === "slow");
    back.hidden = isPublished();
    halt.hidden = !["solving", "slow", "headline", "most"].includes(state);
    root.dataset.living = state;
  }

  function change(edit) {
    edit();
    showWish();
    answerWish();
  }

  function slider({ name, note, best, low, high }) {
    const at = published.request.set?.[name] ?? best;
    const [least, most] = [Math.min(low, high, at), Math.max(low, high, at)];
    if (!(most > least)) return null;
    const value = made("output", {});
    const field = made("input", { type: "range", min: least, max: most, step: "any", value: at, "aria-label": `${name}: ${note}` });
    const reset = made("button", { type: "button", hidden: true, title: `as published: ${shortNumber(at)}`,
      onclick: () => change(() => { restoreNumber(name); }) }, "↺");
    const row = made("div", { class: "living-number" },
      made("label", {}, made("code", {}, name), " ", made("span", { class: "small" }, note)), field, value, reset);
    field.addEventListener("input", () => change(() => { wish.set = { ...wish.set, [name]: Number(Number(field.value).toPrecision(6)) }; }));
    field.addEventListener("keydown", (event) => step(event, field, least, most));
    sliders.set(name, { field, value, reset, row, at });
    return row;
  }

  // `step="any"` lets the mouse reach every value; keys go by hundredths of the range.
  function step(event, field, least, most) {
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    if (!steps) return;
    event.preventDefault();
    field.value = Math.min(most, Math.max(least, Number(field.value) + (steps * (most - least)) / 100));
    field.dispatchEvent(new Event("input"));
  }

  function restoreNumber(name) {
    const { [name]: gone, ...others } = wish.set;
    wish.set = published.request.set && name in published.request.set ? { ...others, [name]: published.request.set[name] } : others;
  }

  function showWish() {
    for (const [name, { field, value, reset, row, at }] of sliders) {
      const now = wish.set[name] ?? at;
      if (Number(field.value) !== now && document.activeElement !== field) field.value = now;
      value.textContent = now === at ? shortNumber(now) : `${shortNumber(now)} (published ${shortNumber(at)})`;
      reset.hidden = now === at;
      row.classList.toggle("differs", now !== at);
      if (now === at) field.value = at;
    }
    rules.querySelectorAll("select").forEach((select) => { select.value = String(wish[select.name]); });
    supposed.hidden = wish.given.length + wish.forcing.length === 0;
    supposed.replaceChildren(...chips("given", "given "), ...chips("forcing", "forced: "));
  }

  function chips(key, before) {
    return wish[key].map((one) => made("button", { type: "button", class: "chip", "aria-label": `no longer ${before}${one}`,
      onclick: () => change(() => { wish[key] = wish[key].filter((other) => other !== one); }) }, `${before}${one} ×`));
  }

  const variableOf = (text) => text.split(" ")[0];

  // A value of the story: asked about as evidence, or forced.
  function offerSuppositions(section) {
    for (const place of section.querySelectorAll("[data-supposed]")) {
      place.tabIndex = 0;
      place.setAttribute("role", "button");
      const open = () => openMenu(place);
      place.addEventListener("click", open);
      place.addEventListener("keydown", (event) => {
        if (event.target !== place || (event.key !== "Enter" && event.key !== " ")) return;
        event.preventDefault();
        open();
      });
    }
  }

  function openMenu(place) {
    const old = document.querySelector(".living-menu");
    const wasHere = old?.previousElementSibling === place;
    old?.remove();
    if (wasHere) return;
    const suppose = (key, text) => change(() => {
      wish[key] = [...wish[key].filter((one) => variableOf(one) !== variableOf(text)), text];
    });
    const menu = made("span", { class: "living-menu" },
      made("button", { type: "button", onclick: () => suppose("given", place.dataset.supposed) }, "given this"));
    if (place.dataset.forced)
      menu.append(made("button", { type: "button", onclick: () => suppose("forcing", place.dataset.forced) }, "force it"));
    menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.remove(); place.focus(); } });
    place.after(menu);
    menu.querySelector("button").focus();
  }

  function choice(name, label, options) {
    const select = made("select", { name, onchange: () => change(() => {
      wish[name] = name === "equilibrium" ? Number(select.value) : select.value;
    }) }, ...options.map(([value, text]) => made("option", { value }, text)));
    return made("label", {}, label, " ", select);
  }

  function equilibriaChoice() {
    const label = made("span", {});
    const search = made("button", { type: "button", onclick: async () => {
      if (isAsking) return;
      isAsking = true;
      search.disabled = true;
      search.textContent = "Looking for other equilibria …";
      const { command, ...same } = requestFor({ without: [] });
      const asked = { command: "solve", all: true, starts: same.starts ?? 20, seed: same.seed, set: same.set, max_histories: same.max_histories };
      for (const key of ["variant", "precision", "tolerance", "method", "iterations"]) if (same[key] !== undefined) asked[key] = same[key];
      const reply = await engine.ask(asked);
      isAsking = false;
      const found = reply.page?.equilibria?.length ?? 1;
      label.replaceChildren(choice("equilibrium", "Equilibrium",
        Array.from({ length: Math.max(found, wish.equilibrium) }, (_, k) => [String(k + 1), `${k + 1} of ${found} found`])));
      showWish();
    } }, "Look for other equilibria");
    label.append(search);
    return label;
  }

  async function begin() {
    engine = await startEngine();
    const described = (await engine.ask({ command: "describe", max_histories: published.request.max_histories })).page;
    const rows = described.parameters.filter((one) => one.low !== undefined).map(slider).filter(Boolean);
    numbers.append(made("div", { class: "living-grid" }, ...rows));
    numbers.hidden = rows.length === 0;
    if (described.variants.length > 0)
      rules.append(choice("variant", "Rules", [["", "as the model stands"], ...described.variants.map((name) => [name, name])]));
    rules.append(equilibriaChoice());
    header.after(panel);
    sections().forEach(offerSuppositions);
    showWish();
    const again = await engine.ask(requestFor(stages[0]));
    tell("published");
    root.dataset.engine = again.report ? "ready" : "none";
    demarchePage.begun();
    isAsking = true;
    await learnSlopes();
    isAsking = false;
    if (!isPublished()) answerWish();
  }

  begin().catch((error) => {
    root.dataset.engine = "none";
    panel.replaceChildren(made("p", {}, `The numbers of this page cannot be changed here: ${error.message}`));
    header.after(panel);
    demarchePage.begun();
  });
})();
