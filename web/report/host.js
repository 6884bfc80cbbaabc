// Runs the engine: in a worker that is made of this text, or, where none is to be had, in the page itself. A text is opened
// once and asked as often as somebody likes. What fails inside the engine is answered as a sentence, and the next request
// finds a new engine.
const demarcheHost = (() => {
  const badFile = 8;
  const patienceMs = 1000;  // with a worker that has been asked to stop
  // Whether the engine can be left in the middle of its work and gone on with later (JavaScript Promise Integration).
  const canPause = typeof WebAssembly === "object" && typeof WebAssembly.Suspending === "function" &&
    typeof WebAssembly.promising === "function";

  // Lets all messages that wait be heard.
  const channel = new MessageChannel();
  const pause = () => new Promise((resolve) => {
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(null);
  });

  function importsFor(exports, goesOn, mayPause) {
    const zeros = (...places) => {
      const view = new DataView(exports().memory.buffer);
      for (const place of places) view.setUint32(place, 0, true);
      return 0;
    };
    const progress = mayPause
      ? new WebAssembly.Suspending((share) => pause().then(() => (goesOn(share) ? 1 : 0)))
      : (share) => (goesOn(share) ? 1 : 0);
    return {
      wasi_snapshot_preview1: {
        environ_get: () => 0,
        environ_sizes_get: zeros,
        fd_close: () => badFile,
        fd_seek: () => badFile,
        fd_write: () => badFile,
        proc_exit: (code) => { throw new Error(`the engine ended (${code})`); },
      },
      demarche_host: { now: () => performance.now(), progress },
    };
  }

  function textAt(engine, start) {
    const bytes = new Uint8Array(engine.memory.buffer);
    return new TextDecoder().decode(bytes.slice(start, bytes.indexOf(0, start)));
  }

  function given(engine, text) {
    const bytes = new TextEncoder().encode(text);
    const start = engine.demarche_allocate(bytes.length);
    new Uint8Array(engine.memory.buffer).set(bytes, start);
    return [start, bytes.length];
  }

  function started(module, goesOn, mayPause) {
    let engine = null;
    engine = new WebAssembly.Instance(module, importsFor(() => engine, goesOn, mayPause)).exports;
    engine._initialize();
    return engine;
  }

  function opened(engine, { name, text }) {
    const place = given(engine, text);
    const session = engine.demarche_open(...place);
    const called = given(engine, name);
    engine.demarche_name(session, ...called);
    for (const [start] of [place, called]) engine.demarche_release(start);
    return session;
  }

  function failed(engine, error) {
    const sentence = engine.demarche_failure();
    return { outcome: "failed", message: sentence ? textAt(engine, sentence) : String(error.message ?? error) };
  }

  // Answers one request after another. `goesOn` is asked now and then while the engine works; where `canPause` holds
  // everybody else has a turn before. `open` puts another text in the place of the one that is asked.
  function answering(module, model, goesOn) {
    let engine = null, run = null, session = 0, isOpen = false;
    function ready() {
      engine ??= started(module, goesOn, canPause);
      run ??= canPause ? WebAssembly.promising(engine.demarche_run) : engine.demarche_run;
      if (!isOpen && session) engine.demarche_close(session);
      if (!isOpen) session = opened(engine, model);
      isOpen = true;
    }
    async function answer(request) {
      try {
        ready();
        const [start, size] = given(engine, JSON.stringify(request));
        const json = await run(session, start, size);
        engine.demarche_release(start);
        const said = textAt(engine, json);
        engine.demarche_release(json);
        return JSON.parse(said);
      } catch (error) {
        const failure = failed(engine, error);
        [engine, run, session, isOpen] = [null, null, 0, false];
        return failure;
      }
    }
    answer.open = (other) => { [model, isOpen] = [other, false]; };
    return answer;
  }

  // The engine in a worker of this text at `address`: one request at a time. `stop` is heard by an engine that can pause;
  // a worker that does not hear, or not in time, is ended and another takes its place.
  function inWorker(address, module) {
    let worker = null, hears = false, waiting = null, count = 0, model = null;
    const send = (message) => new Promise((resolve, reject) => {
      waiting = { id: ++count, resolve, reject };
      worker.postMessage({ ...message, id: count });
    });
    const done = () => {
      const { resolve } = waiting;
      waiting = null;
      return resolve;
    };
    const begin = () => {
      worker = new Worker(address);
      worker.onmessage = ({ data }) => { if (waiting?.id === data.id) done()(data.reply); };
      worker.onerror = (event) => { event.preventDefault(); waiting?.reject(new Error("no worker")); };
    };
    const open = async (other) => {
      model = other;
      if (!worker) begin();
      hears = (await send({ module, model })).hears;
    };
    const end = () => {
      worker.terminate();
      worker = null;
      const resolve = done();
      open(model).then(() => resolve({ outcome: "stopped" }));
    };
    const stop = () => {
      if (!waiting) return;
      if (!hears) { end(); return; }
      const { id } = waiting;
      worker.postMessage({ stop: true });
      setTimeout(() => { if (waiting?.id === id) end(); }, patienceMs);
    };
    return { open, ask: (request) => send({ request }), stop };
  }

  return { canPause, answering, inWorker, calls: { started, textAt, given } };
})();

// The page sends a module and a model once, then a request at a time; `stop` ends the one that is being answered.
if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) {
  let run = null, isStopped = false;
  self.onmessage = async ({ data: { id, module, model, request, stop } }) => {
    if (stop) { isStopped = true; return; }
    isStopped = false;
    if (module) {
      run ??= demarcheHost.answering(module, model, () => !isStopped);
      run.open(model);
    }
    self.postMessage({ id, reply: module ? { hears: demarcheHost.canPause } : await run(request) });
  };
}
