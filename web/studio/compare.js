// Two texts side by side, line by line.
import { button, made } from "./dom.js";
import { lineDiff } from "./line_diff.js";

const besides = 3;  // lines that are the same are shown so far around others

export function showComparison(mine, theirs, { take, keep }) {
  const rows = lineDiff(mine, theirs);
  const isNear = rows.map((row, k) => rows.slice(Math.max(0, k - besides), k + besides + 1).some(({ side }) => side !== "both"));
  const signs = { mine: ["−", "yours"], theirs: ["+", "on disk"], both: [" ", ""] };
  const body = made("div", { class: "diff", tabindex: "0", role: "group", "aria-label": "Differences" });
  rows.forEach(({ side, text }, k) => {
    if (!isNear[k]) { if (k > 0 && isNear[k - 1]) body.append(made("p", { class: "diff-gap" }, "⋯")); return; }
    body.append(made("p", { class: `diff-${side}` }, made("span", { class: "diff-sign", "aria-label": signs[side][1] }, signs[side][0]), text));
  });
  const box = made("dialog", { class: "comparison", "aria-label": "Yours and what is on disk" }, made("h2", {}, "Yours and what is on disk"),
    made("p", { class: "small" }, "− is yours alone, + stands on disk alone."), body,
    made("p", { class: "tools" }, button("Take theirs", () => { box.close(); take(); }), button("Keep mine", () => { box.close(); keep(); }), button("Close", () => box.close())));
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}
