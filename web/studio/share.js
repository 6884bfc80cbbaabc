// A text in the fragment of an address: compressed, so that a model of some kilobytes makes a link that programs pass on.
export const mostTextBytes = 4_000_000;

async function through(bytes, stream, most = Infinity) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) { reader.cancel(); throw new Error("the text of this link is too large"); }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function base64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

export async function packed(name, text) {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  return `text=${base64(bytes)}&name=${encodeURIComponent(name)}`;
}

// The name and text that a fragment brings; nothing where it brings none.
export async function unpacked(fragment) {
  const held = new URLSearchParams(fragment.replace(/^#/, ""));
  const text = held.get("text");
  if (!text) return null;
  const bytes = await through(bytesOf(text), new DecompressionStream("deflate-raw"), mostTextBytes);
  return { name: held.get("name") || "shared.crisis", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
}
