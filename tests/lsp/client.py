"""A client of the language server, as an editor is one: it sends messages through a pipe and sorts what comes back."""

import json
import os
import re
import select
import subprocess
import time

LINE_END = re.compile("\r\n|\n|\r")
WAIT_SECONDS = 300  # only what hangs takes so long


class Client:
    def __init__(self, demarche):
        self.process = subprocess.Popen([demarche, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.bytes = b""
        self.num_sent = 0
        self.replies = {}
        self.told = []  # notifications and requests of the server, in their order

    def send_bytes(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send_text(self, text):
        data = text.encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n" % len(data) + data)

    def send(self, message):
        self.send_text(json.dumps(message))

    def tell(self, method, params=None):
        self.send({"jsonrpc": "2.0", "method": method, "params": params or {}})

    def begin(self, method, params=None):
        """Sends a request; its id."""
        self.num_sent += 1
        self.send({"jsonrpc": "2.0", "id": self.num_sent, "method": method, "params": params or {}})
        return self.num_sent

    def ask(self, method, params=None):
        """-> the result; an error of the protocol is raised"""
        reply = self.reply(self.begin(method, params))
        if "error" in reply:
            raise RuntimeError(f"{method}: {reply['error']}")
        return reply["result"]

    def error(self, method, params=None):
        reply = self.reply(self.begin(method, params))
        assert "error" in reply, f"{method} has a result: {reply}"
        return reply["error"]

    def reply(self, name):
        return self.wait(lambda: self.replies.pop(name, None), f"a reply to {name}")

    def next_told(self, method):
        def found():
            for row, message in enumerate(self.told):
                if message["method"] == method:
                    return self.told.pop(row)
            return None
        return self.wait(found, method)["params"]

    def wait(self, found, what):
        deadline = time.monotonic() + WAIT_SECONDS
        while (result := found()) is None:
            assert time.monotonic() < deadline, f"{what} does not come"
            self.read(deadline)
        return result

    def read(self, deadline):
        ready, _, _ = select.select([self.process.stdout], [], [], max(0, deadline - time.monotonic()))
        if not ready:
            return
        data = os.read(self.process.stdout.fileno(), 1 << 16)
        if not data:
            raise EOFError(f"the server has ended with {self.process.wait()}: {self.process.stderr.read().decode()}")
        self.bytes += data
        while self.take_message():
            pass

    def take_message(self):
        head, mark, rest = self.bytes.partition(b"\r\n\r\n")
        if not mark:
            return False
        length = int(head.removeprefix(b"Content-Length: "))
        if len(rest) < length:
            return False
        message = json.loads(rest[:length])
        self.bytes = rest[length:]
        if "method" in message:
            self.told.append(message)
        else:
            self.replies[message["id"]] = message
        return True

    # What an editor does.

    def initialize(self, capabilities=None, options=None):
        result = self.ask("initialize", {"capabilities": capabilities or {}, "initializationOptions": options or {}})
        self.tell("initialized")
        return result

    def open(self, text, uri="file:///model.crisis", version=1):
        self.tell("textDocument/didOpen",
                  {"textDocument": {"uri": uri, "languageId": "crisis", "version": version, "text": text}})
        return Document(self, uri, text, version)

    def end(self):
        """-> the exit code, in order"""
        self.ask("shutdown")
        self.tell("exit")
        return self.ended()

    def ended(self):
        self.process.stdin.close()
        code = self.process.wait(timeout=WAIT_SECONDS)
        self.process.stdout.close()
        self.process.stderr.close()
        return code


class Document:
    """A text that is open, and places in it by what stands there."""

    def __init__(self, client, uri, text, version):
        self.client, self.uri, self.text, self.version = client, uri, text, version

    def place(self, words, within=0, number=0):
        """The position of the `number`th time that the words stand there, so many characters on."""
        at = -1
        for _ in range(number + 1):
            at = self.text.index(words, at + 1)
        return self.position(at + within)

    def position(self, at):
        """A character's number -> line and character, as UTF-16 counts."""
        ends = [end for end in self.line_ends() if end <= at]
        begin = ends[-1] if ends else 0
        return {"line": len(ends), "character": len(self.text[begin:at].encode("utf-16-le")) // 2}

    def at(self, position):
        """-> the character's number"""
        begin = ([0] + self.line_ends())[position["line"]]
        line = LINE_END.split(self.text[begin:], maxsplit=1)[0]
        return begin + len(line.encode("utf-16-le")[:2 * position["character"]].decode("utf-16-le"))

    def line_ends(self):
        return [end.end() for end in LINE_END.finditer(self.text)]

    def words(self, span):
        return self.text[self.at(span["start"]):self.at(span["end"])]

    def about(self, more=None):
        return {"textDocument": {"uri": self.uri}} | (more or {})

    def ask(self, method, more=None):
        return self.client.ask(f"textDocument/{method}", self.about(more))

    def ask_at(self, method, words, within=0, number=0, more=None):
        return self.ask(method, {"position": self.place(words, within, number)} | (more or {}))

    def change(self, changes):
        """Changes as [(range or None, text)]; the text here follows."""
        self.version += 1
        sent = []
        for span, text in changes:
            sent.append({"text": text} | ({"range": span} if span else {}))
            self.text = text if span is None else self.text[:self.at(span["start"])] + text + self.text[self.at(span["end"]):]
        self.client.tell("textDocument/didChange", {"textDocument": {"uri": self.uri, "version": self.version},
                                                    "contentChanges": sent})

    def diagnostics(self):
        """Of this version, once they come."""
        while True:
            told = self.client.next_told("textDocument/publishDiagnostics")
            if told["uri"] == self.uri and told.get("version") == self.version:
                return told["diagnostics"]

    def edited(self, edits):
        """The text with edits of the protocol made."""
        text = self.text
        for edit in sorted(edits, key=lambda edit: self.at(edit["range"]["start"]), reverse=True):
            text = text[:self.at(edit["range"]["start"])] + edit["newText"] + text[self.at(edit["range"]["end"]):]
        return text

    def of_workspace(self, edit):
        return edit["changes"][self.uri] if "changes" in edit else edit["documentChanges"][0]["edits"]
