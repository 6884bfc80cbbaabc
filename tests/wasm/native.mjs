// What the native program says, for comparison.
import { spawnSync } from "node:child_process";

// The JSON of a command, with the engine's limit where the command has one, which results name.
export function nativePage(demarche, command, file, options = []) {
  const limit = ["check", "symbols", "raid"].includes(command) ? [] : ["--max-histories", "4194304"];
  const args = [command, file, ...options, "--json", ...limit];
  const { stdout, stderr } = spawnSync(demarche, args, { encoding: "utf8", maxBuffer: 2 ** 30 });
  if (stdout === "") throw new Error(`demarche ${args.join(" ")}: ${stderr}`);
  return JSON.parse(stdout);
}
