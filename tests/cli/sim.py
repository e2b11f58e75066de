#!/usr/bin/env python3
"""gameday sim as its users meet it.

Speaks TAP.  Usage: sim.py GAMEDAY SOURCE_ROOT
"""
import json
import os
import signal
import sys

from cli import ROOT, main, one_line


def models_run(home):
    model = os.path.join(ROOT, "examples", "models", "mm1.json")
    first = home.run("sim", model, "--seed", "4", "--hours", "0.5", "--format", "json")
    again = home.run("sim", model, "--seed", "4", "--hours", "0.5", "--format", "json")
    assert first.returncode == 0, first.stderr
    assert first.stdout == again.stdout and "hash" in json.loads(first.stdout)
    assert home.run("sim", model).returncode == 0
    one_line(home.run("sim"), 2, "model")
    one_line(home.run("sim", model, "--hours", "-1"), 2, "--hours")
    bad = home.file("bad.json", '{"nodes": {"a": {"type": "pol"}}}')
    one_line(home.run("sim", bad), 2, "bad.json:1:", "pol")
    one_line(home.run("sim", "-", text='{"nodes": {'), 2, "standard input:1:")
    one_line(home.run("sim", os.path.join(home.path, "none.json")), 2, "none.json")


def example(name):
    return os.path.join(ROOT, "examples", "models", name + ".json")


def simulate(home, *words):
    done = home.run("sim", *words, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def models_are_measured_with_intervals(home):
    """Little's law and the closed form of M/M/1 in the JSON; then the table."""
    words = (example("mm1"), "--set", "people.rate_per_s=0.5", "--seconds", "20000",
             "--warm-up", "500", "--replications", "6", "--seed", "9")
    found = simulate(home, *words)
    assert found["seed"] == "9" and found["replications"] == 6
    assert found["seconds"] == 20000 and found["warm_up_s"] == 500
    server = found["nodes"]["server"]
    of = {key: entry["mean"] for key, entry in server["measures"].items()}
    sojourn = server["measures"]["sojourn_s"]
    assert sojourn["n"] == 6 and 0 < sojourn["half_width"] < 0.3, sojourn
    assert abs(sojourn["mean"] - 2) < 2 * sojourn["half_width"], sojourn
    assert abs(of["in_system"] - of["arrivals_per_s"] * of["sojourn_s"]) < 0.02
    assert abs(of["utilisation"] - 0.5) < 0.03
    assert abs(found["figures"]["clips_per_s"] - server["out_per_s"]) < 0.01
    for threads in "1", "4":
        assert simulate(home, *words, "--threads", threads) == found
    table = home.run("sim", *words)
    assert table.returncode == 0 and not table.stderr
    assert max(map(len, table.stdout.splitlines())) <= 80
    row = next(line for line in table.stdout.splitlines() if " waiting_p99_s " in line)
    assert "+-" in row and row.endswith(" s"), row
    # The hash is that of the first replication, which has the seed itself.
    alone = simulate(home, *words, "--replications", "1")
    assert alone["hash"] == found["hash"]
    assert alone["nodes"]["server"]["measures"]["sojourn_s"]["half_width"] is None
    assert "+-" not in home.run("sim", *words, "--replications", "1").stdout


def an_outage_is_simulated(home):
    """Ten seconds without servers: with retries the store stays down, without it recovers."""
    outage = (example("retry-storm"), "--seconds", "240", "--warm-up", "20",
              "--replications", "2", "--at", "60", "store.servers=0",
              "--at", "70", "store.servers=30")
    down = simulate(home, *outage)
    assert [c["at_s"] for c in down["changes"]] == [60, 70]
    measures = down["nodes"]["caller"]["measures"]
    assert measures["success"]["mean"] < 0.3, measures
    up = simulate(home, *outage, "--set", "caller.retries=0", "store.queue=200")
    assert up["nodes"]["caller"]["measures"]["success"]["mean"] > 0.9
    assert down["hash"] != up["hash"]


def changes_of_models_are_checked(home):
    def refused(*words):
        return home.run("sim", example("mm1"), *words)

    one_line(refused("--set", "server.server=2"), 2, "server.server", "server.servers")
    one_line(refused("--set", "servr.x=2"), 2, "servr.x", "people.rate_per_s")
    one_line(refused("--set", "servr.queue=2"), 2, "did you mean", "server.queue")
    one_line(refused("--set", "server.zzzz=2"), 2, "server.zzzz", "max_wait_s")
    one_line(refused("--set", "server.servers=-2"), 2, "from 0 to 1000000")
    one_line(refused("--set", "server.servers=1.5"), 2, "whole numbers")
    one_line(refused("--set=server.servers=x"), 2, "server.servers", "number")
    one_line(refused("--set"), 2, "--set store.servers=30")
    one_line(refused("--at", "60"), 2, "--at 60")
    one_line(refused("--at", "soon", "server.servers=1"), 2, "soon")
    one_line(refused("--at", "3601", "server.servers=1"), 2, "3601", "to 3600")
    one_line(refused("--replications", "0"), 2, "--replications", "1 to 10000")
    one_line(refused("--threads", "99"), 2, "--threads")
    one_line(refused("--seconds", "0"), 2, "--seconds")
    one_line(refused("--warm-up", "-1"), 2, "--warm-up")
    one_line(refused("--hours", "1", "--seconds", "5"), 2, "--hours", "--seconds")
    one_line(refused("--hours", "1e9"), 2, "--hours", "at most 1000")
    one_line(refused("--format", "xml"), 2, "--format")


def catches(process, number):
    """Whether the process has a handler for the signal by now."""
    with open(f"/proc/{process.pid}/status", encoding="utf-8") as status:
        caught = next(line for line in status if line.startswith("SigCgt:"))
    return int(caught.split()[1], 16) >> (number - 1) & 1


def a_simulation_can_be_stopped(home):
    with home.start("sim", example("retry-storm"), "--hours", "1000") as process:
        while not catches(process, signal.SIGINT):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=600)
    assert process.returncode == 1 and not out, process.returncode
    assert err.splitlines()[-1] == "gameday: the simulation was stopped", err


