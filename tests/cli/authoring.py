#!/usr/bin/env python3
"""Packs of others: begun by `scenarios new`, found, and kept within bounds.

Speaks TAP.  Usage: authoring.py GAMEDAY SOURCE_ROOT
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import tap

GAMEDAY, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])


class Home:
    """A data directory of its own for each test."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="gameday-test-")
        self.shelf = os.path.join(self.path, "gameday", "scenarios")
        self.env = dict(os.environ, XDG_DATA_HOME=self.path, LC_ALL="C.UTF-8",
                        GAMEDAY_DATA_DIR=ROOT)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def run(self, *words, timeout=600):
        return subprocess.run([GAMEDAY, *words], env=self.env, cwd=self.path,
                              capture_output=True, text=True, timeout=timeout,
                              stdin=subprocess.DEVNULL)

    def good(self, *words):
        done = self.run(*words)
        assert done.returncode == 0, (words, done.returncode, done.stderr)
        return done.stdout

    def bad(self, *words, says=()):
        """Refused as bad input, in one line that names these."""
        done = self.run(*words)
        lines = done.stderr.strip().splitlines()
        assert done.returncode == 2, (words, done.returncode, done.stderr)
        assert len(lines) == 1 and lines[0].startswith("gameday: "), done.stderr
        for part in says:
            assert part in lines[0], (part, lines[0])

    def left(self):
        """Every path below the home but the program's own files."""
        return sorted(os.path.relpath(os.path.join(folder, name), self.path)
                      for folder, folders, files in os.walk(self.path)
                      for name in folders + files if not name.startswith("gameday.db"))


def score(report):
    return json.loads(report)["score"]


# --- scenarios new -----------------------------------------------------------

def new_makes_a_pack_that_works(home):
    said = home.good("scenarios", "new", "my-incident")
    assert "scenarios lint my-incident" in said and "play my-incident\n" in said
    folder = os.path.join(home.shelf, "my-incident")
    for name in ("scenario.json", "stakeholders.json", "rubric.json", "guide.md", "README.md"):
        text = open(os.path.join(folder, name), encoding="utf-8").read()
        assert "@ID@" not in text and "@TITLE@" not in text, name
    assert "nothing to mend" in home.good("scenarios", "lint", "my-incident", "--deep")
    assert re.search(r"^my-incident +My incident$", home.good("scenarios"), re.M)


def what_it_says_to_do_next_works(home):
    """Each line that it prints is a command; good runs pass in every variant."""
    said = home.good("scenarios", "new", "mine", "--title", "It's \"mine\"", home.path)
    lines = [line.split() for line in said.splitlines() if line.startswith("  gameday ")]
    plays = [line for line in lines if "--script" in line]
    assert len(plays) == 2 and len(lines) == 4, said
    for line in plays:
        report = home.good(*line[1:], "--seed", "3", "--debrief", "score", "--format", "json")
        assert score(report) >= 7, (line, score(report))
    assert json.load(open(os.path.join(home.path, "mine", "scenario.json"),
                          encoding="utf-8"))["title"] == "It's \"mine\""


def its_poor_run_fails(home):
    home.good("scenarios", "new", "mine")
    script = os.path.join(home.shelf, "mine", "scripts", "poor.txt")
    for variant in ("release", "batch"):
        report = home.good("play", "mine", "--variant", variant, "--seed", "3", "--script",
                           script, "--debrief", "score", "--format", "json")
        assert score(report) < 3, variant


def its_headline_emerges(home):
    """Each cause alone raises bill and errors; without one the system is well."""
    home.good("scenarios", "new", "mine", ".")
    with open(os.path.join(home.path, "mine", "scenario.json"), encoding="utf-8") as file:
        model = json.load(file)["model"]
    path = os.path.join(home.path, "model.json")
    with open(path, "w", encoding="utf-8") as out:
        json.dump(model, out)

    def figures(*changes):
        at = [word for change in changes for word in ("--at", "0", change)]
        said = json.loads(home.good("sim", path, "--seconds", "900", "--warm-up", "300",
                                    "--replications", "3", "--format", "json", *at))["figures"]
        return said["spend_usd_per_hour"], said["error_rate"]

    spend, errors = figures()
    assert errors < 0.02, errors
    for cause in (["shops-free.size.large=65", "shops-paid.size.large=65"],
                  ["batch-harbour.rate_per_s=6.5"]):
        more, failing = figures(*cause)
        assert more > 2.5 * spend and failing > 0.05, (cause, spend, more, failing)


