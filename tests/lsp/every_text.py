"""Whatever text: all that can be asked is answered, and what is said of it holds together."""

import json
import pathlib
import random
import subprocess
import tempfile
import unicodedata

from client import Client
from held import DEMARCHE, ROOT, expect, session, within
import golden
from known import tokens_of


def texts():
    for path in sorted((ROOT / "examples").glob("*.crisis")):
        yield path.name, path.read_text(encoding="utf-8")
    for path in sorted(golden.GOLDENS.glob("*.golden")):
        yield path.name, golden.read_golden(path)[0]


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
