// The editor's client of the language server that runs in a worker: what the server says of a text is shown under its lines,
// and names are coloured as the server tells them apart.
import { LSPClient, LSPPlugin, findReferencesKeymap, formatKeymap, hoverTooltips, jumpToDefinitionKeymap, renameKeymap, serverCompletion } from "@codemirror/lsp-client";
import { EditorView, keymap } from "@codemirror/view";
import { setColours, setNotes } from "./marks.js";

const mostColouredLength = 200_000;
const mostNotes = 30;

// The server hears of a change when nobody has typed for a moment.
const pauseMs = 250;
let pause = 0;
const sync = EditorView.updateListener.of(({ docChanged, view }) => {
  if (!docChanged) return;
  clearTimeout(pause);
  pause = setTimeout(() => LSPPlugin.get(view)?.client.sync(), pauseMs);
});

function transportTo(worker, onRestart) {
  const handlers = new Set();
  worker.onmessage = ({ data }) => {
    if (data.restarted) onRestart(data.restarted);
    else for (const handler of handlers) handler(data.line);
  };
  return {
    send: (message) => worker.postMessage({ message }),
    subscribe: (handler) => handlers.add(handler),
    unsubscribe: (handler) => handlers.delete(handler),
  };
}

// Notes of names may hold anything: only the elements that Markdown makes are kept, without attributes.
const kept = new Set(["P", "STRONG", "EM", "CODE", "PRE", "UL", "OL", "LI", "BR", "HR", "TABLE", "THEAD", "TBODY", "TR", "TH", "TD", "SPAN", "DIV", "H1", "H2", "H3", "H4"]);
export function cleaned(html) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  for (const element of [...body.querySelectorAll("*")]) {
    if (!kept.has(element.tagName)) { element.replaceWith(element.textContent); continue; }
    for (const { name } of [...element.attributes]) if (name !== "class") element.removeAttribute(name);
  }
  return body.innerHTML;
}

function colourRanges(doc, data, legend, plugin) {
  const ranges = [];
  let line = 0, character = 0;
  for (let k = 0; k + 4 < data.length; k += 5) {
    line += data[k];
    character = data[k] === 0 ? character + data[k + 1] : data[k + 1];
    const from = plugin.fromPosition({ line, character }, doc);
    ranges.push({ from, to: Math.min(doc.length, from + data[k + 2]), name: legend[data[k + 3]] });
  }
  return ranges;
}

async function colour(client, view, uri) {
  const plugin = LSPPlugin.get(view);
  if (!plugin || view.state.doc.length > mostColouredLength) return;
  const doc = plugin.syncedDoc;
  const reply = await client.request("textDocument/semanticTokens/full", { textDocument: { uri } }).catch(() => null);
  if (!reply || view.state.doc !== doc) return;
  const legend = client.serverCapabilities.semanticTokensProvider.legend.tokenTypes;
  view.dispatch({ effects: setColours.of(colourRanges(doc, reply.data, legend, plugin)) });
}

async function fixesOf(client, uri, item) {
  const actions = await client.request("textDocument/codeAction",
    { textDocument: { uri }, range: item.range, context: { diagnostics: [item], only: ["quickfix"] } }).catch(() => []);
  return (actions ?? []).filter((one) => one.edit).map((one) => ({ title: one.title, edit: one.edit }));
}

const editsIn = (edit, uri) => edit.changes?.[uri] ?? (edit.documentChanges ?? []).find((one) => one.textDocument.uri === uri)?.edits ?? [];

async function showNotes(client, params) {
  const view = client.workspace.getFile(params.uri)?.getView();
  const plugin = view && LSPPlugin.get(view);
  if (!plugin) return;
  const doc = plugin.syncedDoc;
  const items = params.diagnostics.slice(0, mostNotes);
  const fixes = await Promise.all(items.map((item) => ((item.severity ?? 1) <= 2 ? fixesOf(client, params.uri, item) : [])));
  if (view.state.doc !== doc) return;  // what was typed meanwhile is looked at anew
  const at = (position) => plugin.fromPosition(position, doc);
  view.dispatch({ effects: setNotes.of(items.map((item, k) => ({
    from: at(item.range.start), to: at(item.range.end), severity: item.severity ?? 1, code: item.code, message: item.message,
    fixes: fixes[k].map(({ title, edit }) => ({ title, changes: editsIn(edit, params.uri)
      .map(({ range, newText }) => ({ from: at(range.start), to: at(range.end), insert: newText })) })),
  }))) });
  colour(client, view, params.uri);
}

export function languageClient(module) {
  const worker = new Worker("language_worker.js");
  worker.postMessage({ module });
  let client = null;
  const transport = transportTo(worker, () => { client.disconnect(); client.connect(transport); });
  client = new LSPClient({
    timeout: 20_000,
    sanitizeHTML: cleaned,
    initializationOptions: { answers: { show: false } },
    notificationHandlers: {
      "textDocument/publishDiagnostics": (one, params) => { showNotes(one, params); return true; },
    },
    extensions: [sync, serverCompletion(), hoverTooltips(),
      keymap.of([...formatKeymap, ...renameKeymap, ...jumpToDefinitionKeymap, ...findReferencesKeymap])],
  });
  client.connect(transport);
  return client;
}
