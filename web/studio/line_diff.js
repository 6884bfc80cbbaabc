// Which lines two texts have in common, and which one has alone: what both begin and end with is set aside, and between is
// the longest common row of lines, where that is small enough to be looked for.
const mostCells = 4_000_000;

function common(one, other) {
  const width = other.length + 1;
  const lengths = new Uint32Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; --i)
    for (let j = other.length - 1; j >= 0; --j)
      lengths[i * width + j] = one[i] === other[j] ? lengths[(i + 1) * width + j + 1] + 1 : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
  return (i, j) => lengths[i * width + j];
}

function between(one, other) {
  if (one.length * other.length > mostCells)
    return [...one.map((text) => ({ side: "mine", text })), ...other.map((text) => ({ side: "theirs", text }))];
  const length = common(one, other);
  const rows = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) { rows.push({ side: "both", text: one[i] }); ++i; ++j; }
    else if (j >= other.length || (i < one.length && length(i + 1, j) >= length(i, j + 1))) rows.push({ side: "mine", text: one[i++] });
    else rows.push({ side: "theirs", text: other[j++] });
  }
  return rows;
}

// Lines in order, each with the side that has it: `mine`, `theirs` or `both`.
export function lineDiff(mine, theirs) {
  const [one, other] = [mine.split("\n"), theirs.split("\n")];
  let begin = 0;
  while (begin < one.length && begin < other.length && one[begin] === other[begin]) ++begin;
  let end = 0;
  while (end < one.length - begin && end < other.length - begin && one.at(-1 - end) === other.at(-1 - end)) ++end;
  const both = (text) => ({ side: "both", text });
  return [...one.slice(0, begin).map(both), ...between(one.slice(begin, one.length - end), other.slice(begin, other.length - end)),
    ...one.slice(one.length - end).map(both)];
}
