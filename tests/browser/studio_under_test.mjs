// The studio as the tests open it: the built folder behind a small server of its own, which has a file or has none. The
// file's part is what `demarche studio` answers, so far as the page asks for it.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

const folder = process.env.DEMARCHE_STUDIO ?? "build/release/studio";
const types = { html: "text/html; charset=utf-8", js: "text/javascript", css: "text/css", json: "application/json", gz: "application/gzip" };
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' blob:; worker-src 'self' blob:; " +
  "img-src 'self' data: blob:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
const etagOf = (text) => `"${createHash("sha256").update(text).digest("hex")}"`;

const bodyOf = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
};
const say = (response, status, value) => { response.writeHead(status, { "Content-Type": types.json }); response.end(JSON.stringify(value)); };

async function answerFile(disk, request, response) {
  if (request.method === "GET") {
    response.writeHead(200, { "Content-Type": "text/plain; charset=utf-8", ETag: etagOf(disk.text) });
    response.end(disk.text);
    return;
  }
  const text = await bodyOf(request);
  if (!request.headers["if-match"]) { say(response, 428, {}); return; }
  if (request.headers["if-match"] !== etagOf(disk.text)) { say(response, 412, { etag: etagOf(disk.text), text: disk.text }); return; }
  disk.text = text;
  disk.tell();
  say(response, 200, { etag: etagOf(text) });
}

function listen(disk, response) {
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  response.write(": here\n\n");
  disk.listeners.add(response);
  response.on("close", () => disk.listeners.delete(response));
}

function answerStatic(path, response) {
  try {
    const name = path === "/" ? "index.html" : path.slice(1);
    const bytes = readFileSync(join(folder, name));
    response.writeHead(200, { "Content-Type": types[name.split(".").at(-1)], "Content-Security-Policy": policy, "Referrer-Policy": "no-referrer" });
    response.end(bytes);
  } catch {
    response.writeHead(404);
    response.end();
  }
}

// `text` is the file's; without one the folder is served as any web server serves it.
export async function served(text = null) {
  const disk = { text, listeners: new Set(), tell: () => { for (const one of disk.listeners) one.write(`event: file\ndata: {"etag":${etagOf(disk.text)}}\n\n`); } };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    if (text === null || !path.startsWith("/api/")) answerStatic(path, response);
    else if (path === "/api/hello") say(response, 200, { program: "demarche", version: "0", file: { name: "x.crisis" }, sessions: false });
    else if (path === "/api/file") await answerFile(disk, request, response);
    else if (path === "/api/events") listen(disk, response);
    else say(response, 404, {});
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    onDisk: () => disk.text,
    write: (other) => { disk.text = other; disk.tell(); },
    close: () => { server.closeAllConnections(); server.close(); },
  };
}
