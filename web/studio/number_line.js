// Where a text states the best guess of a number that a slider moves. Only a plain number can be moved: one that is worked
// out from others has no place here.
const escaped = (name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export function placeOfNumber(text, name) {
  const head = name === "precision" ? "(?:parameter[ \\t]+)?precision" : `parameter[ \\t]+${escaped(name)}`;
  const found = new RegExp(`^([ \\t]*${head}[ \\t]*=[ \\t]*)(-?\\d+(?:\\.\\d+)?(?:e[-+]?\\d+)?)([ \\t]*%)?(?=[ \\t]*(?:,|"|#|from\\b|\\r?$))`, "m").exec(text);
  if (!found) return null;
  const from = found.index + found[1].length;
  const isPercent = found[3] !== undefined;
  return { from, to: from + found[2].length, isPercent, value: Number(found[2]) / (isPercent ? 100 : 1) };
}

// As many digits as tell hundredths of the range apart, and no more.
export function numberText(value, range, isPercent) {
  const scale = isPercent ? 100 : 1;
  const step = (range * scale) / 100;
  const digits = Math.min(12, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
  return String(Number((value * scale).toFixed(digits)));
}

// The change that puts a value where the text states it; nothing where the text says so already.
export function changeOfNumber(text, name, value, range) {
  const place = placeOfNumber(text, name);
  if (!place) return null;
  const insert = numberText(value, range, place.isPercent);
  if (text.slice(place.from, place.to) === insert) return null;
  return { from: place.from, to: place.to, insert };
}