def a_place_that_is_taken_is_left_alone(home):
    home.good("scenarios", "new", "mine")
    before = home.left()
    home.bad("scenarios", "new", "mine", says=["there already", "mine"])
    os.symlink("/nowhere", os.path.join(home.path, "link"))
    home.bad("scenarios", "new", "link", home.path, says=["there already"])
    os.remove(os.path.join(home.path, "link"))
    assert home.left() == before


def bad_words_make_nothing(home):
    before = home.left()
    for word in ("Mine", "a/b", "../out", "", "-x", "a" * 65, "caf\u00e9", "a b", "a\n", "."):
        done = home.run("scenarios", "new", "--", word)
        assert done.returncode == 2, (word, done.stderr)
    for title in ("a\nb", "a\x1b[31mb", "", "   ", "x" * 81, "a\u202eb"):
        done = home.run("scenarios", "new", "mine", "--title", title)
        assert done.returncode == 2 and "--title" in done.stderr, (title, done.stderr)
    home.bad("scenarios", "new", "mine", "/nowhere", says=["/nowhere", "no folder"])
    assert home.left() == before


def a_failure_leaves_nothing(home):
    """A template of the user's own that cannot be copied whole."""
    own = os.path.join(home.path, "data", "templates", "scenario")
    shutil.copytree(os.path.join(ROOT, "templates", "scenario"), own)
    os.mkfifo(os.path.join(own, "zz-pipe"))
    home.env["GAMEDAY_DATA_DIR"] = os.path.join(home.path, "data")
    target = os.path.join(home.path, "target")
    os.mkdir(target)
    home.bad("scenarios", "new", "mine", target, says=["zz-pipe"])
    assert os.listdir(target) == []


# --- found -------------------------------------------------------------------

def put(home, name, pack_id=None):
    """A pack in the user's own folder, which may call itself otherwise."""
    home.good("scenarios", "new", pack_id or name)
    if pack_id:
        os.rename(os.path.join(home.shelf, pack_id), os.path.join(home.shelf, name))
    return os.path.join(home.shelf, name)


def packs_are_found_by_name_and_by_path(home):
    folder = put(home, "mine")
    for name in ("mine", folder, "gameday/scenarios/mine", "./gameday/scenarios/mine/"):
        assert home.good("scenarios", "show", name).startswith("Mine"), name
    home.bad("scenarios", "show", "mine/../other", says=["no folder"])
    for name in (".", "..", "/", "/etc"):
        home.bad("scenarios", "show", name, says=["scenario.json"])
    home.bad("scenarios", "show", "", says=["there is no scenario"])


def a_bad_pack_hides_no_other(home):
    put(home, "mine")
    with open(os.path.join(put(home, "broken"), "scenario.json"), "w", encoding="utf-8") as out:
        out.write("{")
    put(home, "stranger", "own")
    done = home.run("scenarios")
    assert done.returncode == 0 and "\nmine " in done.stdout and "stranger" not in done.stdout
    said = done.stderr.splitlines()
    assert len(said) == 2, said
    assert any("broken" in line for line in said)
    assert any("its folder must be called so" in line for line in said)


def the_first_pack_is_named_by_data(home):
    data = os.path.join(home.path, "data")
    put(home, "mine")
    os.makedirs(os.path.join(data, "scenarios"))
    home.env["GAMEDAY_DATA_DIR"] = data
    with open(os.path.join(data, "scenarios", "first.txt"), "w", encoding="utf-8") as out:
        out.write("mine\n")
    assert "gameday play mine\n" in home.run("--help").stdout
    os.remove(os.path.join(data, "scenarios", "first.txt"))
    assert "gameday play video-cost-spike\n" in home.run("--help").stdout


# --- packs that mean harm ----------------------------------------------------

def spoil(home, name, edit):
    """A pack whose scenario.json is changed by a function of its value, or is this text."""
    path = os.path.join(put(home, name), "scenario.json")
    with open(path, encoding="utf-8") as file:
        value = json.load(file)
    text = edit if isinstance(edit, (str, bytes)) else json.dumps(edit(value) or value)
    with open(path, "wb") as out:
        out.write(text if isinstance(text, bytes) else text.encode())
    return os.path.dirname(path)


