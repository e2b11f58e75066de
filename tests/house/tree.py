"""The rules of the house that can be read off the source text.

Each rule is a function that takes the root of a tree and yields complaints,
"file:line: what is wrong".  rules.py asks them of this tree; planted.py shows
that each can complain.
"""

import os
import re

# What a room may use besides itself.  There is no arrow back.
ARROWS = {
    "base": [],
    "sim": ["base"],
    "scenarios": ["base", "sim"],
    "drill": ["base", "sim", "scenarios"],
    "debrief": ["base", "sim", "scenarios", "drill"],
    "scoring": ["base", "sim", "scenarios", "drill", "debrief"],
    "store": ["base", "sim", "scenarios", "drill"],
    "connect": ["base", "sim", "scenarios", "drill"],
    "ui": ["base", "sim", "scenarios", "drill", "debrief", "scoring"],
    "cli": [
        "base",
        "sim",
        "scenarios",
        "drill",
        "debrief",
        "scoring",
        "store",
        "connect",
        "ui",
    ],
}

# Who alone may include a library's header.
OWNERS = [
    (re.compile(r"\bcJSON\.h$"), re.compile(r"^base/json\.c$")),
    (re.compile(r"^libstemmer\.h$"), re.compile(r"^base/stem\.c$")),
    (re.compile(r"^sqlite3\.h$"), re.compile(r"^store/")),
    (re.compile(r"^curl/"), re.compile(r"^connect/")),
    (re.compile(r"^(ncursesw?/)?(n?curses|panel|term)\.h$"), re.compile(r"^ui/")),
]

LINES_MAX = 500

INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')
TYPEDEF = re.compile(r"\btypedef\s+(?:struct|union|enum)\b")
# Written so that this file does not name what it looks for.
MARKERS = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b|\b[Ss]tub(?:bed|s)?\b")
MACHINE = re.compile(r"/wor[k]/|(?<![\w.$}])/(?:root|home|Users)/|/tmp/(?:wt|team)\b")
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")

TEXTS = (".c", ".h", ".py", ".sh", ".md", ".json", ".txt", ".build", ".yml", ".1")


