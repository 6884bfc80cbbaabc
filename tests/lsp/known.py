"""Sessions about what is known of a text: diagnostics, names, completion, layout, outline, colours."""

import subprocess

from client import Client
from held import DEMARCHE, LETTERS, SMALL, expect, labels, opened, session, within


@session
def diagnostics_and_fixes():
    client, document = opened(SMALL.replace("payoff B", "payof B").replace("if B.answer is concede\n", "if B.answer is concde\n"),
                              {"workspace": {"workspaceEdit": {"documentChanges": True}}})
    found = document.diagnostics()
    words = {document.words(one["range"]) for one in found}
    assert {"payof", "concde"} <= words, words
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    actions = document.ask("codeAction", {"range": whole, "context": {"diagnostics": found}})
    titles = [action["title"] for action in actions]
    assert "Change `payof` to `payoff`" in titles, titles
    assert all(action["edit"]["documentChanges"][0]["textDocument"]["version"] == 1 for action in actions)
    only = document.ask("codeAction", {"range": whole, "context": {"diagnostics": [], "only": ["source"]}})
    expect([action["kind"] for action in only], ["source.fixAll"])
    expect(document.edited(document.of_workspace(only[0]["edit"])), SMALL, "the text with all mended")
    document.change([(None, SMALL)])
    assert all(one["severity"] > 1 for one in document.diagnostics())
    client.tell("textDocument/didClose", document.about())
    expect(client.next_told("textDocument/publishDiagnostics")["diagnostics"], [], "what is left behind")
    expect(client.end(), 0)


@session
def hover():
    client, document = opened(LETTERS)
    said = document.ask_at("hover", "- war if", 3)
    expect(document.words(said["range"]), "war")
    for words in ("parameter", "what a war costs", "from `1` to `2` (normal)", "Letters of 1910"):
        assert words in said["contents"]["value"], said
    said = document.ask_at("hover", "A.demand is", 2)["contents"]["value"]
    for words in ("move", "A.demand", "`challenge`: or else", "seen by everyone"):
        assert words in said, said
    said = document.ask_at("hover", "日本.answer is concede", 0)
    expect(document.words(said["range"]), "日本")
    assert "🗾" in said["contents"]["value"]
    assert "the history ends here" in document.ask_at("hover", "end if", 1)["contents"]["value"]
    expect(document.ask_at("hover", "\nstage", 0), None)
    expect(client.end(), 0)


@session
def names():
    client, document = opened(LETTERS)
    place = document.ask_at("definition", "日本.answer is resist", 1)
    expect((document.words(place["range"]), place["range"]["start"]["line"]), ("日本", 2))
    uses = document.ask_at("references", "blame is yes", 0, more={"context": {"includeDeclaration": True}})
    expect([(one["range"]["start"]["line"], document.words(one["range"])) for one in uses], [(12, "blame"), (19, "blame")])
    kinds = [one["kind"] for one in document.ask_at("documentHighlight", "harm", 1)]
    expect(kinds, [3] + [2] * 4)
    expect(document.ask_at("definition", "blame is yes", 9), None, "a word of the language")
    edit = document.ask_at("rename", "actor 日本", 7, more={"newName": "Ægir"})
    text = document.edited(document.of_workspace(edit))
    expect(text, LETTERS.replace("日本", "Ægir"))
    edit = document.ask_at("rename", "blame is yes", 0, more={"newName": "censure"})
    expect(document.edited(document.of_workspace(edit)), LETTERS.replace("blame", "censure"), "votes with their vote")
    edit = document.ask_at("rename", '"The answer"', 3, more={"newName": "Wien, 1914"})
    expect(document.edited(document.of_workspace(edit)), LETTERS.replace("The answer", "Wien, 1914"))
    for words, name, why in (("actor A", "日本", "taken"), ("A.resolve", "9x", "no name"), ("harm", "a b", "no name"),
                             ("concede", "resist", "taken"), ("The demand", 'x"', "quotes"), ("harm", "war", "taken"),
                             ("is yes", "x", "word of the language"), ("war", "precision", "taken")):
        within = {"is yes": 3, "actor A": 6}.get(words, 0)
        params = document.about({"position": document.place(words, within), "newName": name})
        assert why in client.error("textDocument/rename", params)["message"], (words, name)
    expect(client.end(), 0)


COMPLETIONS = [
    # what is typed at the end of a line of its own, behind which line; some that are offered, some that are not
    ("ask P(B.answer is ", "variant dear", {"concede", "resist"}, {"wait", "A"}),
    ("ask P(B.", "variant dear", {"answer", "blame"}, {"demand", "B"}),
    ("ask ", "variant dear", {"P", "E", "belief"}, {"stage", "thinks", "A"}),
    ("ask P(B.answer is resist) ", "variant dear", {"given", "forcing", "and", "or"} - {"and", "or"}, {"across", "war"}),
    ("compare P(harm is some) across ", "variant dear", {"baseline", "dear"}, {"A"}),
    ("sweep ", "variant dear", {"war"}, {"harm", "A"}),
    ("    B ", "stage \"The answer\"", {"chooses", "tells", "secretly"}, {"thinks", "is"}),
    ("    ", "stage \"The answer\"", {"A", "B", "chance", "raid", "end"}, {"actor", "ask", "payoff"}),
    ("    A tells ", "stage \"The answer\"", {"B"}, {"harm"}),
    ("    harm rises to ", "stage \"The answer\"", {"some", "none"}, {"concede"}),
    ("    - war if ", "payoff A", {"A", "B", "harm", "not"}, {"concede"}),
    ("", "variant dear", {"ask", "actor", "stage", "A"}, {"chance", "concede"}),
    ("parameter x = 1 from ", "actor B", {"s"}, {"A", "war"}),
    ("parameter ", "actor B", set(), {"war", "A", "s"}),
    ("actor ", "actor B", set(), {"A", "B"}),
    ("    A.demand: ", "payoff A", {"wait", "challenge"}, {"concede"}),
    ("    only B.answer: ", "variant dear", {"concede"}, {"wait"}),
    ("# ask P(B.answer is ", "variant dear", set(), {"concede"}),
    ("ask P(harm is at ", "variant dear", {"least", "most"}, set()),
    ("    x 4", "payoff A", set(), {"A"}),
]