def huge_and_deep_files_are_refused(home):
    spoil(home, "deep", '{"format": 1, "id": ' + "[" * 1000000)
    home.bad("scenarios", "lint", "deep", says=["scenario.json:1:", "deep"])
    spoil(home, "wide", '{"format": 1, "id": "' + "x" * (3 << 20) + '"}')
    home.bad("scenarios", "lint", "wide", says=["scenario.json"])
    spoil(home, "many", lambda pack: pack["injects"].extend(pack["injects"][:1] * 1000))
    home.bad("scenarios", "lint", "many", says=["/injects"])
    spoil(home, "nodes", lambda pack: pack["model"]["nodes"].update(
        {f"n{i}": {"type": "pool", "servers": 1} for i in range(100)}))
    home.bad("scenarios", "lint", "nodes", says=["64"])
    nest = {"after": "00:01"}
    for _ in range(40):
        nest = {"not": nest}
    spoil(home, "nested", lambda pack: pack["injects"][0].update(when=nest))
    home.bad("scenarios", "lint", "nested", says=["/injects/0/when"])
    spoil(home, "bytes", b'{"format": 1, "title": "\xff\xfe"}')
    home.bad("scenarios", "lint", "bytes", says=["scenario.json:1:"])


def endless_models_end(home):
    """Each would run for hours, or take all memory; a drill of them is refused in seconds."""
    def crowd(pack):
        pack["length"] = "600:00"
        for name in ("shops-free", "shops-paid"):
            pack["model"]["nodes"][name]["rate_per_s"] = 3000

    def loop(pack):
        nodes = pack["model"]["nodes"]
        nodes["loop"] = {"type": "source", "arrivals": "closed", "clients": 100000, "think_s": 0,
                         "attributes": {"plan": "free", "partner": "none", "size": "small"},
                         "to": "tonight"}
        nodes["tonight"].update(servers=1000000, service_s=0)

    def presses(pack):
        pack["model"]["nodes"]["shops-free"]["press_again"] = {
            "on_error": 1, "think_s": 0, "max": 1000}
        pack["model"]["nodes"]["shops-free"]["rate_per_s"] = 2000
        pack["model"]["nodes"]["inkwell"]["concurrency"] = 0

    script = home.path + "/end.txt"
    with open(script, "w", encoding="utf-8") as out:
        out.write("30:00 end\n")
    for name, edit in (("crowd", crowd), ("loop", loop), ("presses", presses)):
        spoil(home, name, edit)
        done = home.run("play", name, "--seed", "1", "--debrief", "score", "--script", script)
        assert done.returncode in (1, 2), (name, done.returncode, done.stderr)
        lines = done.stderr.strip().splitlines()
        assert len(lines) == 1 and "million events" in lines[0], (name, done.stderr)


def texts_move_no_cursor(home):
    evil = "\x1b[2J\x1b]0;owned\x07 \u202etxt.exe \u200b\x9b31m"
    def edit(pack):
        for key in ("title", "summary", "zone"):
            pack[key] = "A" + evil
        pack["briefing"][0] = evil + "B"
        pack["mitigations"][0]["title"] = "C" + evil
        pack["screen"]["map"][0] = evil
    folder = spoil(home, "evil", edit)
    with open(os.path.join(folder, "guide.md"), "a", encoding="utf-8") as out:
        out.write(evil)
    script = os.path.join(folder, "scripts", "poor.txt")
    for words in (("scenarios",), ("scenarios", "show", "evil", "--spoilers"),
                  ("scenarios", "lint", "evil"), ("scenarios", "show", "evil", "--format", "json"),
                  ("play", "evil", "--seed", "1", "--script", script, "--debrief", "score"),
                  ("play", "evil", "--seed", "1", "--script", script, "--debrief", "score",
                   "--format", "html")):
        done = home.run(*words)
        for text in (done.stdout, done.stderr):
            found = [char for char in text
                     if (ord(char) < 32 and char not in "\n\t") or char in "\x7f\x9b\u202e\u200b"]
            assert not found, (words, found)