def walk(root):
    """All files of the tree, as paths from its root, sorted."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [
            name
            for name in folders
            if not name.startswith("build") and name not in (".git", ".cache", "__pycache__")
        ]
        for name in names:
            found.append(os.path.relpath(os.path.join(folder, name), root))
    return sorted(found)


def sources(root, ending=(".c", ".h")):
    """The C files of the rooms and of their tests."""
    return [path for path in walk(root) if path.endswith(ending)]


def lines(root, path):
    """The numbered lines of a file."""
    with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
        return list(enumerate(file.read().splitlines(), 1))


def includes(root, path):
    """The includes of a file: line number, own ("...") or None, system or None."""
    for number, line in lines(root, path):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1), match.group(2)


def is_made(root, own):
    """Whether the build makes this header: the meson.build of its folder names it."""
    folder, name = os.path.split(own)
    build = os.path.join(root, folder, "meson.build")
    if not os.path.exists(build):
        return False
    with open(build, encoding="utf-8") as file:
        return re.search(rf"output: .*'{re.escape(name)}'", file.read()) is not None


def arrows(root):
    """A room includes only what it may use, by its path from the root."""
    for path in sources(root):
        room = path.split("/")[0]
        for number, own, _ in includes(root, path):
            if own is None:
                continue
            target = own.split("/")[0]
            if not os.path.exists(os.path.join(root, own)) and not is_made(root, own):
                yield f"{path}:{number}: no {own} from the root of the tree"
            elif room in ARROWS and target != room and target not in ARROWS[room]:
                yield f"{path}:{number}: {room}/ may not use {target}/"
            elif room == "sim" and own == "base/file.h":
                yield f"{path}:{number}: sim/ knows nothing of files"


def internal_headers(root):
    """A header called *_internal.h is used in its own room (and its tests)."""
    for path in sources(root):
        room = path.split("/")[0]
        for number, own, _ in includes(root, path):
            if own and own.endswith("_internal.h"):
                if room not in (own.split("/")[0], "tests", "bench"):
                    yield f"{path}:{number}: {own} stays at home"


def libraries(root):
    """Each outside library has one room that knows it."""
    for path in sources(root):
        if path.startswith(("tests/", "bench/")):
            continue
        for number, own, system in includes(root, path):
            for header, owner in OWNERS:
                if header.search(own or system) and not owner.search(path):
                    yield f"{path}:{number}: {own or system} is not for this room"


def file_size(root):
    """No file holds more than one concept; tables are excepted."""
    for path in sources(root):
        count = len(lines(root, path))
        if count > LINES_MAX and not path.endswith("_tables.c"):
            yield f"{path}:{count}: more than {LINES_MAX} lines; which two concepts share it?"


def guards(root):
    """A header opens with a comment and guards itself with its path."""
    for path in sources(root, ".h"):
        with open(os.path.join(root, path), encoding="utf-8") as file:
            text = file.read()
        name = "GAMEDAY_" + re.sub(r"\W", "_", path).upper()
        if not text.startswith("/*"):
            yield f"{path}:1: no comment that says what this is"
        if f"#ifndef {name}\n#define {name}\n" not in text:
            yield f"{path}:1: no guard {name}"


def own_header_first(root):
    """A file includes its own header before all others."""
    for path in sources(root, ".c"):
        header = path[:-2] + ".h"
        if not os.path.exists(os.path.join(root, header)):
            continue
        first = next((own for _, own, _ in includes(root, path)), None)
        if first != header:
            yield f"{path}:1: the first include is not {header}"


def typedefs(root):
    """Structs, unions and enums keep their keyword."""
    for path in sources(root):
        for number, line in lines(root, path):
            if TYPEDEF.search(line):
                yield f"{path}:{number}: a typedef'd struct, union or enum"


# Texts that others wrote, kept as they are.
GIVEN = "tests/data/calibration/"


def markers(root):
    """Nothing is left for later in the text."""
    for path in walk(root):
        if path.startswith(GIVEN):
            continue
        if not path.endswith(TEXTS) and "." in os.path.basename(path):
            continue
        for number, line in lines(root, path):
            match = MARKERS.search(line)
            if match:
                yield f"{path}:{number}: '{match.group()}'"


def machine_paths(root):
    """No path of somebody's machine."""
    for path in walk(root):
        if not path.endswith(TEXTS) and "." in os.path.basename(path):
            continue
        for number, line in lines(root, path):
            if MACHINE.search(line):
                yield f"{path}:{number}: a path of one machine: {line.strip()[:60]}"


def built(root):
    """Every .c file stands in the meson.build of its folder, or of one above."""
    for path in sources(root, ".c"):
        folder, name = os.path.split(path)
        texts = ""
        while True:
            build = os.path.join(root, folder, "meson.build")
            if os.path.exists(build):
                with open(build, encoding="utf-8") as file:
                    texts += file.read()
            if not folder:
                break
            folder = os.path.dirname(folder)
        stem = name[:-2]
        short = stem[len("test_"):] if stem.startswith("test_") else stem
        if not re.search(rf"['/]({re.escape(stem)}(\.c)?|{re.escape(short)})'", texts):
            yield f"{path}:1: no meson.build names it, so it is never built"


def links(root):
    """A link of a document to a file here leads somewhere."""
    for path in walk(root):
        if not path.endswith(".md"):
            continue
        for number, line in lines(root, path):
            for target in LINK.findall(line):
                if "://" in target or target.startswith("mailto:"):
                    continue
                place = os.path.join(root, os.path.dirname(path), target)
                if not os.path.exists(place):
                    yield f"{path}:{number}: the link leads nowhere: {target}"


RULES = [
    arrows,
    internal_headers,
    libraries,
    file_size,
    guards,
    own_header_first,
    typedefs,
    markers,
    machine_paths,
    built,
    links,
]
