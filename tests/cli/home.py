#!/usr/bin/env python3
"""The home screen on a terminal: what is left leads back to it.

Speaks TAP.  Usage: home.py GAMEDAY SOURCE_ROOT
"""
import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time

import tap

GAMEDAY, ROOT = os.path.abspath(sys.argv[1]), sys.argv[2]
LEAKS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "leaks-of-libraries.txt")
HANGS_S = 120  # nothing takes so long, even under sanitizers on a busy machine
HOME = "Practise an incident before the incident."


class Screen:
    """gameday without words on a terminal of 80x24."""

    def __init__(self):
        self.path = tempfile.mkdtemp(prefix="gameday-test-")
        self.env = dict(os.environ, HOME=self.path, XDG_DATA_HOME=self.path,
                        XDG_CONFIG_HOME=self.path, LC_ALL="C.UTF-8",
                        TERM="xterm-256color", GAMEDAY_DATA_DIR=ROOT,
                   LSAN_OPTIONS="print_suppressions=0:suppressions=" + LEAKS)
        self.child, self.fd = pty.fork()
        if self.child == 0:
            os.execve(GAMEDAY, [GAMEDAY], self.env)
        self.seen = ""
        self.resize(24)

    def resize(self, rows):
        """The terminal has so many rows: the next frame is written whole."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            os.kill(self.child, signal.SIGKILL)
            os.waitpid(self.child, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self.fd)
        shutil.rmtree(self.path, ignore_errors=True)

    def expect(self, text):
        """Reads until the text has been written since the last key."""
        end = time.monotonic() + HANGS_S
        while text not in self.seen:
            assert time.monotonic() < end, f"no {text!r} in {self.seen[-600:]!r}"
            if select.select([self.fd], [], [], 1)[0]:
                try:
                    self.seen += os.read(self.fd, 65536).decode("utf-8", "replace")
                except OSError as gone:
                    raise AssertionError(f"it ended before {text!r}") from gone

    def type(self, keys):
        self.seen = ""
        os.write(self.fd, keys.encode())

    def ends(self):
        end = time.monotonic() + HANGS_S
        while time.monotonic() < end:
            if select.select([self.fd], [], [], 0.1)[0]:
                try:
                    os.read(self.fd, 65536)
                except OSError:
                    pass
            child, status = os.waitpid(self.child, os.WNOHANG)
            if child:
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("it does not end")


def history_leads_back(screen):
    screen.expect(HOME)
    screen.type("G")
    for row in range(40):
        screen.type("k")
        screen.resize(25 + row % 2)
        screen.expect("choose")  # the last words of a whole frame
        if "What you played" in screen.seen:
            break
    screen.expect("What you played")
    screen.type("\r")
    screen.expect("scroll")
    screen.type("q")
    screen.expect(HOME)
    screen.type("q")
    assert screen.ends() == 0


def a_drill_leads_back(screen):
    screen.expect(HOME)
    screen.type("\r")
    screen.expect("Press Enter to start")
    screen.type("\r")
    screen.expect("step 1 of 6")
    screen.type("q")
    screen.expect("Leave the drill?")
    screen.type("y")
    screen.expect(HOME)
    screen.type("q")
    assert screen.ends() == 0


def a_signal_ends_it_all(screen):
    screen.expect(HOME)
    screen.type("\r")
    screen.expect("Press Enter to start")
    os.kill(screen.child, signal.SIGTERM)
    assert screen.ends() == 0


def a_killed_draft_is_kept(screen):
    screen.expect(HOME)
    screen.type("\r")
    screen.expect("Press Enter to start")
    screen.type("\r")
    screen.expect("step 1 of 6")
    screen.type("w")
    screen.expect("Write to whom?")
    screen.type("\r")
    screen.expect("Send")
    screen.type("Half a thought")
    kept, end = os.path.join(screen.path, "gameday", "drafts-1.json"), time.monotonic() + HANGS_S
    while not os.path.exists(kept):
        assert time.monotonic() < end, "nothing is kept"
        time.sleep(0.05)
    os.kill(screen.child, signal.SIGKILL)
    os.waitpid(screen.child, 0)
    os.close(screen.fd)
    screen.child, screen.fd = pty.fork()
    if screen.child == 0:
        os.execve(GAMEDAY, [GAMEDAY, "resume"], screen.env)
    screen.resize(24)
    screen.expect("The message you began to")
    screen.type("w")
    screen.expect("Write to whom?")
    screen.type("\r")
    screen.expect("Half a thought")


TESTS = [history_leads_back, a_drill_leads_back, a_signal_ends_it_all, a_killed_draft_is_kept]


if __name__ == "__main__":
    sys.exit(tap.run(TESTS, Screen))
