// Finds things by words that may be begun, slipped or written without accents: every word that is looked for must be met by a
// word of the thing, and the better it is met the further up the thing stands. Knows no page and no model.

const letters = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i" };

export const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøđðþłı]/g, (c) => letters[c]);

export const wordsOf = (text) => folded(text.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")).split(/[^\p{L}\p{N}%]+/u).filter(Boolean);

// Letters that are wrong, missing, too many, or two in each other's place; gives up beyond `most`.
export function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last] = [null, Array.from({ length: other.length + 1 }, (_, k) => k)];
  for (let i = 1; i <= one.length; ++i) {
    const row = [i];
    for (let j = 1; j <= other.length; ++j) {
      const isSame = one[i - 1] === other[j - 1];
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}

const forgiven = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

// How badly a word is met: 0 is the word itself, and nothing that it is not met.
function badness(sought, word) {
  if (word === sought) return 0;
  if (word.startsWith(sought)) return 1 + (word.length - sought.length) / 50;
  if (sought.length >= 3 && word.includes(sought)) return 3;
  const most = forgiven(sought);
  if (most === 0) return null;
  const whole = slips(sought, word, most);
  if (whole <= most) return 4 + whole;
  for (let length = sought.length - 1; length <= Math.min(word.length, sought.length + 1); ++length) {
    const begun = slips(sought, word.slice(0, length), most);
    if (begun <= most) return 5 + begun;
  }
  return null;
}

function best(sought, words) {
  let least = null;
  for (const word of words) {
    const bad = badness(sought, word);
    if (bad !== null && (least === null || bad < least)) least = bad;
  }
  return least;
}

// First letters of a thing's words, one after the other: `pl` for `p_leak`.
const startsOf = (words) => words.map((word) => word[0]).join("");

export function indexOf(things) {
  return things.map((thing) => {
    const words = wordsOf(thing.name);
    return { thing, words, starts: startsOf(words), besides: wordsOf(`${thing.kind} ${thing.note ?? ""}`.slice(0, 2000)) };
  });
}

function scoreOf(entry, sought) {
  let score = 0;
  for (const word of sought) {
    const byName = best(word, entry.words);
    const byStarts = word.length >= 2 && entry.starts.startsWith(word) ? 2 : null;
    const aside = best(word, entry.besides);
    const found = [byName, byStarts, aside === null ? null : aside + 6].filter((one) => one !== null);
    if (found.length === 0) return null;
    score += Math.min(...found);
  }
  return score + entry.words.length / 100;
}

// The things that are meant, the likeliest first; where nothing is looked for, the first ones.
export function find(index, query, most = 50) {
  const sought = wordsOf(query).slice(0, 12);
  if (sought.length === 0) return index.slice(0, most).map(({ thing }) => thing);
  return index.map((entry, place) => ({ place, thing: entry.thing, score: scoreOf(entry, sought) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => a.score - b.score || a.place - b.place)
    .slice(0, most).map(({ thing }) => thing);
}
