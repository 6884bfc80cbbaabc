// What the search box finds: names of the model where they are defined, questions and answers, sections of what is shown,
// information sets, and examples.
export function thingsOf({ symbols, answers, sections, sets, examples, doors }) {
  const named = symbols.filter(({ definition }) => definition).map((one) => ({
    kind: one.kind, name: one.full_name, note: one.note, go: { line: one.definition.begin.line, column: one.definition.begin.column } }));
  const asked = answers.map(({ question, answer, line }) => ({ kind: "question", name: question, note: answer, go: { line, section: line ? null : "analyst-answers-in-short" } }));
  const told = sections.map(({ title, id, door }) => ({ kind: "section", name: title, note: door, go: { section: id, door } }));
  const seen = sets.map((set) => ({ kind: "information set", name: set.label, note: set.actor, go: { set } }));
  const offered = examples.map(({ name, title }) => ({ kind: "example", name: title, note: name, go: { example: name } }));
  const rooms = doors.map(({ name, door }) => ({ kind: "door", name, note: "", go: { door } }));
  return [...rooms, ...named, ...asked, ...told, ...offered, ...seen];
}

// The line on which a text asks a question: as it is told, but for spaces.
export function lineOfQuestion(text, question) {
  const bare = (one) => one.replace(/#.*$/, "").replace(/\s+/g, " ").trim();
  const wanted = bare(question);
  const place = text.split("\n").findIndex((line) => bare(line) === wanted);
  return place < 0 ? null : place + 1;
}
