"""Sessions about answers beside questions, and work that is stopped or too long."""

import json
import subprocess
import time

from held import DEMARCHE, ROOT, SMALL, expect, opened, session


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
