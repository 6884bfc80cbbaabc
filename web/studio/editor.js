// The editor of the text. It lives in a shadow root: there its style sheets are made by script alone, which the page's
// policy allows, where a style element in the page would be refused.
import { defaultKeymap, history, historyKeymap, isolateHistory, redo, undo } from "@codemirror/commands";
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { bracketMatching } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState, StateEffect } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { marks, setColours, setEdited, setNotes } from "./marks.js";
import { theme } from "./editor_theme.js";

const whole = Annotation.define();  // another text altogether

export function makeEditor(place, { onChange }) {
  const root = place.attachShadow({ mode: "open" });
  let language = [];
  const heard = EditorView.updateListener.of((update) => {
    if (!update.docChanged) return;
    const isSlider = update.transactions.some((one) => one.isUserEvent("input.type.slider"));
    onChange({ isSlider, isWhole: update.transactions.some((one) => one.annotation(whole)) });
  });
  const stateOf = (text) => EditorState.create({ doc: text, extensions: [
    lineNumbers(), history(), drawSelection(), bracketMatching(), highlightActiveLine(), highlightSelectionMatches(), autocompletion(),
    EditorView.lineWrapping, EditorState.tabSize.of(4),
    EditorView.contentAttributes.of({ "aria-label": "The text of the model", tabindex: "0", spellcheck: "false" }),
    keymap.of([...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
    marks, theme, heard, language,
  ] });
  const view = new EditorView({ state: stateOf(""), parent: root, root });
  const endOf = (at) => Math.max(0, Math.min(at, view.state.doc.length));

  return {
    view,
    text: () => view.state.doc.toString(),
    // A text of another file: its history begins anew.
    open: (text) => { view.setState(stateOf(text)); onChange({ isWhole: true }); },
    // Another text of the same file, which undo takes back.
    replace: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, annotations: [whole.of(true), isolateHistory.of("full")] }),
    speak: (extension) => { language = extension; view.dispatch({ effects: StateEffect.appendConfig.of(extension) }); },
    // One number, by a slider: the line shows, is marked, and is one step of undo as long as the slider is held.
    edit: (change) => view.dispatch({ changes: change, userEvent: "input.type.slider",
      effects: [setEdited.of(change.from), EditorView.scrollIntoView(change.from, { y: "nearest", yMargin: 60 })] }),
    goTo: (line, column = 1) => {
      const at = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
      const to = endOf(at.from + column - 1);
      view.dispatch({ selection: { anchor: to }, effects: [setEdited.of(to), EditorView.scrollIntoView(to, { y: "center" })] });
      view.focus();
    },
    clearMarks: () => view.dispatch({ effects: [setNotes.of([]), setColours.of([]), setEdited.of(null)] }),
    undo: () => undo(view),
    redo: () => redo(view),
    focus: () => view.focus(),
  };
}