@session
def completion():
    client, document = opened()
    for typed, behind, some, none in COMPLETIONS:
        lines = SMALL.split("\n")
        row = next(row for row, line in enumerate(lines) if line.startswith(behind)) + 1
        while typed[:1] != " " and lines[row].startswith(" "):
            row += 1
        lines.insert(row, typed)
        document.change([(None, "\n".join(lines))])
        offered = set(labels(document.ask("completion", {"position": {"line": row, "character": len(typed)}})))
        assert some <= offered, f"{typed!r} is offered {sorted(offered)}"
        assert not none & offered, f"{typed!r} is offered {sorted(none & offered)}"
        half = typed + "re"
        lines[row] = half
        document.change([(None, "\n".join(lines))])
        items = document.ask("completion", {"position": {"line": row, "character": len(half)}})
        for item in items:
            expect(document.words(item["textEdit"]["range"]), half[-len(document.words(item["textEdit"]["range"])):])
    early = {"position": {"line": row, "character": 0}, "context": {"triggerKind": 2, "triggerCharacter": " "}}
    expect(document.ask("completion", early), [], "at the begin of a line a space asks for nothing")
    expect(client.end(), 0)


@session
def snippets():
    snippet = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}
    client, document = opened(SMALL, snippet)
    line = SMALL.count("\n")
    items = document.ask("completion", {"position": {"line": line, "character": 0}})
    stage = next(item for item in items if item["label"] == "stage")
    expect(stage["insertTextFormat"], 2)
    assert stage["textEdit"]["newText"].startswith('stage "${1:title}":\n    ')
    expect(client.end(), 0)


# Layout.


def formatted(text):
    return subprocess.run([DEMARCHE, "format", "-"], input=text.encode(), capture_output=True, check=True).stdout.decode()


@session
def layout():
    wild = SMALL.replace("    ", "   ").replace(" = ", "=").replace(":", " :") + "\n\n\n"
    for text in (SMALL, wild, wild.replace("\n", "\r\n"), LETTERS.replace(", ", " ,  "), "", "\n\n"):
        client, document = opened(text)
        wanted = formatted(text).replace("\r\n", "\n")
        if "\r\n" in text:
            wanted = wanted.replace("\n", "\r\n")
        edits = document.ask("formatting", {"options": {"tabSize": 4, "insertSpaces": True}})
        expect(document.edited(edits), wanted)
        expect(client.end(), 0)


@session
def outline_and_folds():
    client, document = opened(SMALL)
    entries = document.ask("documentSymbol")
    stage = next(entry for entry in entries if entry["name"] == "The answer")
    expect([child["name"] for child in stage["children"]], ["B.answer", "blame"])
    expect([child["name"] for child in stage["children"][0]["children"]], ["concede", "resist"])
    folds = {(fold["startLine"], fold["endLine"]) for fold in document.ask("foldingRange")}
    expect(folds, {(7, 9), (10, 14), (12, 13), (15, 17), (18, 20), (21, 22)})
    expect(client.end(), 0)


def tokens_of(document, legend):
    data = document.ask("semanticTokens/full")["data"]
    line = character = 0
    for k in range(0, len(data), 5):
        by_line, by_character, length, kind, is_definition = data[k:k + 5]
        line, character = line + by_line, by_character + (0 if by_line else character)
        at = document.at({"line": line, "character": character})
        yield line, character, length, document.text[at:document.at({"line": line, "character": character + length})], legend[kind], is_definition


@session
def colours():
    client = Client(DEMARCHE)
    legend = client.initialize()["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"]
    document = client.open(LETTERS + "# ende 🗾 日本\n")
    tokens = list(tokens_of(document, legend))
    kinds = {(text, kind) for _, _, _, text, kind, _ in tokens}
    for wanted in (("日本", "class"), ("war", "parameter"), ("chooses", "keyword"), ("# ende 🗾 日本", "comment"), ("40%", "number"),
                   ("resist", "enumMember"), ('"Åland 🏝️ 𝔄"', "string"), ("demand", "function"), ("blame", "variable")):
        assert wanted in kinds, f"{wanted} is not among {sorted(kinds)}"
    for one, other in zip(tokens, tokens[1:]):
        assert (one[0], one[1] + one[2]) <= (other[0], other[1]), f"{one} and {other} overlap"
    expect(client.end(), 0)
