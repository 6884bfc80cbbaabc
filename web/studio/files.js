// The file behind the text: under the local server a file on disk, which others may change meanwhile; elsewhere nothing but
// what is opened and downloaded. What is not saved is kept in the browser, so that a reload or a crash of the tab loses
// nothing, and what stands on disk is offered, never put in the place of what is being written.
export async function findServer() {
  try {
    const reply = await fetch("api/hello");
    if (!reply.ok || !(reply.headers.get("content-type") ?? "").includes("json")) return null;
    return await reply.json();
  } catch {
    return null;
  }
}

const keyOf = (name) => `demarche-studio:${name}`;
const lastKey = "demarche-studio";

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function store(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;  // full, or not allowed
  }
}

export const lastOpened = () => stored(lastKey);

async function fetchedFile() {
  const reply = await fetch("api/file", { cache: "no-store" });
  if (!reply.ok) throw new Error(`the server does not give the file (${reply.status})`);
  return { text: await reply.text(), etag: reply.headers.get("etag") };
}
const bare = (etag) => (etag ?? "").replace(/^W\//, "").replaceAll('"', "");

// `told` hears `{ kind, … }`: saved, kept, dirty, conflict, gone, elsewhere, restored, failed.
export function makeFile({ text, told, server }) {
  let file = { name: "model.crisis", origin: null, saved: "", etag: null };
  const me = crypto.randomUUID?.() ?? String(Math.random());
  const others = "BroadcastChannel" in window ? new BroadcastChannel("demarche-studio") : null;
  if (others) others.onmessage = ({ data }) => {
    if (data.from === me || data.name !== file.name || data.where !== location.pathname) return;
    if (data.kind === "here") others.postMessage({ kind: "also", name: file.name, where: location.pathname, from: me });
    told({ kind: "elsewhere" });
  };
  const announce = () => others?.postMessage({ kind: "here", name: file.name, where: location.pathname, from: me });

  const isDirty = () => text() !== file.saved;
  function keep() {
    const now = text();
    const isSame = now === file.saved;
    const isKept = store(keyOf(file.name), isSame ? null : { text: now, etag: file.etag, at: Date.now() });
    told({ kind: isSame ? "saved" : "dirty", isKept });
  }

  function open(name, origin, saved, etag = null) {
    file = { name, origin, saved, etag };
    store(lastKey, { name, origin });
    announce();
    const kept = stored(keyOf(name));
    return kept && kept.text !== saved ? kept : null;
  }

  function offer(theirs) {
    if (theirs.text === text()) { [file.saved, file.etag] = [theirs.text, theirs.etag]; keep(); return; }
    told({ kind: "conflict", theirs });
  }

  async function look(etag) {
    if (etag && bare(etag) === bare(file.etag)) return;
    try {
      const theirs = await fetchedFile();
      if (bare(theirs.etag) !== bare(file.etag)) offer(theirs);
    } catch (error) {
      told({ kind: "failed", message: error.message });
    }
  }

  function watch() {
    if (!server) return;
    const events = new EventSource("api/events");
    events.addEventListener("file", ({ data }) => look(JSON.parse(data).etag));
    events.addEventListener("gone", () => told({ kind: "gone" }));
    events.addEventListener("open", () => look(null));  // after a break, too
    window.addEventListener("focus", () => look(null));
  }

  async function put(now) {
    const headers = { "Content-Type": "text/plain; charset=utf-8", "If-Match": file.etag?.startsWith('"') ? file.etag : `"${bare(file.etag)}"` };
    const reply = await fetch("api/file", { method: "PUT", headers, body: now });
    if (reply.status === 412) { offer(await reply.json()); return; }
    if (!reply.ok) throw new Error(reply.status === 413 ? "the server takes no file as large as this" : `the server says ${reply.status}`);
    [file.saved, file.etag] = [now, (await reply.json()).etag];
    keep();
    told({ kind: "written" });
  }

  return {
    open, keep, watch, isDirty,
    name: () => file.name,
    origin: () => file.origin,
    isOnDisk: () => server && file.origin === "file",
    fetched: fetchedFile,
    async save() {
      try {
        await put(text());
      } catch (error) {
        told({ kind: "failed", message: `Not saved: ${error.message}. What you wrote is kept in this browser.` });
      }
    },
    // What stands on disk has been looked at, and is written over or taken.
    settle: (theirs) => { [file.saved, file.etag] = [theirs.text, theirs.etag]; keep(); },
    downloaded: () => { file.saved = text(); keep(); },
    forget: () => store(keyOf(file.name), null),
  };
}
