// Starts `demarche lsp` and shows what it says; whatever is known of the language is known there.
const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

const SCHEME = "demarche-answer";
let client;

// Pages that were asked for, by their address.
const pages = new Map();

function settings() {
  const { show, seconds } = vscode.workspace.getConfiguration("demarche.answers");
  return { answers: { show, seconds } };
}

async function showPage(markdown, number) {
  const address = vscode.Uri.parse(`${SCHEME}:question-${number + 1}.md`);
  pages.set(address.path, markdown);
  changed.fire(address);
  await vscode.commands.executeCommand("markdown.showPreviewToSide", address);
}

const changed = new vscode.EventEmitter();

function newClient() {
  const command = vscode.workspace.getConfiguration("demarche").get("path", "demarche");
  return new LanguageClient(
    "demarche",
    "Demarche",
    { command, args: ["lsp"], transport: TransportKind.stdio },
    {
      documentSelector: [{ language: "crisis" }],
      initializationOptions: settings(),
      middleware: {
        // The server answers with a page.
        executeCommand: async (name, args, next) => {
          const result = await next(name, args);
          if (name === "demarche.answer" && typeof result === "string") await showPage(result, args[1]);
          return result;
        },
      },
    },
  );
}

async function start() {
  client = newClient();
  try {
    await client.start();
  } catch (error) {
    const choice = await vscode.window.showErrorMessage(
      `\`demarche lsp\` does not start: ${error.message}. Is \`demarche.path\` the program?`, "Settings");
    if (choice) await vscode.commands.executeCommand("workbench.action.openSettings", "demarche.path");
  }
}

async function restart() {
  await stop();
  await start();
}

async function stop() {
  const running = client;
  client = undefined;
  if (running && running.needsStop()) await running.stop();
}

async function onSettings(event) {
  if (event.affectsConfiguration("demarche.path")) return restart();
  if (event.affectsConfiguration("demarche.answers") && client?.isRunning()) {
    await client.sendNotification("workspace/didChangeConfiguration", { settings: { demarche: settings() } });
  }
}

async function activate(context) {
  context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (address) => pages.get(address.path) ?? "",
    }),
    vscode.commands.registerCommand("demarche.restart", restart),
    vscode.workspace.onDidChangeConfiguration(onSettings),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
