// The analyst's door: what drives the risk, and how sure are we? Sections of the engine's report, sliders that edit the text,
// variants, and a first thing to ask.
import { button, made } from "./dom.js";
import { makeSections, parsed } from "./sections.js";
import { makeSliders } from "./sliders.js";

// What one solution tells comes first, then other games and numbers, then what takes long.
const stages = [
  { name: "headlines", as: "headlines", without: ["belief", "compare", "sweep", "rank", "why"], isSoon: true, look: false },
  { name: "most", as: "report", without: ["rank", "why"], look: false },
  { name: "all", as: "report", without: [] },
];

export function makeAnalyst(root, { text, edit, ask, describe }) {
  const head = made("header", { class: "report-head" });
  const sliders = makeSliders({ text, edit });
  const variants = made("div", { class: "variants", role: "radiogroup", "aria-label": "Rules", hidden: true });
  const condition = made("input", { type: "text", size: 34, "aria-label": "A condition", spellcheck: "false" });
  const offer = made("form", { class: "offer", hidden: true },
    made("label", {}, "What would have to change for ", condition), " ", made("button", { type: "submit" }, "Look"));
  const contents = made("nav", { "aria-label": "Contents" });
  const body = made("div", { class: "report-body" });
  root.append(head, made("div", { class: "levers" }, variants, offer, sliders.element), contents, body);
  const sections = makeSections(body, "analyst");
  let variant = "", tip = null, hasQuestions = true;

  const variantOf = () => (variant === "" ? {} : { variant });
  offer.addEventListener("submit", (event) => {
    event.preventDefault();
    tip = condition.value.trim();
    ask();
  });

  function showVariants(names) {
    if (!names.includes(variant)) variant = "";
    variants.hidden = names.length === 0;
    variants.replaceChildren(made("span", { class: "small" }, "Rules"), ...["", ...names].map((name) =>
      button(name === "" ? "as the model stands" : name, () => { variant = name; showVariants(names); ask(); },
        { role: "radio", "aria-checked": String(name === variant) })));
  }

  // The first probability that the model asks for, and a bound that is worth asking about.
  function showOffer(html) {
    const rows = [...parsed(html, "x").querySelectorAll("dl > div")];
    const row = rows.find((one) => /^ask P\([^]*\)$/.test(one.querySelector("dt").textContent) && !/ given | forcing /.test(one.textContent));
    const share = Number(/([\d.]+)%/.exec(row?.querySelector("dd").textContent ?? "")?.[1]);
    offer.hidden = !(share >= 0) || document.querySelectorAll(".living-number").length === 0;
    if (offer.hidden || document.activeElement === condition || tip !== null) return;
    const bound = share >= 50 ? "< 50%" : share > 5 ? "> 50%" : `> ${Math.max(0.1, Number((2 * share).toPrecision(1)))}%`;
    condition.value = `${row.querySelector("dt").textContent.slice(4)} ${bound}`;
  }

  // Answers that this stage has not given stand as they stood, greyed.
  function keepRows(content, section) {
    const list = content.querySelector("dl");
    const questionOf = (row) => row.querySelector("dt").textContent;
    const fresh = new Map([...content.querySelectorAll("dl > div")].map((row) => [questionOf(row), row]));
    for (const row of [...section.querySelectorAll("dl > div")]) {
      const now = fresh.get(questionOf(row));
      if (!now) row.classList.add("old");
      list?.append(now ?? row);
    }
  }

  function showContents() {
    contents.replaceChildren(made("ol", {}, ...sections.titles().map(({ title, section }) =>
      made("li", {}, made("a", { href: `#${section.id}` }, title)))));
  }

  function take(stage, { report }) {
    if (!report) return false;
    head.replaceChildren(parsed(report.header, "analyst"));
    head.classList.remove("old");
    const isAll = stage.name === "all" || stage.name === "solution";
    const parts = report.sections.filter(({ key }) => isAll || key !== "answers").map((part) =>
      (!isAll && part.key === "answers-in-short" ? { ...part, mend: keepRows } : part));
    sections.show({ ...report, sections: parts }, { isAll, keep: ["tipping"] });
    if (!isAll) sections.grey("from before: being answered again", parts.map(({ key }) => key));
    const short = report.sections.find(({ key }) => key === "answers-in-short");
    if (short) showOffer(short.html);
    showContents();
    return true;
  }

  const staged = (stage) => ({
    isSoon: stage.isSoon, words: stage.name,
    request: () => (hasQuestions ? { command: "ask", as: stage.as, without: stage.without, ...(stage.look === false ? { look: false } : {}), ...variantOf() } : null),
    take: (reply) => take(stage, reply),
  });
  // A model that asks nothing is solved all the same.
  const solution = {
    words: "solution",
    request: () => (hasQuestions ? null : { command: "solve", as: "report", ...variantOf() }),
    take: (reply) => take({ name: "solution" }, reply),
  };
  const tipping = {
    words: "tipping",
    request: () => (tip ? { command: "ask", as: "report", questions: [tip.replace(/\s*[<>]=?[^<>]*$/, "")], where: [tip], tip: true, look: false, ...variantOf() } : null),
    take: ({ report, message, diagnostics }) => {
      const found = report?.sections.find(({ key }) => key === "tipping");
      const why = message || (diagnostics ?? []).map((one) => one.message).join("; ");
      const part = found ?? { key: "tipping", title: "Where one number tips it", html: "<h2>Where one number tips it</h2><p></p>" };
      sections.show({ sections: [part], charts: report?.charts ?? "{}" }, { isAll: false });
      const section = document.getElementById("analyst-tipping");
      if (!found) section.querySelector("p").textContent = `Not found: ${why}`;
      body.prepend(section);
      section.scrollIntoView({ block: "nearest" });
      showContents();
      return true;
    },
  };

  return {
    steps: () => [
      { isSoon: true, words: "reading", request: { command: "describe" }, take: (reply) => {
        if (!reply.page?.parameters) return false;
        hasQuestions = reply.page.questions.length > 0;
        sliders.take(reply.page.parameters);
        sliders.follow(text());
        showVariants(reply.page.variants);
        describe(reply.page);
        return true;
      } },
      ...stages.map(staged), solution, tipping,
    ],
    key: () => JSON.stringify([variant, tip]),
    follow: sliders.follow,
    grey: (why) => { sections.grey(why); head.classList.toggle("old", why !== null); },
    fresh: () => { head.classList.remove("old"); sections.fresh(); },
    variant: () => variant,
    // Another model: nothing of the old one is of any use.
    clear: () => { sections.clear(); head.replaceChildren(); contents.replaceChildren(); tip = null; variant = ""; offer.hidden = true; },
    sections: () => sections.titles(),
    answers: () => [...body.querySelectorAll("#analyst-answers-in-short dl > div")].map((row) => ({
      question: row.querySelector("dt").textContent, answer: row.querySelector("dd").textContent })),
  };
}
