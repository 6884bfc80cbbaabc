// Runs the engine: in a worker that is made of this text, or, where none is to be had, in the page itself. A text is opened
// once and asked as often as somebody likes, until another is opened in its place. What fails inside the engine is answered
// as a sentence, and the next request finds a new engine.
const demarcheHost = (() => {
  const badFile = 8;
  const patienceMs = 1000;  // with a worker that has been asked to stop

  function importsFor(exports, goesOn) {
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
      demarche_host: { now: () => performance.now(), progress: (share) => (goesOn(share) ? 1 : 0) },
    };
  }

  function textAt(engine, start) {
    const bytes = new Uint8Array(engine.memory.buffer);
    return new TextDecoder().decode(bytes.slice(start, bytes.indexOf(0, start)));
  }

  function withText(engine, text, call) {
    const bytes = new TextEncoder().encode(text);
    const given = engine.demarche_allocate(bytes.length);
    new Uint8Array(engine.memory.buffer).set(bytes, given);
    const result = call(given, bytes.length);
    engine.demarche_release(given);
    return result;
  }

  function started(module, goesOn) {
    let engine = null;
    engine = new WebAssembly.Instance(module, importsFor(() => engine, goesOn)).exports;
    engine._initialize();
    return engine;
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

  // `goesOn` is asked now and then while the engine works.
  const host = (module, model, goesOn) => {
    let engine = null, session = 0, isOpen = false;
    const run = (request) => {
      try {
        engine ??= started(module, goesOn);
        if (!isOpen && session) engine.demarche_close(session);
        if (!isOpen) session = opened(engine, model);
        isOpen = true;
        const json = withText(engine, JSON.stringify(request), (start, size) => engine.demarche_run(session, start, size));
        const said = textAt(engine, json);
        engine.demarche_release(json);
        return JSON.parse(said);
      } catch (error) {
        const failure = failed(engine, error);
        [engine, session, isOpen] = [null, 0, false];
        return failure;
      }
    };
    run.open = (other) => { [model, isOpen] = [other, false]; };
    return run;
  };

  // The engine in a worker of this text at `address`: one request at a time. `stop` is heard within moments where the worker
  // can see addresses taken back; a worker that does not hear, or not in time, is ended and another takes its place.
  host.inWorker = (address, module) => {
    const newToken = () => URL.createObjectURL(new Blob([""]));
    let worker = null, hears = false, waiting = null, count = 0, token = null, model = null;
    const send = (message) => new Promise((resolve, reject) => {
      token = newToken();
      waiting = { id: ++count, resolve, reject };
      worker.postMessage({ ...message, id: count, token });
    });
    const done = () => {
      URL.revokeObjectURL(token);
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
      URL.revokeObjectURL(token);
      setTimeout(() => { if (waiting?.id === id) end(); }, patienceMs);
    };
    return { open, ask: (request) => send({ request }), stop };
  };

  host.calls = { started, textAt, withText };
  return host;
})();

// A worker that reckons hears no message. The page stops it by taking back the address that came with the request.
if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) {
  let run = null;
  let token = "";
  let lookedMs = 0;
  const pauseMs = 35;  // so that a stop is heard within 50, and looking costs little
  const isThere = () => {
    try {
      const request = new XMLHttpRequest();
      request.open("GET", token, false);
      request.send();
      return request.status === 200;
    } catch {
      return false;
    }
  };
  const goesOn = () => {
    if (performance.now() - lookedMs < pauseMs) return true;
    const isWanted = isThere();
    lookedMs = performance.now();
    return isWanted;
  };
  self.onmessage = ({ data }) => {
    token = data.token;
    lookedMs = performance.now();
    if (data.module) {
      const hears = isThere();
      run ??= demarcheHost(data.module, data.model, hears ? goesOn : () => true);
      run.open(data.model);
      self.postMessage({ id: data.id, reply: { hears } });
    } else {
      self.postMessage({ id: data.id, reply: run(data.request) });
    }
  };
}
