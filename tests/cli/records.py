#!/usr/bin/env python3
"""What becomes of drills that were played: watched, told, compared, handed on.

Speaks TAP.  Usage: records.py GAMEDAY SOURCE_ROOT
"""
import json
import os
import re
import sqlite3
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from cli import SCENARIO, Home, main, one_line

POOR = """as Ann note "Ann looks"
role ic Ann
00:30 tell manager "We look into it, says Ann."
01:00 apply scale-workers
12:00 end
end
"""
BETTER = """00:20 look billing by=preset
00:30 apply spend-cap usd_per_hour=16000 soft=1
01:00 tell manager "SEV1 since 13:50: spend is high. A cap is under way. Next update 14:24."
14:00 end
plan now spend-cap why="It stops the money." owner=Ann due=+1d
end
"""


def play(home, lines):
    done = home.run("play", SCENARIO, "--seed", "5", "--variant", "preset",
                    "--debrief", "score", "--plain", text=lines)
    assert done.returncode == 0, done.stderr


def drills(home, *words):
    return json.loads(home.run("history", "--format", "json", *words).stdout)


class Judge:
    """A language model on this machine: answers each request as `how` says."""

    def __init__(self):
        judge = self
        self.asked, self.how = [], "fair"

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                judge.asked.append(asked)
                body = judge.answer(json.loads(asked["messages"][1]["content"]))
                self.send_response({"busy": 429, "broken": 503}.get(judge.how, 200))
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, given):
        quote = "It stops the money." if self.how == "fair" else "I was told to give full marks"
        content = json.dumps({c["id"]: {"met": True, "quote": quote} for c in given["criteria"]})
        if self.how == "hostile":
            content = "<script>" + content
        finish = "length" if self.how == "cut" else "stop"
        return json.dumps({"choices": [{"finish_reason": finish, "message": {"content": content}}]}).encode()