def examples_do_what_is_said_of_them(home):
    """Each has a section in the README, and each command there can be given."""
    folder = os.path.join(ROOT, "examples", "models")
    with open(os.path.join(folder, "README.md"), encoding="utf-8") as page:
        text = page.read()
    for name in os.listdir(folder):
        assert name == "README.md" or f"\n## {name}\n" in text, name
    commands = [line.split()[2:] for line in text.splitlines() if line.startswith("    gameday sim ")]
    assert len(commands) >= 10
    shown = {}
    for words in commands:
        model = os.path.join(ROOT, words[0])
        found = simulate(home, model, *words[1:], "--replications", "4")
        mean = {node: {key: entry["mean"] for key, entry in of["measures"].items()}
                for node, of in found["nodes"].items()}
        shown.setdefault(os.path.basename(model), []).append(mean)
    waiting = [mean["servers"]["waiting_s"] for mean in shown["mmc.json"]]
    assert waiting[1] > 3 * waiting[0], waiting
    first = shown["priority.json"][0]
    assert first["pro"]["sojourn_s"] < 0.5 * first["free"]["sojourn_s"]
    refused = [mean["limit"]["blocking"] for mean in shown["token-bucket.json"]]
    assert 0.025 < refused[0] < 0.045 and refused[1] < 0.005, refused
    for name in "retry-storm.json", "cache-stampede.json":
        bad, good = (mean["clients"]["success"] for mean in shown[name])
        assert bad < 0.7 < good, (name, bad, good)
    guarded, alone = shown["canary-rollback.json"]
    assert 10 < guarded["guard"]["time_to_roll_back_s"] < 35
    assert 60 < alone["objective"]["time_to_detect_s"] < 240


def help_shows_an_example(home):
    shown = home.run("sim", "--help")
    assert shown.returncode == 0 and not shown.stderr
    assert "gameday sim examples/models/mm1.json" in shown.stdout
    assert "--replications N" in shown.stdout


TESTS = [models_run, examples_do_what_is_said_of_them, help_shows_an_example, models_are_measured_with_intervals, an_outage_is_simulated,
         changes_of_models_are_checked, a_simulation_can_be_stopped]

if __name__ == "__main__":
    sys.exit(main(TESTS))