def broken_texts_are_refused(home):
    """Nothing, half of it, twice, no number: each with its place."""
    with open(os.path.join(put(home, "text"), "scenario.json"), "rb") as file:
        good = file.read()
    for number, (text, says) in enumerate((
            (b"", "scenario.json:1:1: there is nothing here"),
            (b"null", "must be an object"),
            (b"\xef\xbb\xbf" + good, "byte order mark"),
            (good.replace(b'"title"', b'"ti\0tle"', 1), "NUL byte"),
            (good[:-30], "scenario.json:405:"),
            (good + b"{}", "expected nothing more"),
            (good.replace(b'"hands": ', b'"hands": NaN, "x": ', 1), "'NaN' is no value"),
            (good.replace(b'"hands": ', b'"hands": 1e999, "x": ', 1), "1e999 is too large"),
            (good.replace(b'"hands": ', b'"hands": 2, "hands": ', 1), '"hands" is here a second time'))):
        spoil(home, f"text-{number}", text)
        home.bad("scenarios", "lint", f"text-{number}", says=["scenario.json", says])
    for name in ("stakeholders.json", "rubric.json", "par.json"):
        folder = put(home, "empty-" + name.split(".", maxsplit=1)[0])
        with open(os.path.join(folder, name), "wb"):
            pass
        home.bad("scenarios", "lint", folder, says=[name + ":1:1: there is nothing here"])


def many_mistakes_are_told_soon(home):
    """What is wrong half a million times is told a few times, and within seconds."""
    with open(os.path.join(put(home, "good"), "scenario.json"), encoding="utf-8") as file:
        text = file.read()
    spoil(home, "hidden", text.replace('"title": "', '"title": "' + "\u200b" * 500000, 1))
    done = home.run("scenarios", "lint", "hidden", timeout=20)
    assert done.returncode == 2 and done.stdout.count("U+200B") == 20, done.stdout[:500]
    spoil(home, "long", lambda pack: pack.update(summary="x" * 900000))
    done = home.run("scenarios", "lint", "long", timeout=20)
    assert done.returncode == 2 and "/summary: is 900000 bytes long" in done.stdout, done.stdout[:500]


def scripts_lead_nowhere(home):
    """A link among the scripts, or in place of their folder, is told and not read."""
    secret = home.path + "/secret.txt"
    with open(secret, "w", encoding="utf-8") as out:
        out.write("the secret words")
    scripts = os.path.join(put(home, "script"), "scripts")
    script = os.path.join(scripts, "good-batch.txt")
    os.remove(script)
    os.symlink(secret, script)
    done = home.run("scenarios", "lint", "--deep", "script")
    assert done.returncode == 2 and "secret" not in done.stdout + done.stderr
    assert "scripts/good-batch.txt: is no ordinary file" in done.stdout, done.stdout
    shutil.rmtree(scripts)
    os.symlink(home.path, scripts)
    done = home.run("scenarios", "lint", "--deep", "script")
    assert done.returncode == 2 and "scripts: is a link" in done.stdout, done.stdout


def a_pack_leads_nowhere(home):
    """No link out of its folder, no id that is a path, no name with a way up."""
    secret = home.path + "/secret.txt"
    with open(secret, "w", encoding="utf-8") as out:
        out.write("the secret words")
    for name in ("guide.md", "rubric.json", "stakeholders.json", "scenario.json"):
        folder = put(home, "link-" + name.split(".", maxsplit=1)[0])
        os.remove(os.path.join(folder, name))
        os.symlink(secret, os.path.join(folder, name))
        home.bad("scenarios", "lint", folder, says=[name, "is a link"])
    for bad in ("../up", "a/b", "/etc", "", ".", "A", "a b", "\u0000"):
        folder = spoil(home, "named", lambda pack, bad=bad: pack.update(id=bad))
        home.bad("scenarios", "lint", folder, says=["/id"] if bad != "\u0000" else ["scenario.json"])
        shutil.rmtree(folder)


TESTS = [new_makes_a_pack_that_works, what_it_says_to_do_next_works, its_poor_run_fails,
         its_headline_emerges, a_place_that_is_taken_is_left_alone, bad_words_make_nothing,
         a_failure_leaves_nothing, packs_are_found_by_name_and_by_path, a_bad_pack_hides_no_other,
         the_first_pack_is_named_by_data, huge_and_deep_files_are_refused, endless_models_end,
         texts_move_no_cursor, broken_texts_are_refused, many_mistakes_are_told_soon,
         scripts_lead_nowhere, a_pack_leads_nowhere]


if __name__ == "__main__":
    sys.exit(tap.run(TESTS, Home))
