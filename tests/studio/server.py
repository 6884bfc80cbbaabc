#!/usr/bin/env python3
"""The server of `demarche studio` lets in whom it should, loses no text, shows no seat what it may not see, and bears what is
thrown at it.

    tests/studio/server.py DEMARCHE [NAME...]
"""

import csv
import io
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import threading
import time

from serving import Server, Stream, asked, of_leader, raw, sent, serving

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ALLIANCE = (ROOT / "examples" / "alliance.crisis").read_text()
TEXT = {"Content-Type": "text/plain; charset=utf-8"}
PLAYERS = ("--players", "127.0.0.1")
failures = []
claims = []


def check(claim, what=True, shown=""):
    claims.append(claim)
    if not what:
        failures.append(claim)
        print(f"FAILED: {claim} {shown}")


def only_who_knows_the_token_is_let_in(demarche):
    with serving(demarche, "m.crisis", files={"m.crisis": ALLIANCE}) as server:
        host, token = f"127.0.0.1:{server.port}", server.token
        for path in ("/", "/api/file", f"/{token[:-1]}/api/file", f"/{token.lower()}/", f"/{token}", f"//{token}/", f"/x/{token}/"):
            check(f"{path} is nothing", asked(server.port, "GET", path)[0] == 404)
        check("the token lets in", of_leader(server, "GET", "")[0] == 200)
        for name in (f"localhost:{server.port}", "127.0.0.1", "evil.example", f"evil.example:{server.port}", ""):
            check(f"host {name}", of_leader(server, "GET", "api/file", headers={"Host": name})[0] in (400, 403))
        for name, value in (("Origin", "http://evil.example"), ("Origin", "null"), ("Origin", f"https://{host}"),
                            ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site")):
            check(f"{name}: {value}", of_leader(server, "GET", "api/file", headers={name: value})[0] == 403)
        for name, value in (("Origin", f"http://{host}"), ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "none")):
            check(f"{name}: {value}", of_leader(server, "GET", "api/file", headers={name: value})[0] == 200)
        two = raw(server.port, f"GET /{token}/ HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n".encode())
        check("two hosts are none", b" 403 " in two.split(b"\r\n")[0], two)
        status, headers, _ = of_leader(server, "GET", "api/hello")
        check("no other page may read", "Access-Control-Allow-Origin" not in headers and "default-src 'none'" in headers["Content-Security-Policy"])
        check("nobody learns where a reader came from", headers["Referrer-Policy"] == "no-referrer")
        check("a refusal is guarded, too", "Content-Security-Policy" in asked(server.port, "GET", "/")[1])
        check("only this machine is served", not reaches(other_address(), server.port))


def other_address():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.2"


def reaches(address, port):
    try:
        socket.create_connection((address, port), timeout=1).close()
        return True
    except OSError:
        return False


