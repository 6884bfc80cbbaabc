/*
The chart scripts in this page are Vega, Vega-Lite and Vega-Embed, Copyright (c) 2015-2023, University of Washington
Interactive Data Lab. All rights reserved.

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this
   list of conditions and the following disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice,
   this list of conditions and the following disclaimer in the documentation
   and/or other materials provided with the distribution.

3. Neither the name of the copyright holder nor the names of its contributors
  may be used to endorse or promote products derived from this software
  without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT OWNER OR CONTRIBUTORS BE LIABLE
FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

They hold parts of D3 under this licence:

Copyright 2010-2026 Mike Bostock

Permission to use, copy, modify, and/or distribute this software for any purpose
with or without fee is hereby granted, provided that the above copyright notice
and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS
OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER
TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.
*/

// Draws the page's charts from the specifications that stand in it, and finds rows of its tables. Nothing is fetched: the
// loader refuses every address, and expressions are interpreted rather than compiled, so that the page's security policy
// can forbid both. The chart scripts stand in the page compressed.
const demarchePage = (() => {
  const letters = "!\"#$%'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  const places = new Uint8Array(128);
  [...letters].forEach((letter, k) => { places[letter.charCodeAt(0)] = k; });

  // Two characters hold 13 bits; one that is left over holds 6.
  function unpacked(text) {
    const numPairs = Math.floor(text.length / 2);
    const bytes = new Uint8Array(Math.floor((numPairs * 13 + (text.length % 2) * 6) / 8));
    let held = 0, numHeld = 0, at = 0;
    const hold = (bits, numBits) => {
      held |= bits << numHeld;
      for (numHeld += numBits; numHeld >= 8; numHeld -= 8) {
        if (at < bytes.length) bytes[at++] = held & 255;
        held >>>= 8;
      }
    };
    const place = (k) => places[text.charCodeAt(k)];
    for (let k = 0; k < numPairs; ++k) hold(place(2 * k) * letters.length + place(2 * k + 1), 13);
    if (text.length % 2) hold(place(text.length - 1), 6);
    return bytes;
  }

  // What the page holds for its scripts; a section may be called as it is.
  const held = (id) => document.querySelector(`script#${id}`);

  // The response that an element's compressed bytes are, to be read as text or as what else it is.
  function unzipped(id, type = "text/plain") {
    const packed = new Blob([unpacked(held(id).textContent)]).stream();
    return new Response(packed.pipeThrough(new DecompressionStream("gzip")), { headers: { "Content-Type": type } });
  }

  async function runPacked(id) {
    const script = document.createElement("script");
    script.textContent = await unzipped(id).text();
    document.body.append(script);
  }

  // The chart scripts are large, and unpacked only when the first chart is drawn; where none stand somebody else brings
  // them.
  let drawing = null;
  const loadedDrawing = () => drawing ??= (async () => {
    const packed = ["packed-vega", "packed-vega-lite", "packed-vega-embed"];
    for (const id of packed.filter(held)) await runPacked(id);
  })();

  let specifications = JSON.parse(held("charts")?.textContent ?? "{}");
  const views = new WeakMap();
  const refuse = () => Promise.reject(new Error("this page loads nothing"));
  const options = {
    ast: true,
    renderer: "svg",
    actions: false,
    loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse },
    tooltip: { theme: "custom" },
  };

  // What is folded away is drawn when it is opened.
  const undrawn = new WeakSet();
  document.addEventListener("toggle", ({ target }) => {
    for (const chart of target.querySelectorAll?.("[data-chart]") ?? []) if (undrawn.has(chart)) draw(chart);
  }, true);

  async function draw(element) {
    waiting.delete(element);
    nearView.unobserve(element);
    undrawn.delete(element);
    if (element.closest("details:not([open])")) {
      undrawn.add(element);
      element.classList.remove("stale");
      return;
    }
    await loadedDrawing();
    views.get(element)?.finalize();
    try {
      views.set(element, await vegaEmbed(element, specifications[element.dataset.chart], options));
      element.dataset.drawn = "yes";
      element.querySelector("svg").setAttribute("aria-hidden", "true");  // the element says what it shows
    } catch (error) {
      const note = document.createElement("p");
      note.className = "error";
      note.textContent = `This chart could not be drawn (${error.message}); its data stand below.`;
      element.replaceChildren(note);
      console.error(error);
    }
    element.classList.remove("stale");
  }

  // A chart is drawn as it comes near what is seen, when nothing else is to be done, or before the page is printed.
  const waiting = new Set();
  const nearView = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting && waiting.has(target)) draw(target);
  }, { rootMargin: "300px" });
  function drawLater(element) {
    waiting.add(element);
    nearView.unobserve(element);
    nearView.observe(element);
  }
  function forget(element) {
    views.get(element)?.finalize();
    waiting.delete(element);
    nearView.unobserve(element);
  }
  async function drawRest(goesOn = () => true) {
    while (waiting.size > 0 && goesOn()) {
      await draw([...waiting][0]);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  window.addEventListener("beforeprint", () => drawRest());

  function show(pre) {
    if (!pre.textContent) pre.textContent = JSON.stringify(specifications[pre.dataset.specification], null, 1);
  }

  // Whether rows hold a word; behind ^, whether their head begins with it.
  function holds_word(body, text, word) {
    if (!word.startsWith("^")) return text.includes(word);
    const head = body.querySelector("th.group").textContent.toLowerCase();
    return head.startsWith(word.slice(1)) && !/\w/.test(head.charAt(word.length - 1));
  }

  // Rows under a head of their own that hold all the words; what is folded opens where something is found, and is again
  // as it was when nothing is looked for.
  function find(section, words, status) {
    let found = 0;
    for (const body of section.querySelectorAll("details tbody:has(th.group)")) {
      const text = `${body.closest("details").querySelector("summary").textContent} ${body.textContent}`.toLowerCase();
      body.hidden = !words.every((word) => holds_word(body, text, word));
      if (!body.hidden) found += 1;
    }
    for (const details of section.querySelectorAll("details")) {
      details.dataset.was ??= details.open ? "open" : "";
      const holds = details.querySelector("tbody:has(th.group):not([hidden])") !== null;
      details.open = words.length > 0 ? holds : details.dataset.was === "open";
      details.hidden = words.length > 0 && !holds;
    }
    status.textContent = words.length > 0 ? `${found} found` : "";
  }

  // Gives life to what stands below an element.
  function wire(root) {
    for (const seeker of root.querySelectorAll(".seeker")) {
      const field = seeker.querySelector("input");
      const look = () => find(seeker.closest("section"), field.value.toLowerCase().split(/\s+/).filter(Boolean),
        seeker.querySelector("[role=status]"));
      field.addEventListener("input", look);
      seeker.hidden = false;
    }
    for (const link of root.querySelectorAll("a[data-seeks]")) {
      link.addEventListener("click", () => {
        const field = document.querySelector(`${link.getAttribute("href")} .seeker input`);
        field.value = link.dataset.seeks;
        field.dispatchEvent(new Event("input"));
      });
    }
    for (const pre of root.querySelectorAll("[data-specification]")) {
      pre.closest("details").addEventListener("toggle", () => show(pre));
    }
  }

  wire(document);
  const charts = [...document.querySelectorAll("[data-chart]")];
  if (held("packed-vega")) charts.forEach(drawLater);
  // Charts out of sight come after the engine of a living page, which asks for them.
  async function begun() {
    await drawRest();
    document.documentElement.dataset.ready = "yes";
  }
  if (!held("engine")) begun();

  return {
    unpacked, unzipped, wire, draw, drawLater, drawRest, forget, begun, options,
    specifications: () => specifications,
    setSpecifications: (others) => { specifications = others; },
    viewOf: (element) => views.get(element)?.view,
  };
})();
