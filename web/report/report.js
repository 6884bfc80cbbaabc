// Draws the page's charts from the specifications that stand in it. Nothing is fetched: the loader refuses every address,
// and expressions are interpreted rather than compiled, so that the page's security policy can forbid both.
(() => {
  const specifications = JSON.parse(document.getElementById("charts").textContent);
  const refuse = () => Promise.reject(new Error("this page loads nothing"));
  const options = {
    ast: true,
    renderer: "svg",
    actions: { export: true, source: false, compiled: false, editor: false },
    loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse },
    tooltip: { theme: "custom" },
  };

  async function draw(element) {
    const name = element.dataset.chart;
    try {
      await vegaEmbed(element, specifications[name], { ...options, downloadFileName: name });
      element.dataset.drawn = "yes";
    } catch (error) {
      const note = document.createElement("p");
      note.className = "error";
      note.textContent = `This chart could not be drawn (${error.message}); its data stand below.`;
      element.replaceChildren(note);
      console.error(error);
    }
  }

  function show(pre) {
    if (!pre.textContent) pre.textContent = JSON.stringify(specifications[pre.dataset.specification], null, 1);
  }

  for (const pre of document.querySelectorAll("[data-specification]")) {
    pre.closest("details").addEventListener("toggle", () => show(pre));
  }
  Promise.all([...document.querySelectorAll("[data-chart]")].map(draw)).then(() => {
    document.documentElement.dataset.ready = "yes";
  });
})();
