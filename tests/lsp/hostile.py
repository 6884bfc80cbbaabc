"""Sessions with texts that change while they are looked at, and with whatever bytes."""

import json
import random

from client import Client
from held import DEMARCHE, LETTERS, SMALL, expect, opened, session
from known import formatted


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
