#!/usr/bin/env python3
"""The tutorial for authors is done as it is written.

Its files are saved, its parts taken over from the finished pack, its commands
run, and what they print is what the page says.  With --update the page is
written anew; look at the difference.

Speaks TAP.  Usage: tutorial.py GAMEDAY SOURCE_ROOT [--update]
"""
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

GAMEDAY, ROOT = os.path.abspath(sys.argv[1]), sys.argv[2]
PAGE = os.path.join(ROOT, "docs", "tutorial-scenario.md")
NAME = "payment-retry-storm"
DONE = os.path.join(ROOT, "scenarios", NAME)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.S | re.M)
QUOTE = re.compile(r"<!-- (?:(\S+\.json) )?(/\S+) -->\s*\Z")


def load(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return json.load(file)


def at(value, pointer):
    for key in pointer.split("/")[1:]:
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def laid_out(value, indent=""):
    """JSON as people lay it out: what fits into a line stands in one."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent + line) <= 110 or not isinstance(value, (dict, list)):
        return line
    inner = indent + "  "
    if isinstance(value, list):
        parts = [laid_out(item, inner) for item in value]
    else:
        parts = [f"{json.dumps(key)}: {laid_out(item, inner)}" for key, item in value.items()]
    ends = "[]" if isinstance(value, list) else "{}"
    return f"{ends[0]}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{ends[1]}"


class Work:
    """The folder in which the page is followed."""

    def __init__(self, home):
        self.home = home
        self.env = dict(os.environ, HOME=home, XDG_DATA_HOME=os.path.join(home, ".local"),
                        LC_ALL="C.UTF-8", GAMEDAY_DATA_DIR=ROOT,
                        PATH=os.path.join(home, "bin") + os.pathsep + os.environ["PATH"])
        self.cwd = os.path.join(home, "work")
        os.makedirs(self.cwd)
        os.makedirs(os.path.join(home, "bin"))
        os.symlink(GAMEDAY, os.path.join(home, "bin", "gameday"))

    def take(self, text):
        """'Take `a` and `b`.' replaces these members, 'Take the file `c`.' that file."""
        for sentence in re.findall(r"^Take (.*?)\.$", text, re.S | re.M):
            names = re.findall(r"`([^`]+)`", sentence)
            if sentence.startswith("the file"):
                self.take_files(names)
                continue
            path = os.path.join(self.cwd, NAME, "scenario.json")
            pack, done = load(path), load(DONE, "scenario.json")
            for name in names:
                pack[name] = done[name]
            with open(path, "w", encoding="utf-8") as out:
                json.dump({**{key: pack[key] for key in done if key in pack}, **pack}, out,
                          indent=2, ensure_ascii=False)

    def take_files(self, names):
        for name in names:
            if name == "scripts/*":
                shutil.rmtree(os.path.join(self.cwd, NAME, "scripts"))
                shutil.copytree(os.path.join(DONE, "scripts"),
                                os.path.join(self.cwd, NAME, "scripts"))
            else:
                shutil.copy(os.path.join(DONE, name), os.path.join(self.cwd, NAME, name))

    def save(self, text, block):
        """The last sentence before a block of JSON says under which name it is saved."""
        name = re.findall(r"`([\w-]+\.json)`:\s*\Z", text)
        assert name, "a block of JSON has neither a name nor a place"
        with open(os.path.join(self.cwd, name[0]), "w", encoding="utf-8") as out:
            out.write(block)
        return block

    def run(self, block):
        said = ""
        for command in re.findall(r"^\$ (.*)$", block, re.M):
            done = subprocess.run(command, shell=True, cwd=self.cwd, env=self.env, timeout=120,
                                  stdin=subprocess.DEVNULL, capture_output=True,
                                  text=True, check=False)
            # A pipe in the command may delay what it prints: complaints always come last.
            said += f"$ {command}\n"
            for stream in (done.stdout, done.stderr):
                said += f"{stream.rstrip()}\n" if stream.strip() else ""
        return said


def follow(work, page):
    """Does what the page says; returns the page as it should be."""
    out, end = "", 0
    for match in BLOCK.finditer(page):
        text = page[end:match.start()]
        kind, block = match.groups()
        work.take(text)
        quote = QUOTE.search(text)
        if kind == "console":
            block = work.run(block)
        elif quote:
            block = laid_out(at(load(DONE, quote[1] or "scenario.json"), quote[2])) + "\n"
        else:
            block = work.save(text, block)
        out += f"{text}```{kind}\n{block}```"
        end = match.end()
    work.take(page[end:])
    return out + page[end:]


def same_pack(work):
    """Who has followed the page has the pack that ships."""
    mine = os.path.join(work.cwd, NAME)
    pack, done = load(mine, "scenario.json"), load(DONE, "scenario.json")
    other = [key for key in {**pack, **done} if pack.get(key) != done.get(key)]
    assert not other, f"scenario.json differs in {other}"
    for folder, _, files in os.walk(DONE):
        for name in files:
            path = os.path.relpath(os.path.join(folder, name), DONE)
            if path in ("par.json", "scenario.json"):
                continue
            with open(os.path.join(DONE, path), "rb") as a, open(os.path.join(mine, path), "rb") as b:
                assert a.read() == b.read(), path


def main():
    with open(PAGE, encoding="utf-8") as file:
        page = file.read()
    failed = False
    print("1..2")
    with tempfile.TemporaryDirectory(prefix="gameday-test-") as home:
        work = Work(home)
        should = follow(work, page)
        if "--update" in sys.argv:
            with open(PAGE, "w", encoding="utf-8") as out:
                out.write(should)
            page = should
        if should != page:
            failed = True
            print("not ok 1 - the page says what happens")
            print("# tutorial.py GAMEDAY SOURCE_ROOT --update writes it anew")
            for line in difflib.unified_diff(page.splitlines(), should.splitlines(), "page",
                                             "what happens", lineterm="", n=1):
                print(f"# {line}")
        else:
            print("ok 1 - the page says what happens")
        try:
            same_pack(work)
            print("ok 2 - who follows it has the pack that ships")
        except (AssertionError, OSError) as error:
            failed = True
            print(f"not ok 2 - who follows it has the pack that ships\n# {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
