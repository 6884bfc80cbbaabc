// The studio's modules that know no page: finding by words, numbers in lines, texts side by side, texts in links.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { lineDiff } from "../../web/studio/line_diff.js";
import { changeOfNumber, numberText, placeOfNumber } from "../../web/studio/number_line.js";
import { find, folded, indexOf, slips, wordsOf } from "../../web/studio/search.js";
import { packed, unpacked } from "../../web/studio/share.js";
import { lineOfQuestion } from "../../web/studio/things.js";

const thing = (kind, name, note = "") => ({ kind, name, note });
const index = indexOf([
  thing("actor", "Iran"), thing("actor", "Israel"), thing("actor", "US", "United States"),
  thing("parameter", "p_leak", "a private request of the patron becomes public"), thing("parameter", "war_cost", "regional war"),
  thing("parameter", "audience", "cost to Israel's leaders at home of not answering"),
  thing("move", "Israel.response"), thing("value", "Israel.response is stand_down"), thing("stage", "The war cabinet decides"),
  thing("example", "Crise des missiles à Cuba", "cuba"), thing("information set", "Iran.reply | Israel.response=open"),
]);
const first = (query) => find(index, query)[0]?.name;

test("a word that is begun, slipped, transposed or written without accents finds what is meant", () => {
  assert.equal(first("isr"), "Israel");
  assert.equal(first("aduience"), "audience", "two letters in each other's place");
  assert.equal(first("audence"), "audience", "one that is missing");
  assert.equal(first("audiemce"), "audience", "one that is wrong");
  assert.equal(first("audi"), "audience");
  assert.equal(first("a cuba missiles"), "Crise des missiles à Cuba");
  assert.equal(first("CRISE"), "Crise des missiles à Cuba");
  assert.equal(first("cabient"), "The war cabinet decides");
  assert.equal(first("pl"), "p_leak", "first letters of its words");
  assert.equal(first("stand down"), "Israel.response is stand_down");
  assert.equal(first("united"), "US", "by its note, too");
});

test("the thing that is called so stands before those that only speak of it", () => {
  assert.deepEqual(find(index, "israel").slice(0, 2).map(({ name }) => name), ["Israel", "Israel.response"]);
  assert.equal(first("war"), "war_cost");
  assert.equal(find(index, "response").at(-1).kind, "information set");
});

test("all words must be met, short ones as they are, and nothing meets everything", () => {
  assert.deepEqual(find(index, "israel parliament"), []);
  assert.deepEqual(find(index, "ux"), []);
  assert.equal(find(index, "").length, 11);
  assert.equal(find(index, "", 3).length, 3);
  assert.deepEqual(find(index, "x".repeat(10_000)), []);
  assert.deepEqual(find(indexOf([]), "a"), []);
});

test("slips are counted as Damerau and Levenshtein count them", () => {
  assert.equal(slips("leak", "leak", 2), 0);
  assert.equal(slips("laek", "leak", 2), 1);
  assert.equal(slips("kitten", "sitting", 3), 3);
  assert.equal(slips("kitten", "sitting", 2), 3, "more than asked for is not counted on");
  assert.equal(folded("Ágnes Straße Øre"), "agnes strasse ore");
  assert.deepEqual(wordsOf("Israel.warCost is 5%"), ["israel", "war", "cost", "is", "5%"]);
});

test("twenty thousand things are searched at typing speed", () => {
  const many = indexOf(Array.from({ length: 20_000 }, (_, k) => thing("information set", `Israel.response | damage=level${k}, US.demarche=restrain`)));
  const begun = performance.now();
  assert.ok(find(many, "isreal restrian").length > 0);
  const ms = performance.now() - begun;
  assert.ok(ms < 3000, `${ms} ms`);
});

test("every best guess of the examples is found where it stands, and edits nothing else", () => {
  for (const name of ["april2024", "october2024", "starter"]) {
    const text = readFileSync(new URL(`../../examples/${name}.crisis`, import.meta.url), "utf8");
    const names = [...text.matchAll(/^(?:parameter +(\w+)|(precision)) *=/gm)].map((one) => one[1] ?? one[2]);
    assert.ok(names.length >= 3);
    for (const number of names) {
      const place = placeOfNumber(text, number);
      assert.ok(place, `${number} of ${name}`);
      const change = changeOfNumber(text, number, place.value * 1.1 + 0.01, 1);
      const edited = text.slice(0, change.from) + change.insert + text.slice(change.to);
      const moved = text.split("\n").filter((line, k) => line !== edited.split("\n")[k]);
      assert.equal(moved.length, 1);
      assert.match(moved[0], new RegExp(`^(parameter +)?${number}\\b`));
    }
  }
});

test("a number that is worked out, or begun by another's name, is not a slider's", () => {
  assert.equal(placeOfNumber("parameter cost = 2 * other\n", "cost"), null);
  assert.equal(placeOfNumber("parameter cost = other\n", "cost"), null);
  assert.equal(placeOfNumber("parameter costs = 2\n", "cost"), null);
  assert.equal(placeOfNumber("# parameter cost = 2\n", "cost"), null);
  assert.equal(placeOfNumber("parameter a.b = 2\n", "aXb"), null);
  assert.deepEqual(placeOfNumber("parameter p = 45%, 30% to 60%\r\n", "p"), { from: 14, to: 16, isPercent: true, value: 0.45 });
  assert.equal(placeOfNumber("  parameter p=-1.5e2 # x", "p").value, -150);
  assert.equal(changeOfNumber("parameter p = 45%", "p", 0.45, 0.3), null, "nothing to change");
  assert.equal(numberText(1.23456, 1, false), "1.23");
  assert.equal(numberText(0.123456, 0.3, true), "12.3");
  assert.equal(numberText(1234.56, 500, false), "1235");
});

test("texts side by side have every line of both, in order", () => {
  const mine = "a\nb\nc\nd\ne", theirs = "a\nc\nx\nd\ne\nf";
  const rows = lineDiff(mine, theirs);
  assert.equal(rows.filter(({ side }) => side !== "theirs").map(({ text }) => text).join("\n"), mine);
  assert.equal(rows.filter(({ side }) => side !== "mine").map(({ text }) => text).join("\n"), theirs);
  assert.deepEqual(rows.filter(({ side }) => side !== "both").map(({ side, text }) => side + text), ["mineb", "theirsx", "theirsf"]);
  assert.ok(lineDiff("a\n".repeat(30_000), "b\n".repeat(30_000)).length > 60_000);
  assert.deepEqual(lineDiff("same", "same"), [{ side: "both", text: "same" }]);
});

test("a link brings its text back, whatever it holds, and a broken one is refused", async () => {
  for (const text of ["crisis \"é\u202e שלום\"\n", "", "x".repeat(300_000), "</script>&=#"]) {
    const back = await unpacked(`#${await packed("a b&c.crisis", text)}`);
    assert.deepEqual(back, { name: "a b&c.crisis", text });
  }
  assert.equal(await unpacked("#theory"), null);
  await assert.rejects(unpacked("#text=!!!"));
  await assert.rejects(unpacked(`#${await packed("big", "x".repeat(5_000_000))}`), /too large/);
});

test("a question is found on its line, however it is spaced", () => {
  assert.equal(lineOfQuestion("actor A\nask   P(A.end is fight)  # why\n", "ask P(A.end is fight)"), 2);
  assert.equal(lineOfQuestion("ask P(x)", "ask P(y)"), null);
});