def nothing_outside_of_the_page_is_served(demarche):
    with serving(demarche) as server:
        inside = f"/{server.token}/"
        ways = ["../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "%2e%2e%2fsecret.txt", "..%5csecret.txt", "..\\secret.txt",
                "%252e%252e/secret.txt", "./../secret.txt", "studio.js/../../secret.txt", "/etc/passwd", "//etc/passwd", "%2fetc%2fpasswd",
                "linked.txt", "..%c0%afsecret.txt", "..;/secret.txt", "studio.js%00.html", "../demarche", "%2e%2e/demarche-http.so", "."]
        for way in ways:
            answer = raw(server.port, f"GET {inside}{way} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
            check(f"{way} is nothing", b" 404 " in answer.split(b"\r\n")[0] and b"a secret" not in answer, answer[:80])
        status, headers, body = of_leader(server, "GET", "studio.js")
        check("what is in the page is served", (status, body) == (200, b"1;") and "javascript" in headers["Content-Type"])
        status, _, body = of_leader(server, "GET", "studio.js", headers={"If-None-Match": headers["ETag"]})
        check("what a browser has is not sent again", (status, body) == (304, b""))
        status, _, body = of_leader(server, "GET", "studio.js", headers={"Range": "bytes=0-0,0-0,0-0"})
        check("parts of files are not made", (status, body) == (200, b"1;"))
        check("without a file there is none", of_leader(server, "GET", "api/file")[0] == 404)
        check("and it is said", json.loads(of_leader(server, "GET", "api/hello")[2])["file"] is None)


def put(server, text, etag=None, headers=None):
    told = {**TEXT, **({"If-Match": etag} if etag else {}), **(headers or {})}
    status, _, body = of_leader(server, "PUT", "api/file", text if isinstance(text, bytes) else text.encode(), told)
    return status, json.loads(body)


def no_text_is_lost(demarche):
    with serving(demarche, "m.crisis", files={"m.crisis": "first\n"}) as server:
        path = server.folder / "m.crisis"
        _, headers, body = of_leader(server, "GET", "api/file")
        first = headers["ETag"]
        check("the text is served", body == b"first\n")
        check("who does not say what is overwritten is refused", put(server, "x")[0] == 428)
        status, said = put(server, "second\n", first)
        check("a save is on the disk", status == 200 and path.read_text() == "second\n", said)
        check("and known by its name", said["etag"] == of_leader(server, "GET", "api/file")[1]["ETag"] != first)
        status, now = put(server, "third\n", first)
        check("an older text is not the base of a save", status == 412 and now == {"etag": said["etag"], "text": "second\n"}, now)
        path.write_text("by an editor\n")
        status, now = put(server, "third\n", said["etag"])
        check("what an editor has written stays", status == 412 and path.read_text() == now["text"] == "by an editor\n", now)
        check("no file was left beside it", sorted(p.name for p in server.folder.glob("*m.cr*")) == ["m.crisis"])
        check("bytes that are no text are not saved", put(server, b"\xff\xfe", now["etag"])[0] == 415)
        check("an unconditional name is no name", put(server, "x", "*")[0] == 412 and path.read_text() == "by an editor\n")


def what_stands_on_the_disk_is_told(demarche):
    with serving(demarche, "m.crisis", files={"m.crisis": "first\n"}) as server:
        path = server.folder / "m.crisis"
        stream = Stream(server.port, f"/{server.token}/api/events")
        check("the stream begins with how things are", stream.wait_for(of_leader(server, "GET", "api/file")[1]["ETag"].strip('"')))
        other = server.folder / "m.new"
        other.write_text("renamed over it\n")
        other.rename(path)
        wanted = "event: file"
        stream.seen = b""
        check("a change is told", stream.wait_for(wanted))
        path.unlink()
        check("that it went is told", stream.wait_for("event: gone"))
        for make, status, word in ((path.mkdir, 409, "folder"), (lambda: path.write_bytes(b"\xff\xfea\0"), 415, "UTF-16"),
                                   (lambda: path.write_bytes(b"a" * (5 << 20)), 413, "larger"), (lambda: os.mkfifo(path), 403, "no file")):
            make()
            code, _, body = of_leader(server, "GET", "api/file")
            check(f"{word} is told", code == status and word in json.loads(body)["error"], body)
            check(f"{word} is not written over", put(server, "x", '"0"')[0] == status and not path.is_symlink())
            path.rmdir() if path.is_dir() else path.unlink()
        check("gone", of_leader(server, "GET", "api/file")[0] == 404)
        check("what went is not made again by an old base", put(server, "x", '"0"')[0] == 412 and not path.exists())
        check("but where that is wanted", put(server, "again\n", headers={"If-None-Match": "*"})[0] == 200 and path.read_text() == "again\n")
        path.chmod(0o400)
        if os.geteuid() != 0:
            check("read-only", put(server, "x", of_leader(server, "GET", "api/file")[1]["ETag"])[0] == 403)
        stream.close()


def a_kill_leaves_the_old_or_the_new(demarche):
    texts = {letter * 200_000 + "\n" for letter in "abcdefgh"}
    with serving(demarche, "m.crisis", files={"m.crisis": min(texts)}) as server:
        path = server.folder / "m.crisis"
        for turn in range(8):
            etag = of_leader(server, "GET", "api/file")[1]["ETag"]
            thread = threading.Thread(target=lambda: quietly(put, server, sorted(texts)[turn % 8], etag))
            thread.start()
            time.sleep(0.0005 * turn)
            server.stop(signal.SIGKILL)
            thread.join()
            check("whole", path.read_text() in texts, len(path.read_text()))
            check("alone", [p.name for p in server.folder.glob("*.crisis*")] == ["m.crisis"])
            server.__init__(pathlib.Path(demarche).resolve(), server.folder, "m.crisis")


def quietly(function, *arguments):
    try:
        return function(*arguments)
    except (OSError, ValueError, EOFError, Exception):  # the server was killed meanwhile
        return None


def status_of(answer):
    return int(answer.split(b" ")[1]) if answer.startswith(b"HTTP/1.1 ") else None


def what_is_no_request_is_refused(demarche):
    with serving(demarche, "m.crisis", files={"m.crisis": ALLIANCE}) as server:
        start = f"PUT /{server.token}/api/file HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Type: text/plain\r\nIf-Match: \"0\"\r\n".encode()
        get = f"GET /{server.token}/ HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n".encode()
        cases = [
            ("both lengths", start + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {400, 411}),
            ("two lengths", start + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", {400}),
            ("a length below 0", start + b"Content-Length: -1\r\n\r\n", {400}),
            ("a length with a sign", start + b"Content-Length: +3\r\n\r\nabc", {400}),
            ("a length in hex", start + b"Content-Length: 0x3\r\n\r\nabc", {400}),
            ("an endless length", start + b"Content-Length: 99999999999999999999\r\n\r\nabc", {413}),
            ("chunks", start + b"Transfer-Encoding: chunked\r\n\r\n-2\r\nabc\r\n0\r\n\r\n", {411}),
            ("no length", start + b"\r\n", {411}),
            ("packed", start + b"Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", {415}),
            ("a form", start.replace(b"text/plain", b"multipart/form-data; boundary=x") + b"Content-Length: 3\r\n\r\nabc", {415}),
            ("a body of a GET", get + b"Content-Length: 3\r\n\r\nabc", {400}),
            ("too long an address", f"GET /{server.token}/{'a' * 4000} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode(), {414}),
            ("another method", get.replace(b"GET", b"DELETE") + b"\r\n", {405}),
            ("no method", get.replace(b"GET", b"BREW") + b"\r\n", {400}),
            ("a long line of ranges", get + b"Range: bytes=" + b"0-1," * 1900 + b"0-1\r\n\r\n", {200, 400, 416}),
            ("an endless line", b"GET /" + b"a" * (3 << 20), {None}),
            ("endless headers", get + b"a: b\r\n" * 500_000, {None, 400}),
            ("not HTTP", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200) + b"\r\n\r\n", {None, 400}),
            ("two in one", get + b"\r\n" + get + b"\r\n", {200}),
        ]
        for name, data, statuses in cases:
            begin = time.monotonic()
            answer = raw(server.port, data)
            check(f"{name}: it is not waited for more", time.monotonic() - begin < 4)
            check(name, status_of(answer) in statuses, answer[:120])
            check(f"{name}: one answer", answer.count(b"HTTP/1.1 ") <= 1)
        status, said = put(server, b"a" * (9 << 20), '"0"')
        check("megabytes are refused", status == 413, said)
        check("the file is as it was", (server.folder / "m.crisis").read_text() == ALLIANCE)
        check("it goes on", of_leader(server, "GET", "")[0] == 200)
        check("in little memory", memory_mb(server) < 200, memory_mb(server))


def memory_mb(server):
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1000


def who_is_slow_keeps_nobody_out(demarche):
    with serving(demarche) as server:
        slow = []
        for _ in range(300):
            connection = socket.create_connection(("127.0.0.1", server.port), timeout=5)
            connection.sendall(b"GET / HTTP/1.1\r\nX: ")
            slow.append(connection)
            if len(slow) % 100 == 0:
                begin = time.monotonic()
                check("others are served", of_leader(server, "GET", "")[0] == 200)
                check("at once", time.monotonic() - begin < 5)
        threads = len(list(pathlib.Path(f"/proc/{server.process.pid}/task").iterdir()))
        check("by few threads", threads < 140, threads)
        begin = time.monotonic()
        check("Ctrl-C ends all", server.stop() == 130 and time.monotonic() - begin < 5)
        for connection in slow:
            connection.close()


def streams_are_counted_and_given_back(demarche):
    with serving(demarche, "m.crisis", files={"m.crisis": ALLIANCE}) as server:
        path = f"/{server.token}/api/events"
        for _ in range(2):
            streams = [Stream(server.port, path) for _ in range(32)]
            check("thirty-two watch", all(stream.wait_for("event: file") for stream in streams))
            check("one more does not", asked(server.port, "GET", path)[0] == 503)
            check("others are served", of_leader(server, "GET", "")[0] == 200)
            for stream in streams:
                stream.close()
            time.sleep(1.2)  # within which it is seen that they went
        begin = time.monotonic()
        last = Stream(server.port, path)
        check("they are given back", last.wait_for("event: file"))
        check("a stream ends with the server", server.stop() == 130 and time.monotonic() - begin < 3)
        last.close()


def open_session(server, **said):
    return sent(server.port, "POST", f"/{server.token}/api/sessions", {"text": ALLIANCE, "seats": ["Patron", "Ally", "Rival"], "seed": 1, **said})


def joined(server, code):
    return sent(server.players_port, "POST", "/join", {"code": code})


def opened(server, **said):
    """The session's id, and the tokens of its seats."""
    status, said = open_session(server, **said)
    check("a session is opened", status == 201, said)
    return said["id"], {seat["actor"]: joined(server, seat["code"])[1]["seat"] for seat in said["seats"]}


def view(server, token):
    for _ in range(100):
        status, headers, body = asked(server.players_port, "GET", f"/seat/{token}/view")
        if status != 503:
            break
        time.sleep(0.1)
    return status, headers, body


def move(server, token, turn, option, belief=None):
    return sent(server.players_port, "POST", f"/seat/{token}/move", {"turn": turn, "option": option, "belief": belief})


def led(server, session):
    return json.loads(of_leader(server, "GET", f"api/sessions/{session}")[2])


STORY = [("Patron", 0, "full"), ("Ally", 0, "provoke"), ("Rival", 0, "attack"), ("Patron", 1, "fight")]


def no_seat_is_sent_what_it_may_not_see(demarche):
    with serving(demarche, *PLAYERS) as server:
        sent_to_ally, hidden, sent_to_rival = set(), set(), {}
        for seed in range(1, 7):
            session, seats = opened(server, seed=seed)
            stream = Stream(server.players_port, f"/seat/{seats['Ally']}/events")
            check("told at once", stream.wait_for('{"turn":0}'))
            traffic, rivals = [view(server, seats["Ally"])], [view(server, seats["Rival"])]
            for actor, turn, option in STORY[:-1]:
                status, said = move(server, seats[actor], turn, option, 0.3)
                check(f"{actor} moves", status == 200 and said["turn"] == turn + 1, said)
                traffic.append(view(server, seats["Ally"]))
                rivals.append(view(server, seats["Rival"]))
            stream.wait_for("never sent", 0.7)
            told = b"\n".join(line for line in stream.seen.split(b"\r\n") if line.startswith((b"id:", b"event:", b"data:")))
            traits = {event["what"]: event["value"] for event in led(server, session)["events"] if event.get("what") in ("Patron.interest", "Rival.greed")}
            hidden.add(tuple(sorted(traits.items())))
            sent_to_ally.add(repr((traffic, told)))
            sent_to_rival.setdefault(traits["Rival.greed"], set()).add(repr(rivals))
            status, said = move(server, seats["Patron"], 1, "fight")
            check("the story ends", status == 200 and said["over"] and said["debrief"], said)
            check("and everybody looks back", json.loads(view(server, seats["Ally"])[2])["debrief"])
            check("the leader ends it", sent(server.port, "POST", f"/{server.token}/api/sessions/{session}/end", {})[0] == 200)
            check("then seats are no more", view(server, seats["Ally"])[0] == 410)
            stream.close()
        check("what is hidden differed", len(hidden) >= 3, hidden)
        check("and the ally was sent the same bytes", len(sent_to_ally) == 1, sent_to_ally)
        check("and a rival what hangs on its own trait", sorted(map(len, sent_to_rival.values())) == [1, 1], sent_to_rival)


def who_comes_back_has_lost_nothing(demarche):
    with serving(demarche, *PLAYERS, "--log", "log.jsonl") as server:
        status, session = open_session(server)
        codes = {seat["actor"]: seat["code"] for seat in session["seats"]}
        seat = joined(server, codes["Patron"])[1]["seat"]
        check("a code opens the same seat again", joined(server, codes["Patron"].lower())[1]["seat"] == seat)
        check("and another one another", joined(server, codes["Ally"])[1]["seat"] != seat)
        view(server, seat)
        status, said = move(server, seat, 0, "everything")
        check("what is no option is refused", status == 422, said)
        check("a move is made", move(server, seat, 0, "full", 0.25)[0] == 200)
        status, said = move(server, seat, 0, "none")
        check("and not made twice", status == 409 and said["turn"] == 1, said)
        check("out of turn", move(server, seat, 1, "fight")[0] == 409)
        check("what is no move", sent(server.players_port, "POST", f"/seat/{seat}/move", {"turn": "x"})[0] == 422)
        check("the view is there again", json.loads(view(server, joined(server, codes["Patron"])[1]["seat"])[2])["turn"] == 1)
        ally, rival = (joined(server, codes[actor])[1]["seat"] for actor in ("Ally", "Rival"))
        check("Ally moves", move(server, ally, 0, "provoke", 0.5)[0] == 200)
        check("Rival moves", move(server, rival, 0, "attack")[0] == 200)
        check("Patron ends it", move(server, seat, 1, "fight")[0] == 200)
        logs_hold_the_play(server, session["id"])
        check("an id that is none", of_leader(server, "GET", "api/sessions/AAAAAAAA")[0] == 404)
        check("a token that is none", view(server, "A" * 32)[0] == 404)


def logs_hold_the_play(server, session):
    lines = of_leader(server, "GET", f"api/sessions/{session}/log.jsonl")[2].decode()
    events = [json.loads(line) for line in lines.splitlines()]
    chosen = [(event["who"], event["value"]) for event in events if event.get("by") == "person"]
    check("the log has every choice", chosen == [(actor, option) for actor, _, option in STORY], chosen)
    table = list(csv.DictReader(io.StringIO(of_leader(server, "GET", f"api/sessions/{session}/log.csv")[2].decode())))
    check("so has the table", [row["value"] for row in table if row["by"] == "person"] == [option for _, option in chosen], table)
    check("with what was believed", [row["said"] for row in table if row["by"] == "person"][:2] == ["0.25", "0.5"], table)
    kept = [json.loads(line) for line in (server.folder / "log.jsonl").read_text().splitlines()]
    check("the file has it as it went", [e["value"] for e in kept if e.get("by") == "person"] == [option for _, option in chosen])
    check("and says of which session", {e["session"] for e in kept} == {session})
    (server.folder / "model.crisis").write_text(ALLIANCE)
    (server.folder / "one.jsonl").write_text(lines)
    again = subprocess.run([server.program, "play", "model.crisis", "--resume", "one.jsonl", "--csv"], cwd=server.folder, capture_output=True)
    check("`demarche play` takes it up", again.returncode == 0 and b"fight" in again.stdout, again.stderr)


def codes_are_not_guessed(demarche):
    with serving(demarche, *PLAYERS) as server:
        status, session = open_session(server)
        statuses = [joined(server, f"AAAAAA{a}{b}")[0] for a in "BCD" for b in "EFGHJK"]
        check("ten tries", statuses[:10] == [403] * 10 and set(statuses[10:]) == {429}, statuses)
        check("even of the right one", joined(server, session["seats"][0]["code"])[0] == 429)
        for body in ("", "[]", "{", '{"code": 1}', '{"code": null}'):
            check(f"no code: {body}", asked(server.players_port, "POST", "/join", body, {"Content-Type": "application/json"})[0] in (400, 429))


def players_and_leader_have_nothing_in_common(demarche):
    with serving(demarche, "m.crisis", *PLAYERS, files={"m.crisis": ALLIANCE}) as server:
        session, seats = opened(server)
        port = server.players_port
        for path in ("/api/file", "/api/hello", "/api/events", f"/{server.token}/api/file", f"/api/sessions/{session}", f"/{server.token}/"):
            check(f"{path} is nothing to players", asked(port, "GET", path)[0] == 404)
        check("players cannot open sessions", sent(port, "POST", "/api/sessions", {})[0] == 405)
        check("the page to join is served", b"seat" in asked(port, "GET", "/")[2])
        check("the leader's address is no seat", of_leader(server, "GET", f"seat/{seats['Ally']}/view")[0] == 404)
        check("another host", asked(port, "GET", "/", headers={"Host": f"evil.example:{port}"})[0] == 403)
        check("another page", asked(port, "GET", f"/seat/{seats['Ally']}/view", headers={"Origin": "http://evil.example"})[0] == 403)
        status, said = open_session(server, text="actor")
        check("a wrong text is told", status == 422 and said["diagnostics"], said)
        for wrong in ({"seats": ["Nobody"]}, {"seats": []}, {"seats": "Ally"}, {"seats": ["Ally", "Ally"]}, {"moves": [{"seat": "Ally", "option": "provoke"}]},
                      {"seed": -1}, {"sort": 1}, {"text": 5}):
            status, said = open_session(server, **wrong)
            check(f"{wrong} is refused", status == 422 and said["error"], said)


def long_solves_hold_up_nobody(demarche):
    long = "\n".join(['crisis "Long"', "actor A", "actor B", "private A.mood: bold 40%, calm rest", "private B.mood: bold 40%, calm rest",
                      'stage "Talks":', "    repeat up to 7 times as talks:", "        A chooses offer: high, low, none", "        B chooses reply: take, leave, wait",
                      "        end if B.reply is take", "payoff A:", "    2 if A.offer is high and B.reply is take", "    -1 if talks > 1 and A.mood is calm",
                      "payoff B:", "    1 if B.reply is take and A.offer is low", "    -2 if A.mood is bold and B.reply is leave"]) + "\n"
    with serving(demarche, *PLAYERS) as server:
        status, said = open_session(server, text=long, seats=["A"], precision=5)
        check("it is being solved", status == 201 and said["stage"] == "solving", said)
        begin = time.monotonic()
        check("others play", opened(server)[0])
        check("the leader reads", of_leader(server, "GET", "api/hello")[0] == 200)
        check("soon", time.monotonic() - begin < 5, time.monotonic() - begin)
        seat = joined(server, said["seats"][0]["code"])[1]["seat"]
        check("a seat waits", asked(server.players_port, "GET", f"/seat/{seat}/view")[0] == 503)
        check("it ends", json.loads(of_leader(server, "POST", f"api/sessions/{said['id']}/end", "{}", {"Content-Type": "application/json"})[2])["stage"] == "ended")
        begin = time.monotonic()
        check("and stops", server.stop() == 130 and time.monotonic() - begin < 5, time.monotonic() - begin)


def what_cannot_be_served_is_said(demarche):
    with serving(demarche, files={"a.txt": "x"}) as server:
        def said(*arguments):
            run = subprocess.run([server.program, "studio", *arguments], cwd=server.folder, capture_output=True, timeout=20)
            return run.returncode, run.stderr.decode(), run.stdout
        for arguments, words in ((("--port", str(server.port)), ("taken", "help")), (("none.crisis",), ("no such file", "demarche new")),
                                 (("program",), ("folder",)), (("example:kuhn",), ("needs a file",)), (("--port", "x"), ("--port",)),
                                 (("--players", "example.org"), ("no address", "help")), (("--players", "192.0.2.77"), ("cannot listen",)),
                                 (("--log", "x.jsonl"), ("--players",))):
            code, words_said, out = said(*arguments)
            check(f"{arguments}", code == 2 and all(word in words_said for word in words) and not out, words_said)
        (server.folder / "program" / "studio" / "index.html").unlink()
        code, words_said, _ = said()
        check("no page", code == 2 and "make studio" in words_said, words_said)
        (server.folder / "program" / "demarche-http.so").unlink()
        check("SIGTERM ends it", server.stop(signal.SIGTERM) == 143)


def main():
    demarche = sys.argv[1]
    tests = [only_who_knows_the_token_is_let_in, nothing_outside_of_the_page_is_served, no_text_is_lost, what_stands_on_the_disk_is_told,
             a_kill_leaves_the_old_or_the_new, what_is_no_request_is_refused, who_is_slow_keeps_nobody_out, streams_are_counted_and_given_back, no_seat_is_sent_what_it_may_not_see,
             who_comes_back_has_lost_nothing, codes_are_not_guessed, players_and_leader_have_nothing_in_common, long_solves_hold_up_nobody,
             what_cannot_be_served_is_said]
    for test in tests:
        if sys.argv[2:] and test.__name__ not in sys.argv[2:]:
            continue
        begin = time.monotonic()
        test(demarche)
        print(f"{time.monotonic() - begin:5.1f} s  {test.__name__}")
    print(f"studio.server: {len(claims)} claims, {len(failures)} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
