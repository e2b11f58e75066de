#!/usr/bin/env python3
"""Scenarios out of recordings, as the command line makes them.

With Prometheus and promtool installed also from a real server, on the loopback
interface, that holds a model's telemetry.

Speaks TAP.  Usage: import.py GAMEDAY TELEMETRY_EXPORT SOURCE_ROOT
"""
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

import tap

GAMEDAY, EXPORT, ROOT = map(os.path.abspath, sys.argv[1:4])
MODEL = os.path.join(ROOT, "tests", "data", "recorded-shop.json")
MINUTES, BEGAN = 110, 1772000040
COLUMNS = ["rate_per_s", "p50_s", "p95_s", "p99_s", "error_share", "usd_per_hour"]


def telemetry(form):
    return subprocess.run([EXPORT, MODEL, str(MINUTES), str(BEGAN), form],
                          check=True, capture_output=True, text=True).stdout


class Home:
    """A directory of its own for each test."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="gameday-import-")
        self.env = dict(os.environ, XDG_DATA_HOME=self.path, LC_ALL="C.UTF-8", GAMEDAY_DATA_DIR=ROOT)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def run(self, *words):
        return subprocess.run([GAMEDAY, *words], env=self.env, cwd=self.path, capture_output=True,
                              text=True, timeout=120, stdin=subprocess.DEVNULL)

    def file(self, name, text):
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        return path


def one_line(done, status, *parts):
    assert done.returncode == status, (done.returncode, done.stdout, done.stderr)
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1 and lines[0].startswith("gameday: "), done.stderr
    for part in parts:
        assert part in lines[0], (part, lines[0])


def plays(home, folder):
    """The draft lints but for its gaps, and is played and scored."""
    done = home.run("scenarios", "lint", folder)
    complaints = done.stdout.strip().splitlines()
    assert len(complaints) > 10, done.stdout
    for complaint in complaints:
        assert "GAP:" in complaint, complaint
    script = home.file("script.txt", "01:00 pin traces for=service-behind\n03:00 apply shed-load\n20:00 end\n")
    done = home.run("play", folder, "--script", script, "--seed", "7", "--variant", "behind",
                    "--format", "json", "--debrief", "score")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["scenario"] == "shop", report["scenario"]
    return report


def from_a_file(home):
    path = home.file("telemetry.csv", telemetry("csv"))
    done = home.run("scenarios", "import", "shop", "--from-csv", path, "--title", 'The "shop"')
    assert done.returncode == 0, done.stderr
    assert "110 steps of 60 s" in done.stdout and "gaps are left to you" in done.stdout, done.stdout
    plays(home, "./shop")
    with open(os.path.join(home.path, "shop", "scenario.json"), encoding="utf-8") as file:
        assert json.load(file)["title"] == 'The "shop"'
    with open(os.path.join(home.path, "shop", "guide.md"), encoding="utf-8") as file:
        guide = file.read()
    assert "It misses p99_s, which it was not fitted to, by" in guide
    again = home.run("scenarios", "import", "shop", "--from-csv", path)
    one_line(again, 2, "shop is there already")


def from_a_folder(home):
    """A file for each series, named after its column, as dashboards export them."""
    rows = [line.split(",") for line in telemetry("csv").splitlines()]
    for column in range(1, len(rows[0])):
        lines = ["Time,Value"] + [f"{row[0]},{row[column]}" for row in rows[1:]]
        home.file(f"series/{rows[0][column]}.csv", "\n".join(lines) + "\n")
    done = home.run("scenarios", "import", "shop", "--from-csv", "series", "-o", "drafts/one")
    assert done.returncode == 0, done.stderr
    home.file("telemetry.csv", telemetry("csv"))
    home.run("scenarios", "import", "shop", "--from-csv", "telemetry.csv", "-o", "drafts/two")
    for name in ("scenario.json", "guide.md"):
        with open(os.path.join(home.path, "drafts/one", name), encoding="utf-8") as one, \
                open(os.path.join(home.path, "drafts/two", name), encoding="utf-8") as two:
            assert one.read() == two.read(), name


def bad_words(home):
    home.file("empty/readme.txt", "")
    home.file("broken.csv", "time,rate_per_s\n1,2\nx,3\n")
    run = lambda *words: home.run("scenarios", "import", *words)
    one_line(run(), 2, "a name is wanted")
    one_line(run("My Shop", "--from-csv", "empty"), 2, "small letters")
    one_line(run("shop"), 2, "from where?")
    one_line(run("shop", "--from-csv"), 2, "--from-csv wants")
    one_line(run("shop", "--from-csv", "empty"), 2, "no file that ends in .csv")
    one_line(run("shop", "--from-csv", "nowhere.csv"), 2, "nowhere.csv")
    home.file("binary.csv", "time,rate_per_s\n1,\0\n")
    one_line(run("shop", "--from-csv", "binary.csv"), 2, "binary.csv", "NUL byte")
    one_line(run("shop", "--from-csv", "broken.csv"), 2, "broken.csv:3", "'x' is no time")
    there = ["shop", "--prometheus", "http://127.0.0.1:1"]
    one_line(run(*there), 2, "--start wants a time")
    times = there + ["--start", "2026-03-10T14:00:00Z", "--end", "2026-03-10T16:00:00Z"]
    one_line(run(*times), 2, "at least one --query")
    one_line(run(*times, "--query", "p95=x"), 2, "no column 'p95'")
    one_line(run(*times, "--query", "rate_per_s"), 2, "COLUMN=QUERY")
    one_line(run(*times, "--step", "soon", "--query", "rate_per_s=x"), 2, "--step")
    one_line(run(*times, "--query", "rate_per_s=x"), 1, "127.0.0.1:1 cannot be reached")
    one_line(run(*times, "--from-csv", "broken.csv", "--query", "a=b"), 2, "not both")
    assert not os.path.exists(os.path.join(home.path, "shop"))


class Fake(BaseHTTPRequestHandler):
    """Plays Prometheus with the telemetry of the model."""

    rows = None

    def do_POST(self):
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        column = self.rows[0].index(form["query"][0].removeprefix("shop_"))
        first, last, step = (int(form[key][0]) for key in ("start", "end", "step"))
        values = [[int(row[0]), row[column]] for row in self.rows[1:]
                  if first <= int(row[0]) <= last and (int(row[0]) - first) % step == 0]
        body = json.dumps({"status": "success", "data": {
            "resultType": "matrix", "result": [{"metric": {}, "values": values}]}}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def ask(home, port, folder):
    queries = [word for column in COLUMNS for word in ("--query", f"{column}=shop_{column}")]
    return home.run("scenarios", "import", "shop", "--prometheus", f"http://127.0.0.1:{port}/",
                    "--start", str(BEGAN), "--end", str(BEGAN + 60 * (MINUTES - 1)), "--step", "1m",
                    *queries, "-o", folder)


def same_as_the_file(home, folder):
    path = home.file("telemetry.csv", telemetry("csv"))
    done = home.run("scenarios", "import", "shop", "--from-csv", path, "-o", "from-csv")
    assert done.returncode == 0, done.stderr
    with open(os.path.join(home.path, folder, "scenario.json"), encoding="utf-8") as one, \
            open(os.path.join(home.path, "from-csv", "scenario.json"), encoding="utf-8") as two:
        assert one.read() == two.read()


def from_a_server(home):
    Fake.rows = [line.split(",") for line in telemetry("csv").splitlines()]
    server = HTTPServer(("127.0.0.1", 0), Fake)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        done = ask(home, server.server_port, "from-server")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert done.returncode == 0, done.stderr
    plays(home, "./from-server")
    same_as_the_file(home, "from-server")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_until_ready(port, server):
    for _ in range(300):
        assert server.poll() is None, "prometheus has ended"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/-/ready", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("prometheus does not become ready")


def from_prometheus(home):
    """The real one: blocks by promtool out of OpenMetrics, asked by its API."""
    text = home.file("telemetry.txt", telemetry("openmetrics"))
    data = os.path.join(home.path, "data")
    subprocess.run(["promtool", "tsdb", "create-blocks-from", "openmetrics", text, data],
                   check=True, capture_output=True)
    port = free_port()
    server = subprocess.Popen(
        ["prometheus", "--config.file=" + home.file("empty.yml", ""), "--storage.tsdb.path=" + data,
         "--storage.tsdb.retention.time=100y", f"--web.listen-address=127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_ready(port, server)
        done = ask(home, port, "from-prometheus")
        bad = home.run("scenarios", "import", "no", "--prometheus", f"http://127.0.0.1:{port}",
                       "--start", str(BEGAN), "--end", str(BEGAN + 3600), "--query", "rate_per_s=sum(")
        none = home.run("scenarios", "import", "no", "--prometheus", f"http://127.0.0.1:{port}",
                        "--start", str(BEGAN), "--end", str(BEGAN + 3600), "--query", "rate_per_s=shop_rate")
    finally:
        server.terminate()
        server.wait()
    assert done.returncode == 0, done.stderr
    one_line(bad, 2, "is refused: ", "parse error")
    one_line(none, 2, "gives nothing in that time")
    plays(home, "./from-prometheus")
    same_as_the_file(home, "from-prometheus")


TESTS = [from_a_file, from_a_folder, bad_words, from_a_server, from_prometheus]


def why_not(test):
    if test is from_prometheus and not (shutil.which("prometheus") and shutil.which("promtool")):
        return "prometheus and promtool are not installed"
    return None


if __name__ == "__main__":
    sys.exit(tap.run(TESTS, Home, why_not))