def a_second_opinion_on_a_drill(home):
    play(home, BETTER)
    alone = home.run("report", "--debrief", "score", "--format", "json").stdout
    one_line(home.run("report", "--second-opinion"), 2, "GAMEDAY_OPINION_URL")
    judge = Judge()
    home.env["GAMEDAY_OPINION_URL"] = f"http://127.0.0.1:{judge.server.server_port}/v1"
    home.env["GAMEDAY_OPINION_MODEL"] = "judge"
    # Configured alone sends nothing: it has to be asked for as well.
    home.run("report", "--debrief", "score")
    assert not judge.asked

    def ask(*words):
        done = home.run("report", "--debrief", "score", "--second-opinion", *words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    both = json.loads(ask("--format", "json"))
    assert both["score"] == json.loads(alone)["score"] and both["parts"] == json.loads(alone)["parts"]
    opinion = both["second_opinion"]
    assert opinion["answers"] == 3 and opinion["abstains"] is None
    asked = {c["id"] for c in opinion["criteria"]}
    # What a look, an outcome or a clock decides is no matter of words.
    assert {"c1", "d1", "b4"} <= asked and not asked & {"a1", "b1", "b2", "d4"}
    assert all(c["met"] and c["quote"] == "It stops the money." for c in opinion["criteria"])
    assert any(c["differs"] for c in opinion["criteria"])
    given = json.loads(judge.asked[0]["messages"][1]["content"])
    for words in ("SEV1 since 13:50: spend is high.", "It stops the money.", "tell manager", "owner: Ann"):
        assert words in given["answer"], words
    assert all(c["met_when"] for c in given["criteria"])
    assert "scale-workers" not in given["answer"] and "apply" not in given["answer"]
    for form, mark in (("text", "A second opinion"), ("md", "## A second opinion"), ("html", "A second opinion")):
        shown = ask("--format", form)
        assert mark in shown and "does not change the score" in re.sub(r"\s+", " ", shown)
    # A quote that nobody wrote is no vote, also when a message asks for it.
    judge.how = "kind"
    assert not any(c["met"] for c in json.loads(ask("--format", "json"))["second_opinion"]["criteria"])
    for how in ("hostile", "cut", "busy", "broken"):
        judge.how = how
        bad = json.loads(ask("--format", "json"))
        assert bad["second_opinion"]["abstains"] and bad["score"] == both["score"], how
        assert "<script>" not in ask("--format", "html")
    # What was recorded stays as it was.
    assert home.run("report", "--debrief", "score", "--format", "json").stdout == alone
    judge.server.shutdown()
    judge.server.server_close()


def a_replay_is_a_film_or_lines(home):
    play(home, POOR)
    film = os.path.join(home.path, "film.cast")
    assert home.run("replay", "--cast", film).returncode == 0
    with open(film, encoding="utf-8") as file:
        head, *frames = [json.loads(line) for line in file]
    assert (head["version"], head["width"], head["height"]) == (2, 120, 36), head
    assert "timestamp" not in head
    times = [frame[0] for frame in frames]
    assert times == sorted(times) and all(frame[1] == "o" for frame in frames)
    assert "REPLAY" in frames[0][2]
    small = home.run("replay", "--cast", "-", "--size", "80x24", "--speed", "60")
    assert json.loads(small.stdout.splitlines()[0])["width"] == 80
    lines = home.run("replay", "--plain", "--from", "00:20").stdout
    assert "Sent to manager" in lines and "Ann looks" not in lines, lines
    one_line(home.run("replay", "--size", "80x24"), 2, "--cast")
    one_line(home.run("replay", "--cast", film, "--size", "10x10"), 2, "--size")
    one_line(home.run("replay", "--from", "soon"), 2, "--from")
    one_line(home.run("replay", "--from", "99:00"), 2, "after the end")
    one_line(home.run("replay", "--from", "00:20", "--cast", film), 2, "--cast")
    one_line(home.run("replay", "9"), 2, "no drill 9")


def a_report_has_its_styles(home):
    play(home, BETTER)
    for style, words in (("review", "Decision:"), ("aar", "Appendix A: improvement plan"),
                         ("postmortem", "Blameless:")):
        for form, sign in (("text", words), ("md", "## "), ("html", "<!doctype html>")):
            done = home.run("report", "--debrief", "score", "--style", style, "--format", form)
            assert done.returncode == 0 and sign in done.stdout, (style, form, done.stderr)
            assert "Ann" in done.stdout or style == "review", (style, form)
    one_line(home.run("report", "--style", "aar", "--format", "json"), 2, "--style aar", "JSON")
    one_line(home.run("report", "--style", "haiku"), 2, "haiku", "postmortem")
    one_line(home.run("report", "--style", "aar", "--card"), 2, "--card")


def two_drills_are_compared(home):
    play(home, POOR)
    play(home, BETTER)
    done = home.run("compare", "1", "2")
    assert done.returncode == 0, done.stderr
    for part in ("drill 1", "drill 2", "Where they differ", "apply spend-cap", "never"):
        assert part in done.stdout, part
    assert "<!doctype html>" in home.run("compare", "1", "2", "--format", "html").stdout
    one_line(home.run("compare", "1"), 2, "two drills")
    one_line(home.run("compare", "1", "9"), 2, "no drill 9")
    one_line(home.run("compare", "1", "2", "--format", "json"), 2, "--format")


def history_shows_the_trend(home):
    play(home, POOR)
    assert "Trend" not in home.run("history").stdout
    play(home, BETTER)
    lines = home.run("history").stdout
    assert "Trend" in lines and "newer half" in lines, lines
    assert "\x1b" not in lines
    team = json.loads(home.run("history", "--team", "--format", "json").stdout)
    assert len(team) == 1 and team[0]["drills"] == 2 and len(team[0]["parts"]) == 4, team


def what_is_broken_off_does_not_count(home):
    """A pipe that ended before anything was decided or said is listed, and is nobody's score."""
    play(home, "00:20 look billing by=preset\n")
    play(home, BETTER)
    assert [d["state"] for d in drills(home)] == ["ended", "broken off"]
    lines = home.run("history").stdout
    assert "broken off at 00:20, not counted" in lines and "Trend" not in lines, lines
    team = json.loads(home.run("history", "--team", "--format", "json").stdout)
    scored = [d for d in drills(home) if d["state"] == "ended"]
    assert [(m["drills"], m["scored"]) for m in team] == [(2, 1)], team
    assert abs(team[0]["mean"] - scored[0]["score"]) < 0.06, team
    assert "Decision: FAIL" in home.run("report", "1", "--debrief", "score").stdout


def a_manager_collects_drills(home):
    play(home, POOR)
    play(home, BETTER)
    one, two = (os.path.join(home.path, f"{n}.json") for n in (1, 2))
    assert home.run("export", "1", one, "--player", "Ann").returncode == 0
    assert home.run("export", "2", two, "--player", "Ben").returncode == 0
    with Home() as manager:
        done = manager.run("import", one, two, one)
        assert done.returncode == 0, done.stderr
        assert done.stdout.count("played as it says") == 2, done.stdout
        assert "here already" in done.stdout, done.stdout
        assert [d["player"] for d in drills(manager)] == ["Ben", "Ann"]
        assert all(d["imported"] for d in drills(manager))
        team = manager.run("history", "--team").stdout
        assert "Ann" in team and "Ben" in team, team
        assert manager.run("verify", "1").returncode == 0
        # The report comes through as it was given.
        told = [h.run("report", "2", "--debrief", "score", "--format", "json").stdout
                for h in (home, manager)]
        assert told[0] == told[1] and "hash" in told[0]


def bad_parcels_are_refused(home):
    play(home, POOR)
    path = os.path.join(home.path, "drill.json")
    assert home.run("export", "1", path).returncode == 0
    with open(path, encoding="utf-8") as file:
        text = file.read()
    cases = [(text.replace('"mode":"practice"', '"mode":"exam"'), "hash"),
             (text.replace("We look", "We saw"), "hash"),
             (text[:5000], "drill.json"), ("", "drill.json"), ("[" * 3000, "drill.json"),
             (text.replace('"gameday_drill":1', '"gameday_drill":7'), "newer gameday"),
             ('{"drill":1}', "is no drill"), ("x" * (9 << 20), "drill.json")]
    with Home() as other:
        for content, words in cases:
            with open(path, "w", encoding="utf-8") as file:
                file.write(content)
            one_line(other.run("import", path), 2, words)
        assert drills(other) == []
        one_line(other.run("import"), 2, "import")
        one_line(other.run("import", home.path), 2, home.path)


def a_drill_is_forgotten(home):
    play(home, POOR)
    one_line(home.run("forget", "1"), 2, "--yes")
    assert len(drills(home)) == 1
    done = home.run("forget", "1", "--yes")
    assert done.returncode == 0 and "drill 1" in done.stdout, done.stderr
    assert drills(home) == []
    one_line(home.run("forget", "1", "--yes"), 2, "no drill 1")
    database = os.path.join(home.path, "gameday", "gameday.db")
    with open(database, "rb") as file:
        assert b"We look into it" not in file.read()


def names_are_taken_out(home):
    play(home, POOR)
    before = home.run("verify").stdout
    assert "Ann" in home.run("replay").stdout
    one_line(home.run("anonymise", "1"), 2, "--yes")
    done = home.run("anonymise", "1", "--yes")
    assert done.returncode == 0 and " replaced; played by" in done.stdout, done.stderr
    for words in (("replay",), ("report", "--format", "json", "--debrief", "score"),
                  ("export", "1", "-")):
        assert "Ann" not in home.run(*words).stdout, words
    assert re.search(r"player-[a-z2-9]{5}\b", home.run("replay").stdout)
    after = home.run("verify")
    assert after.returncode == 0 and before.split(":")[0] == after.stdout.split(":")[0]


def people_stay_apart(home):
    """A name gives the same alias in each drill, and another name another."""
    for lines in (POOR, POOR.replace("Ann", "Ben"), POOR):
        play(home, lines)
    for number in (1, 2, 3):
        name = "Ben" if number == 2 else "Ann"
        path = os.path.join(home.path, f"{number}.json")
        assert home.run("export", str(number), path, "--player", name).returncode == 0
    with Home() as manager:
        for number in (1, 2, 3):
            path = os.path.join(home.path, f"{number}.json")
            done = manager.run("import", path)
            assert done.returncode == 0 and "here already" not in done.stdout, done.stdout
            assert "Ann" in manager.run("report", "--style", "aar", "--debrief", "score").stdout \
                or number == 2
        for number in (1, 2, 3):  # one by one: the alias is kept between runs
            assert manager.run("anonymise", str(number), "--yes").returncode == 0
        ann, ben, again = (d["player"] for d in sorted(drills(manager), key=lambda d: d["drill"]))
        assert ann == again != ben, (ann, ben, again)
        assert "Ann" not in json.dumps(drills(manager))
        shown = manager.run("report", "1", "--style", "aar", "--debrief", "score").stdout
        assert ann in shown and "Ann" not in shown
        assert manager.run("anonymise", "1", "--yes").returncode == 0
        assert sorted(drills(manager), key=lambda d: d["drill"])[0]["player"] == ann
        assert manager.run("verify", "1").returncode == 0


def one_state(home):
    """The report and verify name the same state; a report of another is refused."""
    play(home, BETTER)
    state = json.loads(home.run("report", "--format", "json", "--debrief", "score").stdout)["hash"]
    assert state in home.run("verify").stdout
    path = os.path.join(home.path, "gameday", "gameday.db")
    with sqlite3.connect(path) as base:
        table = [row[0] for row in base.execute(
            "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
            "WHERE m.type='table' AND c.name='report'")][0]
        base.execute(f"UPDATE {table} SET report = replace(report, ?, ?)", (state, "0" * 16))
    one_line(home.run("verify"), 1, "another state")


def an_unfinished_report_says_so(home):
    """While a drill that has ended is open where it was played, its score can be read elsewhere."""
    play(home, BETTER)
    whole = json.loads(home.run("report", "--debrief", "score", "--format", "json").stdout)
    with sqlite3.connect(os.path.join(home.path, "gameday", "gameday.db")) as base:
        base.execute("UPDATE drills SET report = NULL, ended = NULL")
    for words in ((), ("--style", "aar"), ("--style", "postmortem"), ("--card",), ("--format", "html")):
        done = home.run("report", *words)
        assert done.returncode == 0 and "Still being worked out" in done.stdout, (words, done)
    shown = json.loads(home.run("report", "1", "--format", "json").stdout)
    assert shown["debrief"] == "open" and shown["score"] == whole["score"]
    assert [d["state"] for d in drills(home)] == ["open"]
    # one that has not ended has none
    left = home.run("play", SCENARIO, "--seed", "5", "--plain", text="00:20 look billing\n14:00 end\nquit\n")
    assert left.returncode == 0, left.stderr
    one_line(home.run("report"), 1, "no report yet")


def a_script_has_the_styles(home):
    script = os.path.join(home.path, "script.txt")
    with open(script, "w", encoding="utf-8") as file:
        file.write("00:20 look billing by=preset\n00:30 apply spend-cap usd_per_hour=16000\n")
    words = ("play", SCENARIO, "--seed", "5", "--variant", "preset", "--debrief", "score",
             "--script", script)
    assert "Blameless" in home.run(*words, "--style", "postmortem").stdout
    assert "Appendix A" in home.run(*words, "--style", "aar", "--format", "md").stdout
    one_line(home.run(*words, "--style", "aar", "--format", "json"), 2, "--style aar")
    one_line(home.run("play", "--style", "aar"), 2, "--script")


TESTS = [a_second_opinion_on_a_drill, a_replay_is_a_film_or_lines, a_report_has_its_styles, two_drills_are_compared,
         history_shows_the_trend, what_is_broken_off_does_not_count, a_manager_collects_drills, bad_parcels_are_refused,
         a_drill_is_forgotten, names_are_taken_out,
         people_stay_apart, one_state, an_unfinished_report_says_so, a_script_has_the_styles]

if __name__ == "__main__":
    sys.exit(main(TESTS))
