// Saves pictures as they stand, as SVG and as PNG, and the data behind them as CSV; looks closer at those that can be looked
// into. Everything is made in the page: nothing is fetched, and nothing leaves it but as a file that is saved.
(() => {
  const chartOf = (figure) => figure.querySelector("[data-chart]");

  // ---- files

  const inFileName = (text) => text.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60).toLowerCase();
  const fileName = (figure, ending) =>
    `${[document.title, figure.querySelector("figcaption").textContent].map(inFileName).filter(Boolean).join("-") || "picture"}.${ending}`;

  function save(name, blob) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // ---- drawings

  // The drawing by itself: the page's colours, what it shows in words, and the paper behind it.
  function standingAlone(figure) {
    const chart = chartOf(figure);
    const svg = chart.querySelector("svg").cloneNode(true);
    const ink = getComputedStyle(chart).color;
    for (const element of [svg, ...svg.querySelectorAll("*")]) {
      for (const { name, value } of [...element.attributes]) if (value === "currentColor") element.setAttribute(name, ink);
    }
    const put = (tag, attributes, text = "") => {
      const element = document.createElementNS(svg.namespaceURI, tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.textContent = text;
      svg.prepend(element);
    };
    svg.removeAttribute("aria-hidden");
    svg.setAttribute("role", "img");
    put("rect", { width: "100%", height: "100%", fill: getComputedStyle(document.body).backgroundColor });
    put("desc", {}, chart.getAttribute("aria-label"));
    put("title", {}, figure.querySelector("figcaption").textContent);
    return svg;
  }

  const svgBlob = (svg) => new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });

  // Twice as many points as on the page, for slides and print.
  async function pngBlob(svg) {
    const [width, height] = ["width", "height"].map((name) => Number(svg.getAttribute(name)));
    const image = new Image();
    image.src = URL.createObjectURL(svgBlob(svg));
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: 2 * width, height: 2 * height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
  }

  // ---- data

  // Spreadsheets take a text that begins like this for a formula and work it out; an apostrophe keeps it a text.
  const isFormula = (text) => /^[=+\-@]/.test(text) && (text.length === 1 || /[^0-9.eE+\-]/.test(text.slice(1)));
  const field = (text) => {
    const shown = (isFormula(text) ? "'" : "") + text;
    return /[",\r\n]/.test(shown) ? `"${shown.replaceAll("\"", "\"\"")}"` : shown;
  };
  const words = (cell) => cell.textContent.trim().replace(/\s+/g, " ");

  // The table behind the picture. What heads rows stands in a column of its own.
  function csvBlob(figure) {
    const table = figure.querySelector(":scope > details table");
    const isGrouped = table.querySelector("th.group") !== null;
    let group = "";
    const lines = [];
    for (const row of table.rows) {
      const head = row.querySelector("th.group");
      if (head) { group = words(head); continue; }
      const cells = [...row.cells].map(words);
      lines.push(isGrouped ? [row.closest("thead") ? "part" : group, ...cells] : cells);
    }
    return new Blob([lines.map((line) => `${line.map(field).join(",")}\r\n`).join("")], { type: "text/csv" });
  }

  const savedAs = {
    svg: (figure) => svgBlob(standingAlone(figure)),
    png: (figure) => pngBlob(standingAlone(figure)),
    csv: csvBlob,
  };

  // ---- looking closer

  const least = 0.002;  // of the width
  function look(chart, middle, span) {
    const view = demarchePage.viewOf(chart);
    if (!view) return;
    const width = Math.min(1, Math.max(least, span));
    const from = Math.min(1 - width, Math.max(0, middle - width / 2));
    view.signal("from", from).signal("to", from + width).runAsync();
  }
  const looked = (chart) => {
    const view = demarchePage.viewOf(chart);
    const [from, to] = [view.signal("from"), view.signal("to")];
    return { middle: (from + to) / 2, span: to - from };
  };
  const looks = {
    in: ({ middle, span }) => [middle, span / 2],
    out: ({ middle, span }) => [middle, span * 2],
    left: ({ middle, span }) => [middle - span / 2, span],
    right: ({ middle, span }) => [middle + span / 2, span],
    all: () => [0.5, 1],
  };
  const keys = { "+": "in", "=": "in", "-": "out", ArrowLeft: "left", ArrowRight: "right", 0: "all" };

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("[data-save], [data-look]");
    const figure = button?.closest("figure");
    if (!figure) return;
    const { save: as, look: how } = button.dataset;
    if (how) look(chartOf(figure), ...looks[how](looked(chartOf(figure))));
    if (as) save(fileName(figure, as), await savedAs[as](figure));
  });

  document.addEventListener("keydown", (event) => {
    const figure = event.target.closest?.(".closer")?.closest("figure");
    if (!figure || !keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    look(chartOf(figure), ...looks[keys[event.key]](looked(chartOf(figure))));
  });

  // A second click looks closer at what is pointed at, and what is pulled goes along.
  const closerChart = (target) => target.closest?.("figure:has(.closer) [data-chart]");
  document.addEventListener("dblclick", ({ target, clientX }) => {
    const chart = closerChart(target);
    if (!chart) return;
    const { middle, span } = looked(chart);
    const box = chart.getBoundingClientRect();
    look(chart, middle + ((clientX - box.left) / box.width - 0.5) * span, span / 2);
  });
  document.addEventListener("pointerdown", (down) => {
    const chart = closerChart(down.target);
    if (!chart || down.pointerType === "touch") return;
    const { middle, span } = looked(chart);
    const pull = ({ clientX }) => look(chart, middle - ((clientX - down.clientX) / chart.clientWidth) * span, span);
    document.addEventListener("pointermove", pull);
    document.addEventListener("pointerup", () => document.removeEventListener("pointermove", pull), { once: true });
  });
})();
