// The engine of the page: its WebAssembly, fetched once, in a worker that answers one request at a time.
export async function fetchedEngine() {
  const reply = await fetch("engine.wasm.gz");
  if (!reply.ok) throw new Error(`engine.wasm.gz: ${reply.status} ${reply.statusText}`);
  const bytes = new Uint8Array(await reply.arrayBuffer());
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;  // servers may have unpacked it on the way
  const plain = isPacked ? new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))) : new Response(bytes);
  return WebAssembly.compile(await plain.arrayBuffer());
}

// What is wanted is answered step by step. A newer wish stops what runs, but for a step that is soon done, whose answer is
// shown on the way; so a number that is dragged shows answers all along.
export function makeWork(engine, { onState }) {
  const soonMs = 1000, longestMs = 120_000;
  let version = 0, wish = null, isBusy = false, running = null, opened = null;

  async function open(model) {
    if (opened === model.text) return;
    await engine.open(model);
    opened = model.text;
  }

  async function answer(mine) {
    const { model, steps, done } = wish;
    const tooLong = setTimeout(() => { if (running) { running.isTooLong = true; engine.stop(); } }, longestMs);
    try {
      await open(model);
      for (const step of steps) {
        if (mine !== version && !step.isSoon) return;
        const request = typeof step.request === "function" ? step.request() : step.request;
        if (!request) continue;
        running = { step, begun: performance.now() };
        onState("solving", step);
        const reply = await engine.ask(request);
        const { isTooLong } = running;
        running = null;
        if (reply.outcome === "stopped" && mine !== version) return;
        const goesOn = step.take(reply);
        if (mine !== version) return;
        if (reply.outcome === "stopped") { onState("stopped", step, reply, isTooLong); return; }
        if (!goesOn) { onState(["model_errors", "check_failed"].includes(reply.outcome) && !reply.report ? "errors" : "failed", step, reply); return; }
      }
      onState("ready");
      done?.();
    } finally {
      clearTimeout(tooLong);
      running = null;
    }
  }

  async function begin() {
    isBusy = true;
    let mine;
    do {
      mine = version;
      try {
        await answer(mine);
      } catch (error) {
        opened = null;
        onState("failed", null, { message: String(error.message ?? error) });
      }
    } while (mine !== version);
    isBusy = false;
  }

  return {
    want(next) {
      wish = next;
      ++version;
      if (!isBusy) { begin(); return; }
      if (running && !(running.step.isSoon && performance.now() - running.begun < soonMs)) engine.stop();
    },
    stop() { engine.stop(); },
    isBusy: () => isBusy,
  };
}
