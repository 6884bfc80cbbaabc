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
