// The language server in a worker of its own, so that a hover does not wait until a game is solved. Where the engine ends
// another server begins, and the page, which hears of it, opens its text there.
importScripts("engine_worker.js");
(() => {
  const { started, textAt, given } = demarcheHost.calls;
  let module = null, engine = null, server = 0;

  function begin() {
    engine = started(module, () => 1);
    server = engine.demarche_lsp_open();
  }

  function take(message) {
    const [start, size] = given(engine, message);
    const answers = engine.demarche_lsp_take(server, start, size);
    engine.demarche_release(start);
    const lines = textAt(engine, answers);
    engine.demarche_release(answers);
    return lines.split("\n").filter(Boolean);
  }

  self.onmessage = ({ data }) => {
    try {
      if (data.module) { module = data.module; begin(); return; }
      for (const line of take(data.message)) self.postMessage({ line });
    } catch (error) {
      begin();
      self.postMessage({ restarted: String(error.message ?? error) });
    }
  };
})();
