#!/usr/bin/env python3
"""Holds sessions with `demarche lsp`, as editors do, and some as no editor should.

    tests/lsp/sessions.py PROGRAM [NAME...]
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests" / "lsp"), str(ROOT / "tools")]
import golden  # noqa: E402
from client import Client  # noqa: E402

DEMARCHE = str(pathlib.Path(sys.argv[1]).resolve())

SMALL = """crisis "A threat"
actor A "Aland"
actor B
source s: "Letters of 1910"
parameter war = 1.5, 1 to 2 "what a war costs" from s
scale harm: none 0 < some 1
private A.resolve: high 40%, low rest
stage "The demand":
    A tells B demand: wait, challenge "or else"
    end if A.demand is wait
stage "The answer":
    B chooses answer: concede, resist
    vote blame: passes with 2 of 2
        voters A, B
    harm rises to some if B.answer is resist
payoff A:
    1 if B.answer is concede
    - war if harm is some
payoff B:
    - 1 if B.answer is concede and A.blame is yes
    - war * harm
variant dear:
    war = 2
ask P(B.answer is resist)
compare P(harm is some), E(A) forcing B.answer to concede, resist
precision = 2
"""

# Letters beyond ASCII, beyond the 65,536 that UTF-16 has one unit for, and lines as on Windows.
LETTERS = SMALL.replace("Aland", "Åland 🏝️ 𝔄").replace("actor B", 'actor 日本 "🗾"').replace("B.", "日本.") \
    .replace("tells B", "tells 日本").replace("B chooses", "日本 chooses").replace("A, B", "A, 日本").replace("payoff B", "payoff 日本")


def session(test):
    test.is_session = True
    return test


def expect(found, wanted, what=""):
    assert found == wanted, f"{what or 'it'} is {found!r}, not {wanted!r}"


def opened(text=SMALL, capabilities=None, options=None):
    client = Client(DEMARCHE)
    client.initialize(capabilities, options)
    return client, client.open(text)


def labels(items):
    return [item["label"] for item in items]


# The protocol.


@session
def lifecycle():
    client = Client(DEMARCHE)
    expect(client.error("textDocument/hover")["code"], -32002, "before `initialize`")
    expect(client.error("shutdown")["code"], -32002)
    client.tell("textDocument/didOpen", {"textDocument": {"uri": "file:///early", "version": 1, "text": SMALL}})
    result = client.initialize()
    expect(result["capabilities"]["positionEncoding"], "utf-16")
    expect(client.error("initialize")["code"], -32600, "initialized twice")
    expect(client.error("textDocument/hover", {"textDocument": {"uri": "file:///early"},
                                               "position": {"line": 0, "character": 0}})["code"], -32602, "opened too early")
    expect(client.error("textDocument/colour")["code"], -32601, "an unknown request")
    client.tell("textDocument/colour")
    client.tell("$/setTrace", {"value": "off"})
    client.ask("shutdown")
    expect(client.error("textDocument/hover")["code"], -32600, "after `shutdown`")
    client.tell("exit")
    expect(client.ended(), 0, "the exit code")
    for last in (lambda client: client.tell("exit"), lambda client: None):
        client = Client(DEMARCHE)
        client.initialize()
        last(client)
        expect(client.ended(), 1, "the exit code without `shutdown`")


BROKEN = ["", "{", "null", "[]", "17", '"text"', "{}", '{"id": 1}', '{"method": 3, "id": 9}', '{"method": "x", "id": {}}',
          '[{"jsonrpc": "2.0", "id": 5, "method": "shutdown"}]', "[" * 5000, '{"a":' * 5000, "[" * 2_000_000,
          "[" + "0," * 2_000_000 + "0]", '{"method": "textDocument/didChange", "params": []}', "\u0000", '{"id": 1e999}']


@session
def broken_messages():
    client, document = opened()
    for message in BROKEN:
        client.send_text(message)
    client.send_bytes(b"Content-Length: 4\r\n\r\n\xff\xfe\xff\xfe")
    client.send_bytes(b"Content-Length: nine\r\n\r\n")
    client.send_bytes(b"Content-Length: 99999999999999999999999\r\n\r\n")
    client.send_bytes(b"What is this\r\n\r\n" + b"x" * 100_000 + b"\r\n")
    client.send_bytes(b"content-length: 46\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n"
                      b'{"jsonrpc":"2.0","method":"shutdown","id":"a"}')
    expect(client.reply("a")["result"], None, "the reply under a text as id, behind all that")
    client.tell("exit")
    expect(client.ended(), 0)


@session
def too_long():
    client, document = opened()
    client.send_bytes(b"Content-Length: 70000000\r\n\r\n")
    expect(client.reply(None)["error"]["code"], -32600, "a message that is too long")
    for _ in range(70):
        client.send_bytes(b"[" * 1_000_000)
    assert document.ask_at("hover", "war")
    client.open("(" * 3_000_000, "file:///brackets")
    client.open("actor A\n" * 700_000, "file:///long")
    client.open("a " * 1_500_000, "file:///one_line")
    for uri in ("brackets", "long", "one_line"):
        about = {"textDocument": {"uri": "file:///" + uri}}
        for method in ("documentSymbol", "foldingRange", "semanticTokens/full", "formatting", "codeLens"):
            client.ask("textDocument/" + method, about)
        client.ask("textDocument/completion", about | {"position": {"line": 0, "character": 1_000_000}})
    expect(client.end(), 0)


@session
def wrong_parameters():
    client, document = opened()
    methods = """hover completion definition references documentHighlight prepareRename rename formatting documentSymbol
        semanticTokens/full foldingRange codeAction codeLens""".split()
    for method in methods:
        for params in ({}, [], "x", {"textDocument": 3}, {"textDocument": {"uri": "file:///nowhere"}}):
            expect(client.error("textDocument/" + method, params or {"x": 1})["code"], -32602, f"{method} of {params}")
    for position in ({}, {"line": -1, "character": 0}, {"line": 0.5, "character": 0}, {"line": 0, "character": 1e300}, [0, 0]):
        expect(client.error("textDocument/hover", document.about({"position": position}))["code"], -32602, f"{position}")
    for far in ({"line": 4_000_000_000, "character": 0}, {"line": 0, "character": 4_000_000_000}):
        document.ask("completion", {"position": far})
    for number in (-1, 99, "x", None):
        client.error("codeLens/resolve", {"data": {"uri": document.uri, "version": 1, "question": number}})
        client.error("workspace/executeCommand", {"command": "demarche.answer", "arguments": [document.uri, number]})
    client.error("workspace/executeCommand", {"command": "rm"})
    expect(client.end(), 0)


# What is known of a text.


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


# Answers beside questions.


@session
def answers():
    client, document = opened()
    lenses = document.ask("codeLens")
    expect([document.words(lens["range"]) for lens in lenses],
           [line for line in SMALL.split("\n") if line.startswith(("ask", "compare"))])
    titles = [client.ask("codeLens/resolve", lens)["command"]["title"] for lens in lenses]
    done = subprocess.run([DEMARCHE, "ask", "-", "--json"], input=SMALL.encode(), capture_output=True, check=True)
    share = json.loads(done.stdout)["answers"][0]["rows"][0]["value"]
    assert titles[0].startswith(f"{100 * share:.1f}%"), titles
    assert all("no actor gains more than" in title for title in titles), titles
    page = client.ask("workspace/executeCommand", {"command": "demarche.answer", "arguments": [document.uri, 0]})
    assert page.startswith("# A threat") and "certificate" in page
    document.change([(None, SMALL.replace("1.5, 1", "1.7, 1"))])
    expect(client.error("codeLens/resolve", lenses[0])["code"], -32801, "the answer for a text that was changed")
    document.change([(None, SMALL.replace("payoff", "payof"))])
    expect(document.ask("codeLens"), [], "questions of a text with errors")
    document.change([(None, SMALL)])
    client.tell("workspace/didChangeConfiguration", {"settings": {"demarche": {"answers": {"show": False}}}})
    expect(document.ask("codeLens"), [])
    expect(client.end(), 0)
    client, document = opened(SMALL, options={"answers": {"show": False}})
    expect(document.ask("codeLens"), [])
    expect(client.end(), 0)


LONG = (ROOT / "examples" / "april2024.crisis").read_text(encoding="utf-8") + "rank parameters for P(Israel.response is open)\n"


def long_lens(client, document):
    return document.ask("codeLens")[-1]


@session
def work_is_stopped():
    client, document = opened(LONG, options={"answers": {"seconds": 600}})
    lens = long_lens(client, document)
    request = client.begin("codeLens/resolve", lens)
    client.tell("$/cancelRequest", {"id": request})
    expect(client.reply(request)["error"]["code"], -32800, "what is cancelled at once")
    request = client.begin("codeLens/resolve", lens)
    time.sleep(0.3)
    begin = time.monotonic()
    assert document.ask_at("hover", "war_cost", 1), "what is quick goes before"
    client.tell("$/cancelRequest", {"id": request})
    expect(client.reply(request)["error"]["code"], -32800, "what is cancelled on the way")
    took = time.monotonic() - begin
    assert took < 20, f"it takes {took:.1f} s to be heard"
    request = client.begin("codeLens/resolve", lens)
    document.change([(None, SMALL)])
    expect(client.reply(request)["error"]["code"], -32801, "work on a text that has changed")
    document.change([(None, LONG)])
    request = client.begin("codeLens/resolve", long_lens(client, document))
    expect(client.end(), 0, "the exit code of a server that is busy")


@session
def work_has_a_limit():
    client, document = opened(LONG, options={"answers": {"seconds": 0.05}})
    title = client.ask("codeLens/resolve", long_lens(client, document))["command"]["title"]
    assert "takes longer than 0.05 s" in title, title
    expect(client.end(), 0)


def rounds(num):
    """A game of 6 to the power of `num` histories."""
    return f"""actor A
