// What stands above the text: which file it is, whether it is saved, and what can be done with it.
import { button, made } from "./dom.js";

export function makeFileBar(root, { examples, openExample, openText, save, share, undo, redo, isServed, mostBytes }) {
  const name = made("strong", { class: "file-name" });
  const state = made("span", { class: "small file-state", role: "status" });
  const saving = button(isServed ? "Save" : "Download", save, { title: isServed ? "Ctrl+S" : "as a file" });
  const picker = made("input", { type: "file", accept: ".crisis,.efg,.nfg,text/plain", hidden: true, "aria-label": "Open a file" });
  const choice = made("select", { "aria-label": "Examples" }, made("option", { value: "" }, "Examples …"),
    ...examples.map((one) => made("option", { value: one.name }, one.title)));
  choice.addEventListener("change", () => {
    const picked = choice.value;
    choice.value = "";
    if (picked) openExample(picked);
  });
  async function take(file) {
    if (!file) return;
    if (file.size > mostBytes) { openText(null, `${file.name} holds ${(file.size / 1e6).toFixed(1)} MB; the studio opens texts of at most ${mostBytes / 1e6} MB.`); return; }
    openText(file.name, new TextDecoder().decode(await file.arrayBuffer()));
  }
  picker.addEventListener("change", async () => { await take(picker.files[0]); picker.value = ""; });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => { if (event.dataTransfer?.files.length) { event.preventDefault(); take(event.dataTransfer.files[0]); } });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    save();
  });
  const edits = made("span", { class: "edits" }, button("↶", undo, { "aria-label": "Undo", title: "Undo (Ctrl+Z)" }), button("↷", redo, { "aria-label": "Redo", title: "Redo (Ctrl+Y)" }));
  root.append(made("div", { class: "file-line" }, name, state), made("div", { class: "file-tools" }, edits, choice,
    isServed ? null : button("Open …", () => picker.click()), picker, saving, isServed ? null : button("Share", share)));
  return {
    show: (called, said, isDirty) => {
      name.textContent = called;
      state.textContent = said;
      state.classList.toggle("dirty", isDirty);
    },
  };
}
