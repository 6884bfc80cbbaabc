// What stands in the editor beside the text: colours of names, what is wrong under its line with a button that mends it,
// and the line that a slider has just edited.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { made } from "./dom.js";

export const setColours = StateEffect.define();
export const setNotes = StateEffect.define();
export const setEdited = StateEffect.define();

const severities = { 1: "error", 2: "warning", 3: "info", 4: "info" };

class NoteWidget extends WidgetType {
  constructor(note) { super(); this.note = note; }
  eq(other) { return JSON.stringify(other.note) === JSON.stringify(this.note); }
  toDOM(view) {
    const { severity, message, code, fixes } = this.note;
    const mend = ({ title, changes }) => made("button", { type: "button", class: "note-fix",
      onclick: () => { view.dispatch({ changes, userEvent: "input.fix" }); view.focus(); } }, title);
    return made("div", { class: `note note-${severities[severity]}`, role: "note" },
      made("span", { class: "note-text" }, `${severities[severity]}${code ? ` ${code}` : ""}: ${message}`), ...fixes.map(mend));
  }
  ignoreEvent() { return true; }
}

// Each mark is of the text as it was; what is typed meanwhile moves it.
const marksBy = (effect, decorationsOf) => StateField.define({
  create: () => Decoration.none,
  update(now, transaction) {
    const said = transaction.effects.find((one) => one.is(effect));
    if (said) return Decoration.set(decorationsOf(said.value, transaction.state.doc), true);
    return transaction.docChanged ? now.map(transaction.changes) : now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const colours = marksBy(setColours, (ranges) => ranges.filter(({ from, to }) => to > from)
  .map(({ from, to, name }) => Decoration.mark({ class: `of-${name}` }).range(from, to)));

const notes = marksBy(setNotes, (all, doc) => all.flatMap((note) => {
  const line = doc.lineAt(note.from);
  const words = note.to > note.from ? [Decoration.mark({ class: `under-${severities[note.severity]}` }).range(note.from, Math.min(note.to, doc.length))] : [];
  return [...words, Decoration.widget({ widget: new NoteWidget(note), block: true, side: 1 }).range(line.to)];
}));

const edited = marksBy(setEdited, (at, doc) => (at === null ? [] : [Decoration.line({ class: "edited-line" }).range(doc.lineAt(at).from)]));

export const marks = [colours, notes, edited];
