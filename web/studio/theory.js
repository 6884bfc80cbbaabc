// The theorist's door: is it an equilibrium, which one, and where is it fragile? The strategy as a table of information sets,
// beliefs at the one that is selected, the way by which it was found, files for other programs, and a check by the code
// that no solver shares.
import { button, download, made, percent, shortNumber } from "./dom.js";
import { makeSections } from "./sections.js";
import { find, indexOf } from "./search.js";

const mostRows = 200;
const kept = ["beliefs", "path", "several-equilibria"];

const gainText = (gain) => (Math.abs(gain) < 1e-9 ? "0" : gain.toPrecision(2).replace(/\.?0+$/, ""));
const choices = ({ actions }) => made("span", { class: "choices" }, ...[...actions].sort((a, b) => b.probability - a.probability)
  .map(({ name, probability }) => made("span", { class: "choice" }, `${name} `, made("strong", {}, percent(probability)))));
const partsOf = (label) => {
  const cut = label.indexOf(" | ");
  return cut < 0 ? [label, ""] : [label.slice(0, cut), label.slice(cut + 3)];
};

function bars(shares) {
  return made("table", { class: "belief-bars" }, made("tbody", {}, ...Object.entries(shares).map(([name, share]) => {
    const bar = made("span", {});
    bar.style.width = `${(100 * share).toFixed(2)}%`;
    return made("tr", {}, made("th", { scope: "row" }, name), made("td", { class: "number" }, percent(share)),
      made("td", {}, made("span", { class: "bar", "aria-hidden": "true" }, bar)));
  })));
}

