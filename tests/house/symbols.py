"""The rules of the house that can be read off the compiled rooms.

A room's library may leave open only what a room it may use defines, or what
the system defines.  An #include can be got round by a declaration of one's
own; this cannot.
"""

import re
import subprocess

from tree import ARROWS

CLOCKS = "time clock clock_gettime gettimeofday timespec_get localtime_r gmtime_r"
SURROUNDINGS = "getenv secure_getenv setlocale random drand48 getrandom getpid"
FILES = "fopen fopen64 open open64 openat read write fread fwrite printf puts remove rename"
# Not exact in IEEE 754, so each C library has its own last digit.
INEXACT = (
    "exp exp2 exp10 expm1 log log2 log10 log1p pow sin cos tan asin acos atan atan2 "
    "sinh cosh tanh cbrt hypot erf erfc tgamma lgamma"
)


def words(*texts):
    """The set of all words of some texts."""
    return set(" ".join(texts).split())


def with_precisions(text):
    """Each function of libm, and its float and long double sisters."""
    return {name + end for name in text.split() for end in ("", "f", "l")}


# What the system offers and a room does without.
FORBIDDEN = {
    "sim": words(CLOCKS, SURROUNDINGS, FILES) | with_precisions(INEXACT),
    "scenarios": words(CLOCKS, SURROUNDINGS),
    "drill": words(CLOCKS, SURROUNDINGS),
    "debrief": words(CLOCKS, SURROUNDINGS),
    "scoring": words(CLOCKS, SURROUNDINGS),
}

LIBRARIES = [
    (re.compile(r"^cJSON_"), "base", "json.c"),
    (re.compile(r"^sb_stemmer_"), "base", "stem.c"),
    (re.compile(r"^sqlite3_"), "store", ""),
    (re.compile(r"^curl_"), "connect", ""),
    (re.compile(r"^(initscr|newterm|endwin|setupterm|w?addn?w?str|wrefresh)$"), "ui", ""),
]

LINE = re.compile(r"^.*\[(.*)\]: (\S+) (\w)")


def read_symbols(archive):
    """Of a library: names it defines, and (member, name) it leaves open."""
    text = subprocess.run(
        ["nm", "-A", "-P", "-g", archive], check=True, capture_output=True, text=True
    ).stdout
    defined, undefined = set(), set()
    for line in text.splitlines():
        match = LINE.match(line)
        if not match:
            continue
        member, name, kind = match.groups()
        if kind in "Uw":
            undefined.add((member, name))
        else:
            defined.add(name)
    return defined, undefined


def complaints(archives):
    """archives: room -> path of its static library.  Yields what is wrong."""
    tables = {room: read_symbols(path) for room, path in archives.items()}
    home = {}
    for room, (defined, _) in tables.items():
        for name in defined:
            home.setdefault(name, set()).add(room)
    for room, (_, undefined) in tables.items():
        allowed = {room, *ARROWS[room]}
        for member, name in sorted(undefined):
            places = home.get(name, set())
            if places and not places & allowed:
                yield f"{room}/ ({member}) uses {name} of {'/ and '.join(sorted(places))}/"
            elif not places and name in FORBIDDEN.get(room, ()):
                yield f"{room}/ ({member}) uses {name}, which this room does without"
            for pattern, owner, file in LIBRARIES:
                if pattern.match(name) and (room != owner or file not in member):
                    yield f"{room}/ ({member}) uses {name}, which is for {owner}/{file} alone"
