"""Sessions about the protocol: their order, their end, and messages that are none."""

from client import Client
from held import DEMARCHE, SMALL, expect, opened, session


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
