// The editor in the page's own colours, which follow light and dark.
import { EditorView } from "@codemirror/view";

const colour = (name, value, more = {}) => ({ [`.of-${name}`]: { color: `var(--${value})`, ...more } });

export const theme = EditorView.theme({
  "&": { height: "100%", fontSize: "0.86rem", color: "var(--ink)", backgroundColor: "var(--paper)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace", lineHeight: "1.55", overflow: "auto" },
  ".cm-content": { padding: "0.6rem 0 3rem", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 0.75rem 0 0.5rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--quiet)", border: "none", minWidth: "2.6rem" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--tint) 70%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "color-mix(in srgb, var(--mark) 26%, transparent)" },
  ".cm-selectionMatch": { backgroundColor: "color-mix(in srgb, var(--mark) 14%, transparent)" },
  ".cm-panels": { backgroundColor: "var(--tint)", color: "var(--ink)", borderColor: "var(--line)" },
  ".cm-panels input, .cm-panels button": { font: "inherit", color: "var(--ink)", background: "var(--paper)", border: "1px solid var(--line)", borderRadius: "0.25rem" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "0.35rem", boxShadow: "0 4px 16px var(--veil)", maxWidth: "30rem" },
  ".cm-lsp-hover-tooltip, .cm-lsp-documentation": { padding: "0.2rem 0.7rem", fontFamily: "system-ui, sans-serif", fontSize: "0.86rem", lineHeight: "1.45" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--mark)", color: "var(--paper)" },
  ".edited-line": { backgroundColor: "color-mix(in srgb, var(--warn) 16%, transparent) !important", boxShadow: "inset 3px 0 0 var(--warn)" },
  ".note": { margin: "0.1rem 0.75rem 0.35rem 0.5rem", padding: "0.15rem 0.6rem", borderLeft: "3px solid var(--quiet)", fontFamily: "system-ui, sans-serif", fontSize: "0.84rem", lineHeight: "1.45", color: "var(--quiet)", whiteSpace: "pre-wrap", background: "var(--tint)" },
  ".note-error": { borderLeftColor: "var(--fault)", color: "var(--fault)" },
  ".note-warning": { borderLeftColor: "var(--warn)", color: "var(--warn)" },
  ".note-fix": { font: "inherit", marginLeft: "0.6rem", color: "var(--ink)", background: "var(--paper)", border: "1px solid var(--line)", borderRadius: "0.3rem", padding: "0 0.5rem", cursor: "pointer" },
  ".under-error": { textDecoration: "underline wavy var(--fault)", textUnderlineOffset: "0.2em" },
  ".under-warning": { textDecoration: "underline wavy var(--warn)", textUnderlineOffset: "0.2em" },
  ...colour("comment", "quiet", { fontStyle: "italic" }), ...colour("string", "of-string"), ...colour("number", "of-number"),
  ...colour("keyword", "of-keyword", { fontWeight: "600" }), ...colour("class", "of-class"), ...colour("parameter", "of-number"),
  ...colour("function", "of-function"), ...colour("property", "of-function"), ...colour("enumMember", "of-member"),
  ...colour("event", "of-member"), ...colour("type", "of-class"), ...colour("variable", "of-function"), ...colour("namespace", "quiet"),
});
