// Sections of a report as the engine sets them, in a part of the page of their own: names and addresses are put under a
// prefix, so that two doors may show the same section. A drawing that is the same stays, and what has not been answered
// again is grey and says since when.
import { made } from "./dom.js";

let drawing = null;
// The chart scripts are half of what the page weighs, and come when something is to be drawn.
function chartsLoaded() {
  drawing ??= new Promise((resolve, reject) => {
    document.head.append(made("script", { src: "charts.js", onload: resolve, onerror: () => reject(new Error("charts.js is missing")) }));
  });
  return drawing;
}

// The page's policy refuses styles in text; what the engine says of lengths is set by script.
function styled(content) {
  for (const element of content.querySelectorAll("[data-style]")) {
    element.style.cssText = element.dataset.style;
    element.removeAttribute("data-style");
  }
}

export function parsed(html, prefix) {
  const template = document.createElement("template");
  template.innerHTML = html.replaceAll(' style="', ' data-style="');  // quotes in texts are escaped
  const content = template.content;
  styled(content);
  for (const element of content.querySelectorAll("[id]")) element.id = `${prefix}-${element.id}`;
  for (const link of content.querySelectorAll('a[href^="#"]')) link.setAttribute("href", `#${prefix}-${link.getAttribute("href").slice(1)}`);
  for (const chart of content.querySelectorAll("[data-chart]")) chart.dataset.chart = `${prefix}-${chart.dataset.chart}`;
  for (const pre of content.querySelectorAll("[data-specification]")) pre.dataset.specification = `${prefix}-${pre.dataset.specification}`;
  return content;
}

// A drawing is an image with a name; the menu that saves it stands beside it, where those who do not see it find it, too.
function partMenu(chart) {
  const figure = chart.closest("figure") ?? chart.parentElement;
  for (const old of figure.querySelectorAll(".chart-menu")) old.remove();
  chart.querySelector("svg.marks")?.setAttribute("aria-hidden", "true");
  const menu = chart.querySelector(":scope > details");
  if (!menu) return;
  menu.classList.add("chart-menu");
  menu.querySelector("summary").setAttribute("aria-label", "Save this drawing");
  chart.before(menu);
}

const under = (prefix, charts) => Object.fromEntries(Object.entries(charts).map(([name, chart]) => [`${prefix}-${name}`, chart]));
// Last digits hang on the way to a number, and draw nothing.
const digits = (key, value) => (typeof value === "number" ? Number(value.toPrecision(6)) : value);
const same = (one, other) => JSON.stringify(one, digits) === JSON.stringify(other, digits);

export function makeSections(root, prefix) {
  const shown = new Map();
  const stale = new Set();
  const inView = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting && stale.has(target)) draw(target);
  }, { rootMargin: "400px" });

  async function draw(chart) {
    stale.delete(chart);
    try {
      await chartsLoaded();
    } catch (error) {
      chart.replaceChildren(made("p", { class: "error" }, `Not drawn: ${error.message}. The data stand below.`));
      return;
    }
    if (!chart.isConnected) return;
    await demarchePage.draw(chart);
    chart.classList.remove("stale");
    partMenu(chart);
  }
  function drawLater(chart) {
    stale.add(chart);
    chart.classList.add("stale");
    inView.unobserve(chart);
    inView.observe(chart);
  }
  window.addEventListener("beforeprint", () => { for (const chart of [...stale]) draw(chart); });

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
      if (chart === place || !same(before[name], after[name]) || stale.has(chart)) redrawn.push(chart);
    }
    for (const chart of old.values()) { demarchePage.forget(chart); inView.unobserve(chart); stale.delete(chart); }
    return redrawn;
  }

  function fill(section, { html, mend }, before, after) {
    const open = [...section.querySelectorAll("details")].map((details) => details.open);
    const content = parsed(html, prefix);
    mend?.(content, section);
    const redrawn = keepDrawings(section, content, before, after);
    section.replaceChildren(content);
    section.querySelectorAll("details").forEach((details, k) => { if (open[k]) details.open = true; });
    demarchePage.wire(section);
    redrawn.forEach(drawLater);
  }

  function placed(section, order) {
    const next = order.slice(order.indexOf(section.dataset.key) + 1).map((key) => shown.get(key)?.section).find((one) => one?.isConnected);
    root.insertBefore(section, next ?? null);
  }

  return {
    // Sections in their order; those that are not among them stay as they are, or go where `isAll`.
    show({ sections, charts }, { isAll = true, keep = [] } = {}) {
      const before = demarchePage.specifications();
      const after = { ...before, ...under(prefix, JSON.parse(charts)) };
      demarchePage.setSpecifications(after);
      const order = sections.map(({ key }) => key);
      for (const part of sections) {
        const { key, title } = part;
        const html = part.mend ? null : part.html;  // what is put together from old and new is set each time
        const old = shown.get(key);
        const section = old?.section ?? made("section", { id: `${prefix}-${key}`, "aria-label": title, "data-key": key });
        if (!old) { shown.set(key, { section, html: null }); placed(section, order); }
        section.classList.remove("old");
        if (html === null || shown.get(key).html !== html) fill(section, part, before, after);
        shown.set(key, { section, title, html });
      }
      if (!isAll) return;
      for (const [key, { section }] of shown) if (!order.includes(key) && !keep.includes(key)) { section.remove(); shown.delete(key); }
    },
    // Everything that this leaves standing is from before.
    grey(why, but = []) {
      for (const [key, { section }] of shown) {
        if (but.includes(key)) continue;
        section.classList.add("old");
        section.dataset.old = why;
      }
    },
    fresh() {
      for (const { section } of shown.values()) section.classList.remove("old");
    },
    clear() {
      for (const { section } of shown.values()) section.remove();
      shown.clear();
    },
    // As they stand in the page.
    titles: () => [...root.children].filter((section) => shown.get(section.dataset.key)?.title)
      .map((section) => ({ key: section.dataset.key, title: shown.get(section.dataset.key).title, section })),
    isEmpty: () => shown.size === 0,
  };
}
