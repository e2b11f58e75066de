#!/usr/bin/env python3
"""Help, manual, completions, configuration and what the program takes agree.

Speaks TAP.  Usage: docs.py GAMEDAY
"""
import os
import re
import shutil
import subprocess
import sys

import tap

GAMEDAY = os.path.abspath(sys.argv[1])
ALIASES = {"--practice", "--output"}  # of --practise and of -o


def gameday(*words):
    return subprocess.run([GAMEDAY, *words], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, check=False)


def docs(kind):
    done = gameday("docs", kind)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commands():
    return re.findall(r"^  (\S+) +\S", gameday("--help").stdout, re.M)


def usage_options(command):
    usage = gameday(command, "--help").stdout.splitlines()[0]
    return set(re.findall(r"--[a-z-]+", usage))


def taken_options(command):
    """What the parser itself says that it takes."""
    done = gameday(command, "--no-such-option")
    assert done.returncode == 2, (command, done.returncode, done.stderr)
    return set(re.findall(r"--[a-z-]+", done.stderr.split("it takes")[1])) - ALIASES


def same(what, a, b):
    assert a == b, "%s: %s" % (what, sorted(a ^ b))


def test_usage_names_what_is_taken():
    assert len(commands()) > 10
    for command in commands():
        same(command, usage_options(command), taken_options(command))


def test_completions_name_all_options():
    bash, zsh, fish = docs("bash"), docs("zsh"), docs("fish")
    for command in commands():
        wanted = usage_options(command)
        part = re.search(r'\t%s\)\n\t\toptions="([^"]*)"' % command, bash).group(1)
        same("bash " + command, set(re.findall(r"--[a-z-]+", part)) - {"--help"}, wanted)
        part = re.search(r"\t%s\)\n\t\t_arguments (.*?)\n\t\t;;" % command, zsh, re.S).group(1)
        same("zsh " + command, set(re.findall(r"'(--[a-z-]+)", part)) - {"--help"}, wanted)
        part = re.findall(r"subcommand_from %s' -l (\S+)" % command, fish)
        same("fish " + command, {"--" + name for name in part}, wanted)


def test_all_name_all_commands():
    wanted = set(commands())
    same("bash", set(re.search(r'compgen -W "(.*?) --help', docs("bash")).group(1).split()), wanted)
    same("zsh", set(re.findall(r"^\t\t'(\S+?):", docs("zsh"), re.M)), wanted)
    same("fish", set(re.findall(r"use_subcommand -a (\S+)", docs("fish"))), wanted)
    man = docs("man").split(".SH COMMANDS")[1].split(".SH")[0]
    same("man", set(re.findall(r'^\.B "(\S+?)[ "]', man, re.M)), wanted)


def test_manual_and_configuration_name_all_actions():
    man = docs("man").split(".SH KEYS")[1].split(".SH")[0].replace("\\-", "-")
    in_man = set(re.findall(r"\[([a-z-]+)\]$", man, re.M))
    config = gameday("config").stdout
    in_config = set(re.findall(r"^#?key (\S+) =", config, re.M))
    assert len(in_man) > 90
    same("actions", in_man, in_config)


def test_bash_completes():
    script = docs("bash") + """
COMP_WORDS=(gameday %s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _gameday
printf '%%s\\n' "${COMPREPLY[@]}"
"""
    env = dict(os.environ, PATH=os.path.dirname(GAMEDAY) + ":" + os.environ["PATH"])

    def complete(words):
        done = subprocess.run(["bash", "-c", script % words], capture_output=True,
                              text=True, check=True, env=env)
        assert not done.stderr, done.stderr
        return done.stdout.split()

    assert complete("pl") == ["play"]
    assert complete("play --mode ''") == ["practice", "exam", "coached"]
    assert complete("play --mode e") == ["exam"]
    assert complete("play vid") == ["video-cost-spike"]
    assert "--speed" in complete("resume --s")
    assert "project-deep-dive" in complete("answer pro")
    assert complete("docs z") == ["zsh"]


def test_other_programs_accept_them():
    """Shells and formatters that are here have nothing to say against it."""
    for kind, words in (("bash", ["bash", "-n"]), ("zsh", ["zsh", "-n"]),
                        ("fish", ["fish", "--no-execute"]),
                        ("man", ["groff", "-man", "-ww", "-z"])):
        if not shutil.which(words[0]):
            print("# no %s here" % words[0])
            continue
        path = os.path.join(os.environ.get("TMPDIR", "/tmp"), "gameday-docs-%d" % os.getpid())
        with open(path, "w", encoding="utf-8") as out:
            out.write(docs(kind))
        done = subprocess.run([*words, path], capture_output=True, text=True, check=False)
        os.unlink(path)
        assert done.returncode == 0 and not done.stderr, (kind, done.stderr)


def test_wrong_word():
    done = gameday("docs", "tcsh")
    assert done.returncode == 2 and "bash, zsh or fish" in done.stderr


sys.exit(tap.run([value for name, value in globals().items() if name.startswith("test_")]))
