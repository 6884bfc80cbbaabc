// The extension for VS Code starts the program that is set, passes its settings on, and shows pages: with VS Code and its
// client of the protocol played by the test.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import Module from "node:module";
import { test } from "node:test";

const require = createRequire(import.meta.url);

// What the extension has done, and the two modules that it does it with.
function stage(settings) {
  const done = { commands: {}, executed: [], sent: [], started: 0, stopped: 0, listeners: [] };
  const configuration = (section) => ({
    get: (name, usual) => settings[`${section}.${name}`] ?? usual,
    show: settings["demarche.answers.show"],
    seconds: settings["demarche.answers.seconds"],
  });
  const vscode = {
    EventEmitter: class { event = () => {}; fire() {} },
    Uri: { parse: (text) => ({ path: text.slice(text.indexOf(":") + 1), toString: () => text }) },
    commands: {
      registerCommand: (name, act) => { done.commands[name] = act; },
      executeCommand: async (...words) => done.executed.push(words),
    },
    window: { showErrorMessage: async (text) => { done.complaint = text; } },
    workspace: {
      getConfiguration: configuration,
      onDidChangeConfiguration: (listener) => { done.listeners.push(listener); },
      registerTextDocumentContentProvider: (scheme, provider) => { done.provider = provider; },
    },
  };
  class LanguageClient {
    constructor(id, name, server, options) { Object.assign(done, { server, options }); }
    async start() {
      done.started += 1;
      if (done.server.command === "nowhere") throw new Error("ENOENT");
    }
    isRunning() { return true; }
    needsStop() { return true; }
    async stop() { done.stopped += 1; }
    async sendNotification(...words) { done.sent.push(words); }
  }
  const modules = { vscode, "vscode-languageclient/node": { LanguageClient, TransportKind: { stdio: 0 } } };
  const load = Module._load;
  Module._load = (name, ...rest) => modules[name] ?? load(name, ...rest);
  const path = require.resolve("../../editor/vscode/extension.js");
  delete require.cache[path];
  const extension = require(path);
  Module._load = load;
  return { done, extension };
}

test("it starts the program that is set, and again when another is", async () => {
  const settings = { "demarche.path": "/opt/demarche", "demarche.answers.show": true, "demarche.answers.seconds": 2 };
  const { done, extension } = stage(settings);
  await extension.activate({ subscriptions: [] });
  assert.deepEqual([done.server.command, done.server.args], ["/opt/demarche", ["lsp"]]);
  assert.deepEqual(done.options.initializationOptions, { answers: { show: true, seconds: 2 } });
  settings["demarche.answers.show"] = false;
  await done.listeners[0]({ affectsConfiguration: (section) => section === "demarche.answers" });
  assert.deepEqual(done.sent, [["workspace/didChangeConfiguration",
    { settings: { demarche: { answers: { show: false, seconds: 2 } } } }]]);
  settings["demarche.path"] = "demarche";
  await done.listeners[0]({ affectsConfiguration: (section) => section === "demarche.path" });
  assert.deepEqual([done.server.command, done.started, done.stopped], ["demarche", 2, 1]);
  await extension.deactivate();
  assert.equal(done.stopped, 2);
});

test("an answer is shown as a page", async () => {
  const { done, extension } = stage({});
  await extension.activate({ subscriptions: [] });
  const next = async () => "# A page";
  assert.equal(await done.options.middleware.executeCommand("demarche.answer", ["file:///a.crisis", 1], next), "# A page");
  const [[command, address]] = done.executed;
  assert.equal(command, "markdown.showPreviewToSide");
  assert.equal(done.provider.provideTextDocumentContent(address), "# A page");
});

test("a program that is not there is told of", async () => {
  const { done, extension } = stage({ "demarche.path": "nowhere" });
  await extension.activate({ subscriptions: [] });
  assert.match(done.complaint, /demarche\.path/);
});