actor B
stage "S":
    repeat up to {num} times as rounds:
        A chooses a: x, y, z
        B chooses b: x, y
payoff A:
    1 if A.a is x and B.b is y
payoff B:
    1 if B.b is x
precision = 1
ask P(A.a is x)
"""


@session
def large_games():
    for num in (8, 20):
        client, document = opened(rounds(num))
        begin = time.monotonic()
        expect([one["code"] for one in document.diagnostics() if one["severity"] == 1], [], "errors of a large game")
        title = client.ask("codeLens/resolve", document.ask("codeLens")[0])["command"]["title"]
        expect(title, "more than 100000 histories: `demarche ask` answers it")
        took = time.monotonic() - begin
        assert took < 30, f"a game of {num} rounds takes {took:.1f} s"
        expect(client.end(), 0)


# Texts that change while they are looked at.

PIECES = ["A", "日", "𝔄", "🏝️", "\n", "\r\n", "\r", "    ", "actor ", '"', "#", ":", ",", "payoff A:\n    1\n", "", "é", "\u0301"]


@session
def random_edits():
    chance = random.Random(7)
    client, document = opened(LETTERS)
    for turn in range(80):
        if turn % 20 == 0:
            document.change([(None, LETTERS)])
        for _ in range(chance.randrange(1, 4)):
            begin, end = sorted(chance.randrange(len(document.text) + 1) for _ in range(2))
            end = min(end, begin + 12)
            span = {"start": cut(document, begin), "end": cut(document, end)}
            document.change([(span, chance.choice(PIECES))])
        # What the server holds is told by what it would lay out anew.
        found = document.edited(document.ask("formatting"))
        expect(found.replace("\r\n", "\n"), formatted(document.text).replace("\r\n", "\n"))
    expect(client.end(), 0)


def cut(document, at):
    """A position that is the end of no half line end, as editors have none within `\\r\\n`."""
    if document.text[at - 1:at + 1] == "\r\n":
        at -= 1
    return document.position(at)


@session
def half_characters():
    client, document = opened("actor A\n")
    client.send_text(json.dumps({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
        "textDocument": {"uri": document.uri, "version": 2}, "contentChanges": [{"text": 'actor A "\ud83d"\nactor B "\ud83c\udfdd"\n'}]}}))
    document.text, document.version = 'actor A "\ufffd"\nactor B "🏝"\n', 2
    assert "🏝" in document.ask_at("hover", "actor B", 6)["contents"]["value"], "the text is not lost"
    expect(client.end(), 0)


@session
def units():
    for name, character in (("utf-8", 13), ("utf-16", 9), ("utf-32", 8)):
        client = Client(DEMARCHE)
        result = client.initialize({"general": {"positionEncodings": ["utf-7", name, "utf-16"]}})
        expect(result["capabilities"]["positionEncoding"], name)
        client.open('actor A "𝔄é"\n# 𝔄é\npayoff A:\n    1 + x\n')
        told = client.next_told("textDocument/publishDiagnostics")
        assert told["diagnostics"]
        client.open("actor A\n\"𝔄é\" x\n", "file:///second")
        ranges = [one["range"] for one in client.next_told("textDocument/publishDiagnostics")["diagnostics"]]
        wide = {"utf-8": 8, "utf-16": 5, "utf-32": 4}[name]
        expect([(one["start"]["character"], one["end"]["character"]) for one in ranges if one["start"]["line"] == 1][0], (0, wide), name)
        expect(client.end(), 0)


# Whatever bytes.


def recorded():
    """The messages of a session, as bytes."""
    about = {"textDocument": {"uri": "file:///model.crisis"}}
    yield {"method": "textDocument/didOpen", "params": {"textDocument": {"uri": "file:///model.crisis", "version": 1, "text": LETTERS}}}
    for number, method in enumerate(("hover", "completion", "definition", "references", "prepareRename", "documentSymbol",
                                     "foldingRange", "semanticTokens/full", "formatting", "codeLens"), 100):
        yield {"id": number, "method": "textDocument/" + method, "params": about | {"position": {"line": 16, "character": 9}}}
    yield {"id": 200, "method": "textDocument/rename", "params": about | {"position": {"line": 2, "character": 7}, "newName": "C"}}
    yield {"method": "textDocument/didChange", "params": {
        "textDocument": {"uri": "file:///model.crisis", "version": 2},
        "contentChanges": [{"range": {"start": {"line": 1, "character": 0}, "end": {"line": 2, "character": 3}}, "text": "𝔄"}]}}
    yield {"id": 201, "method": "textDocument/codeAction", "params": about | {
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}, "context": {"diagnostics": []}}}


def mangled(data, chance):
    data = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(data))
        kind = chance.randrange(4)
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at:at + chance.randrange(1, 9)]
        elif kind == 2:
            data[at:at] = chance.choice((b'"', b"{", b"[", b"}", b"]", b"-", b"9" * 30, b"null", b"\\u", b"\\ud800"))
        else:
            data[at:at] = data[at:at + chance.randrange(1, 30)]
        data = data or bytearray(b"0")
    return bytes(data)


@session
def mangled_messages():
    chance = random.Random(5)
    messages = [json.dumps({"jsonrpc": "2.0"} | message).encode() for message in recorded()]
    client, document = opened()
    for _ in range(60):
        for message in messages:
            sent = mangled(message, chance) if chance.random() < 0.5 else message
            client.send_bytes(b"Content-Length: %d\r\n\r\n" % len(sent) + sent)
        client.ask("textDocument/codeLens", {"textDocument": {"uri": open_anew(client)}})
    expect(client.end(), 0)


def open_anew(client):
    return client.open(SMALL, "file:///anew").uri


@session
def in_pieces():
    chance = random.Random(3)
    client, document = opened()
    data = b""
    for message in recorded():
        text = json.dumps({"jsonrpc": "2.0"} | message).encode()
        data += b"Content-Length: %d\r\n\r\n" % len(text) + text
    while data:
        num = chance.randrange(1, 200)
        client.send_bytes(data[:num])
        data = data[num:]
    for number in (*range(100, 110), 200, 201):
        assert "result" in client.reply(number), number
    expect(client.end(), 0)


# Whatever text: all that can be asked is answered, and what is said of it holds together.


def texts():
    for path in sorted((ROOT / "examples").glob("*.crisis")):
        yield path.name, path.read_text(encoding="utf-8")
    for path in sorted(golden.GOLDENS.glob("*.golden")):
        yield path.name, golden.read_golden(path)[0]


def within(inner, outer):
    key = lambda position: (position["line"], position["character"])  # noqa: E731
    return key(outer["start"]) <= key(inner["start"]) and key(inner["end"]) <= key(outer["end"])


def check_entries(name, entries):
    for entry in entries:
        assert entry["name"] and within(entry["selectionRange"], entry["range"]), f"{name}: {entry}"
        for child in entry.get("children", []):
            assert within(child["range"], entry["range"]), f"{name}: {child['name']} lies outside of {entry['name']}"
        check_entries(name, entry.get("children", []))


def check_names(name, document, symbols, chance):
    """Renames a few names, and back."""
    for symbol in chance.sample(symbols, min(4, len(symbols))):
        is_quoted = symbol["kind"] in ("stage", "layer")
        if not symbol["definition"] or symbol["name"] == "precision" or not (is_quoted or symbol["name"].isidentifier()):
            continue
        data = document.text.encode()
        at = len(data[:symbol["definition"]["begin"]["offset"]].decode())
        position = document.position(at)
        uses = document.ask("references", {"position": position, "context": {"includeDeclaration": True}})
        assert len(uses) >= 1 + len(symbol["uses"]), f"{name}: {symbol['full_name']} is used {len(uses)} times"
        assert document.ask("hover", {"position": position}), f"{name}: nothing is known of {symbol['full_name']}"
        before = document.text
        edit = document.ask("rename", {"position": position, "newName": "fresh_name"})
        document.change([(None, document.edited(document.of_workspace(edit)))])
        old = before[at:].split('"')[1] if is_quoted else symbol["name"]
        edit = document.ask("rename", {"position": position, "newName": old})
        after = document.edited(document.of_workspace(edit))  # in one spelling, where there were two
        expect(unicodedata.normalize("NFC", after), unicodedata.normalize("NFC", before),
               f"{name}: {symbol['full_name']} there and back")
        document.change([(None, before)])


@session
def all_texts():
    chance = random.Random(11)
    client = Client(DEMARCHE)
    legend = client.initialize()["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"]
    for name, text in texts():
        try:
            text.encode()
        except UnicodeEncodeError:
            continue  # no editor sends bytes that are no text
        document = client.open(text, f"file:///{name}")
        document.diagnostics()
        check_entries(name, document.ask("documentSymbol"))
        last = (-1, 0)
        for line, character, length, _, _, _ in tokens_of(document, legend):
            assert (line, character) >= last and length > 0, f"{name}: tokens overlap in line {line}"
            last = (line, character + length)
        document.ask("formatting"), document.ask("foldingRange"), document.ask("codeLens")
        for _ in range(10):
            document.ask("completion", {"position": document.position(chance.randrange(len(text) + 1))})
        # In a text with errors a misspelt name is renamed with what it was taken for, and does not come back.
        if text.startswith(("EFG", "NFG", "efg")) or "\r" in text or name.startswith("fail_"):
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "model.crisis")
            path.write_text(text, encoding="utf-8", newline="")
            done = subprocess.run([DEMARCHE, "symbols", "--json", str(path)], capture_output=True)
        check_names(name, document, json.loads(done.stdout)["symbols"], chance)
        client.tell("textDocument/didClose", document.about())
    expect(client.end(), 0)


def main():
    names = sys.argv[2:]
    tests = {name: test for name, test in globals().items() if getattr(test, "is_session", False)}
    for name in names or tests:
        begin = time.monotonic()
        try:
            tests[name]()
        except Exception as failure:
            print(f"FAILED  {name}: {type(failure).__name__}: {failure}")
            raise
        if names:
            print(f"{name}: {time.monotonic() - begin:.1f} s")
    print(f"lsp: {len(names or tests)} sessions")


if __name__ == "__main__":
    main()
