// Runs the engine: in a worker that is made of this text, or, where none is to be had, in the page itself. A text is opened
// once and asked as often as somebody likes, until another is opened in its place. What fails inside the engine is answered
// as a sentence, and the next request finds a new engine.
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

  function importsFor(exports, progress) {
    const zeros = (...places) => {
      const view = new DataView(exports().memory.buffer);
      for (const place of places) view.setUint32(place, 0, true);
      return 0;
    };
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

  // `progress` is called now and then while the engine works, and says by 1 that it goes on.
  function started(module, progress) {
    let engine = null;
    engine = new WebAssembly.Instance(module, importsFor(() => engine, progress)).exports;
    engine._initialize();
    return engine;
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

  function withText(engine, text, call) {
    const [start, size] = given(engine, text);
    const result = call(start, size);
    engine.demarche_release(start);
    return result;
  }

  function opened(engine, { name, text }) {
    const session = withText(engine, text, (start, size) => engine.demarche_open(start, size));
    withText(engine, name, (start, size) => engine.demarche_name(session, start, size));
    return session;
  }

  function failed(engine, error) {
    const sentence = engine?.demarche_failure();
    return { outcome: "failed", message: sentence ? textAt(engine, sentence) : String(error.message ?? error) };
  }

  // `goesOn` is asked now and then; where `canPause` holds everybody else has a turn before.
  function asking(goesOn) {
    const say = (share) => (goesOn(share) ? 1 : 0);
    return canPause ? new WebAssembly.Suspending((share) => pause().then(() => say(share))) : say;
  }

  // Answers one request after another about the model that was opened last.
  function answering(module, model, goesOn) {
    let engine = null, session = 0, isOpen = false, call = null;
    function begin() {
      engine ??= started(module, asking(goesOn));
      call = canPause ? WebAssembly.promising(engine.demarche_run) : engine.demarche_run;
      if (isOpen) return;
      if (session) engine.demarche_close(session);
      session = 0;
      session = opened(engine, model);
      isOpen = true;
    }
    const run = async (request) => {
      try {
        begin();
        const [start, size] = given(engine, JSON.stringify(request));
        const json = await call(session, start, size);
        engine.demarche_release(start);
        const said = textAt(engine, json);
        engine.demarche_release(json);
        return JSON.parse(said);
      } catch (error) {
        const failure = failed(engine, error);
        [engine, session, isOpen] = [null, 0, false];
        return failure;
      }
    };
    const open = (other) => { [model, isOpen] = [other, false]; };
    return { open, run };
  }

  // The engine in a worker of this text at `address`: one request at a time. `stop` is heard by an engine that can pause; a
  // worker that does not hear, or not in time, is ended and another takes its place.
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

// The page sends a module and a model, then a request at a time; `stop` ends the one that is being answered.
if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) {
  let engine = null, isStopped = false;
  self.onmessage = async ({ data: { id, module, model, request, stop } }) => {
    if (stop) { isStopped = true; return; }
    isStopped = false;
    engine ??= demarcheHost.answering(module, model, () => !isStopped);
    if (model) engine.open(model);
    self.postMessage({ id, reply: model ? { hears: demarcheHost.canPause } : await engine.run(request) });
  };
}
