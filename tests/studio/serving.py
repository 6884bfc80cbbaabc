"""A server of `demarche studio` in a folder of its own, and requests to it as bytes and as values."""

import contextlib
import http.client
import json
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

PAGE = {"index.html": "<!DOCTYPE html><title>studio</title>", "player.html": "<!DOCTYPE html><title>seat</title>", "studio.js": "1;"}


class Server:
    def __init__(self, demarche, folder, *arguments):
        self.folder = folder
        place = folder / "program"
        if not place.exists():
            (place / "studio").mkdir(parents=True)
            for name, text in PAGE.items():
                (place / "studio" / name).write_text(text)
            (place / "studio" / "linked.txt").symlink_to(folder / "secret.txt")
            (folder / "secret.txt").write_text("a secret")
            for built in (demarche, demarche.parent / "demarche-http.so"):
                shutil.copy(built, place / built.name)
        self.program = place / demarche.name
        self.process = subprocess.Popen([self.program, "studio", *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        players = self.process.stderr.readline().decode() if "--players" in arguments else ""
        self.address = self.process.stdout.readline().decode().strip()
        self.port = int(self.address.split(":")[2].split("/")[0])
        self.token = self.address.split("/")[3]
        self.players_port = int(players.split(":")[2].split("/")[0]) if players else None

    def stop(self, number=signal.SIGINT):
        self.process.send_signal(number)
        code = self.process.wait(20)
        for stream in (self.process.stdout, self.process.stderr):
            stream.close()
        return code


@contextlib.contextmanager
def serving(demarche, *arguments, files=None):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, text in (files or {}).items():
            (folder / name).write_text(text)
        server = Server(pathlib.Path(demarche).resolve(), folder, *arguments)
        try:
            yield server
        finally:
            if server.process.poll() is None:
                server.stop()


def asked(port, method, path, body=None, headers=None):
    """(status, headers, bytes)"""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body, headers or {})
        reply = connection.getresponse()
        return reply.status, dict(reply.getheaders()), reply.read()
    finally:
        connection.close()


def of_leader(server, method, path, body=None, headers=None):
    return asked(server.port, method, f"/{server.token}/{path}", body, headers)


def sent(port, method, path, value):
    status, _, body = asked(port, method, path, json.dumps(value), {"Content-Type": "application/json"})
    return status, json.loads(body)


def raw(port, data, wait=5):
    """All that comes back for these bytes; None where the connection is broken off."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as connection:
        try:
            connection.sendall(data)
        except OSError:
            pass  # it was refused before it had all been sent: the answer is there
        answer = b""
        try:
            while block := connection.recv(65536):
                answer += block
        except OSError:
            pass
        return answer


class Stream:
    """Server-sent events."""

    def __init__(self, port, path):
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        self.seen = b""

    def wait_for(self, text, seconds=8):
        end = time.monotonic() + seconds
        while text.encode() not in self.seen:
            self.connection.settimeout(max(end - time.monotonic(), 0.01))
            try:
                block = self.connection.recv(65536)
            except TimeoutError:
                return False
            if not block:
                return False
            self.seen += block
        return True

    def close(self):
        self.connection.close()
