// Runs the engine: in a worker that is made of this text, or, where none is to be had, in the page itself. A text is opened
// once and asked as often as somebody likes. What fails inside the engine is answered as a sentence, and the next request
// finds a new engine.
const demarcheHost = (() => {
  const badFile = 8;

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

  function opened(module, { name, text }, goesOn) {
    let engine = null;
    engine = new WebAssembly.Instance(module, importsFor(() => engine, goesOn)).exports;
    engine._initialize();
    const session = withText(engine, text, (start, size) => engine.demarche_open(start, size));
    withText(engine, name, (start, size) => engine.demarche_name(session, start, size));
    return { engine, session };
  }

  function failed(engine, error) {
    const sentence = engine.demarche_failure();
    return { outcome: "failed", message: sentence ? textAt(engine, sentence) : String(error.message ?? error) };
  }

  // `goesOn` is asked now and then while the engine works.
  return (module, model, goesOn) => {
    let now = null;
    return (request) => {
      now ??= opened(module, model, goesOn);
      const { engine, session } = now;
      try {
        const json = withText(engine, JSON.stringify(request), (start, size) => engine.demarche_run(session, start, size));
        const said = textAt(engine, json);
        engine.demarche_release(json);
        return JSON.parse(said);
      } catch (error) {
        now = null;
        return failed(engine, error);
      }
    };
  };
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
      run = demarcheHost(data.module, data.model, hears ? goesOn : () => true);
      self.postMessage({ id: data.id, reply: { hears } });
    } else {
      self.postMessage({ id: data.id, reply: run(data.request) });
    }
  };
}