export function makeTheory(root, { name, askOnce, ask, variant }) {
  const head = made("header", { class: "theory-head" });
  const verdict = made("p", { role: "status", class: "verdict", hidden: true });
  const verify = button("Verify independently", () => check());
  const others = button("Look for other equilibria", () => look());
  const tools = made("p", { class: "tools" }, verify, others,
    button(".efg", () => save("efg")), button("JSON", () => save("json")), button("CSV", () => save("csv")));
  const filter = made("input", { type: "search", placeholder: "an actor, a move, what was seen", "aria-label": "Find information sets", class: "set-filter" });
  const count = made("span", { class: "small", role: "status" });
  const rows = made("tbody", {});
  const table = made("table", { class: "sets" }, made("caption", {}, "Information sets, those reached most often first"),
    made("thead", {}, made("tr", {}, made("th", { scope: "col", class: "number" }, "reached"), made("th", { scope: "col" }, "information set"),
      made("th", { scope: "col" }, "choices"), made("th", { scope: "col", class: "number" }, "gain"))), rows);
  const more = button("Show more", () => { limit *= 5; showRows(); }, { hidden: true });
  const beliefs = made("aside", { class: "set-beliefs", "aria-live": "polite", "aria-label": "Beliefs at the selected information set" });
  const strategy = made("section", { class: "strategy", id: "theory-table", "aria-label": "Strategy" }, made("h2", {}, "The strategy, and what could be gained by leaving it"),
    made("p", { class: "seeker" }, made("label", {}, "Find ", filter), " ", count),
    made("div", { class: "strategy-grid" }, made("div", { class: "scroll", tabindex: "0" }, table, more), beliefs));
  const found = made("section", { class: "others", "aria-label": "Other equilibria", hidden: true });
  const body = made("div", { class: "report-body" });
  root.append(head, tools, verdict, strategy, found, body);
  strategy.hidden = tools.hidden = true;
  const sections = makeSections(body, "theory");
  let page = null, sets = [], index = [], limit = mostRows, selected = null;

  filter.addEventListener("input", () => { limit = mostRows; showRows(); });

  function select(set) {
    selected = set;
    for (const row of rows.children) row.classList.toggle("selected", row.dataset.place === String(set.place));
    const [move, seen] = partsOf(set.label);
    const about = Object.entries(set.beliefs ?? {});
    beliefs.replaceChildren(made("h3", {}, move), made("p", { class: "small" }, seen === "" ? "nothing seen before" : `having seen ${seen}`),
      ...(about.length === 0 ? [made("p", {}, `Nothing is hidden from ${set.actor} here.`)] : about.flatMap(([trait, { shares }]) =>
        [made("p", { class: "title" }, `${set.actor} believes of ${trait}`), bars(shares)])),
      made("p", { class: "title" }, "What each choice is worth"),
      made("table", {}, made("tbody", {}, ...set.actions.map(({ name: move_name, probability, value }) => made("tr", {},
        made("th", { scope: "row" }, move_name), made("td", { class: "number" }, percent(probability)), made("td", { class: "number" }, shortNumber(value)))))));
  }

  function rowOf(set) {
    const [move, seen] = partsOf(set.label);
    const open = button(move, () => select(set), { class: "set-name" });
    const bar = made("span", {});
    const largest = page.solution.max_gain || 1;
    bar.style.width = `${Math.min(100, (100 * Math.max(0, set.gain)) / largest).toFixed(1)}%`;
    return made("tr", { "data-place": String(set.place), class: set === selected ? "selected" : null },
      made("td", { class: "number" }, set.reach > 0 ? percent(set.reach) : "off path"),
      made("td", {}, made("span", { class: "small" }, set.actor), " ", open, seen === "" ? null : made("span", { class: "seen" }, seen)),
      made("td", {}, choices(set)), made("td", { class: "number" }, gainText(set.gain), made("span", { class: "bar", "aria-hidden": "true" }, bar)));
  }

  function showRows() {
    const wanted = filter.value.trim() === "" ? sets : find(index, filter.value, sets.length);
    rows.replaceChildren(...wanted.slice(0, limit).map(rowOf));
    more.hidden = wanted.length <= limit;
    count.textContent = filter.value.trim() === "" ? `${sets.length} in all` : `${wanted.length} found`;
  }

  function showPage(now) {
    page = now;
    sets = page.infosets.map((set) => ({ ...set, kind: set.actor, name: set.label })).sort((a, b) => b.reach - a.reach);
    sets.forEach((set, place) => { set.place = place; });
    index = indexOf(sets);
    const { solution, game } = page;
    const share = solution.payoff_range > 0 ? ` (${percent(solution.max_gain / solution.payoff_range)} of the payoff range)` : "";
    head.replaceChildren(made("h1", {}, game.title),
      made("p", { class: "lead" }, `No actor gains more than ${gainText(solution.max_gain)}${share} by changing one move; most at ${solution.worst_infoset || "no information set"}.`),
      made("dl", {}, ...Object.entries({
        game: `${game.actors.length} actors, ${game.nodes.toLocaleString("en")} nodes, ${game.infosets.toLocaleString("en")} information sets`,
        "found by": solution.method,
        precision: solution.precision === null ? "in the limit" : shortNumber(solution.precision),
        "expected payoffs": Object.entries(solution.values).map(([actor, value]) => `${actor} ${shortNumber(value)}`).join(", "),
        model: `${page.model_hash.slice(0, 12)}, demarche ${page.version}`,
      }).map(([term, text]) => made("div", {}, made("dt", {}, term), made("dd", {}, text)))));
    strategy.hidden = tools.hidden = false;
    const again = selected && sets.find(({ label, actor }) => label === selected.label && actor === selected.actor);
    showRows();
    if (sets.length > 0) select(again ?? sets[0]);
    found.hidden = true;
    verdict.hidden = true;
  }

  const request = (more_keys) => ({ ...more_keys, ...(variant() === "" ? {} : { variant: variant() }) });
  const stem = () => name().replace(/\.[^.]*$/, "");

  async function save(kind) {
    if (kind === "json") { download(`${stem()}.json`, `${JSON.stringify(page, null, 1)}\n`, "application/json"); return; }
    const reply = await askOnce(request(kind === "efg" ? { command: "export" } : { command: "solve", as: "csv" }), `writing .${kind}`);
    const text = kind === "efg" ? reply.page?.text : reply.text;
    if (text) download(`${stem()}.${kind}`, text);
    else tell(`Not written: ${reply.message}`);
  }

  function tell(text) {
    verdict.hidden = false;
    verdict.textContent = text;
  }

  // What the solver claims, held against the text by other code.
  async function check() {
    verify.disabled = true;
    const { max_gain: gain, payoff_range: range } = page.solution;
    const tolerance = Math.min(1, Math.max(1e-15, (gain / (range || 1)) * (1 + 1e-6) + 1e-12));
    const reply = await askOnce(request({ command: "certify", strategy: JSON.stringify(page), tolerance }), "verifying");
    verify.disabled = false;
    if (!reply.page) { tell(`Not verified: ${reply.message || reply.outcome}`); return; }
    const { certificate } = reply.page;
    tell(certificate.accepted
      ? `Verified: unfolded again from the text, and judged by code that shares nothing with the solver, no actor gains more than ${gainText(certificate.max_gain)} by changing one move (the solver says ${gainText(gain)}).`
      : `Not borne out: by the separate check an actor gains ${gainText(certificate.max_gain)} at ${certificate.worst_infoset}, where the solver says ${gainText(gain)}.`);
  }

  async function look() {
    others.disabled = true;
    const reply = await askOnce(request({ command: "solve", all: true, as: "text" }), "looking for other equilibria");
    others.disabled = false;
    if (!reply.page) { tell(`Not found: ${reply.message}`); return; }
    const several = reply.page.equilibria ?? [];
    found.hidden = false;
    found.replaceChildren(made("h2", {}, `${several.length || 1} found`), made("pre", { class: "told", tabindex: "0" }, reply.text));
  }

  return {
    steps: () => [
      { words: "theory", request: () => request({ command: "solve" }), take: (reply) => {
        if (!reply.page?.solution) return false;
        showPage(reply.page);
        return true;
      } },
      { words: "path", request: () => request({ command: "solve", as: "report" }), take: ({ report }) => {
        if (!report) return false;
        sections.show({ ...report, sections: report.sections.filter(({ key }) => kept.includes(key)) });
        return true;
      } },
    ],
    key: () => variant(),
    grey: (why) => {
      for (const one of [head, strategy]) one.classList.toggle("old", why !== null);
      if (why !== null) { strategy.dataset.old = why; sections.grey(why); }
    },
    fresh: () => { for (const one of [head, strategy]) one.classList.remove("old"); sections.fresh(); },
    clear: () => { page = null; sets = []; head.replaceChildren(); rows.replaceChildren(); sections.clear(); strategy.hidden = tools.hidden = found.hidden = verdict.hidden = true; selected = null; filter.value = ""; },
    sets: () => sets,
    select: (set) => {
      filter.value = "";
      limit = Math.max(limit, set.place + 1);
      showRows();
      select(set);
      rows.querySelector(`[data-place="${set.place}"] button`)?.focus();
    },
    sections: () => sections.titles(),
  };
}
