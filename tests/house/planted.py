#!/usr/bin/env python3
"""Shows that the rules of the house can complain.

Plants one offence at a time in a small clean tree and expects exactly the rule
that it offends to speak up.

usage: planted.py C-COMPILER
"""

import os
import subprocess
import sys
import tempfile

import packs
import symbols
import tree

HEADER = "/*\n * Words.\n */\n#ifndef {0}\n#define {0}\n\n#endif\n"

CLEAN = {
    "base/meson.build": "files('str.c')\n",
    "base/str.h": HEADER.format("GAMEDAY_BASE_STR_H"),
    "base/str.c": '#include "base/str.h"\n\n#include <stdio.h>\n'
    'const char *a = "pipes_per_s vendor"; /* "old-valve" */\n',
    "base/file.h": HEADER.format("GAMEDAY_BASE_FILE_H"),
    "sim/meson.build": "files('engine.c')\n",
    "sim/engine.h": HEADER.format("GAMEDAY_SIM_ENGINE_H"),
    "sim/engine.c": '#include "sim/engine.h"\n#include "base/str.h"\n',
    "ui/draw_internal.h": HEADER.format("GAMEDAY_UI_DRAW_INTERNAL_H"),
    "scenarios/leak/scenario.json": '{"id": "leak", "unit": {"one": "pipe", "many": "pipes"},'
    ' "causes": [{"id": "old-valve"}, {"id": "vendor"}, {"id": "rust", "title": "The tap drips"}],'
    ' "variants": [{"id": "frost"}], "mitigations": [{"id": "bucket"}], "alerts": [{"id": "puddle"}],'
    ' "model": {"attributes": {"tenant": ["cellar"]}}, "screen": {"private": ["Maple"]}}',
    "scenarios/leak/stakeholders.json": '{"stakeholders": [{"id": "boss", "name": "Ada Moor"}]}',
    "README.md": "[the engine](sim/engine.h) and [the rest](https://example.com/)\n",
}

# The rule, the file that is changed, and its new text.
OFFENCES = [
    ("arrows", "base/str.c", '#include "base/str.h"\n#include "sim/engine.h"\n'),
    ("arrows", "sim/engine.c", '#include "sim/engine.h"\n#include "base/nowhere.h"\n'),
    ("arrows", "sim/engine.c", '#include "sim/engine.h"\n#include "str.h"\n'),
    ("arrows", "sim/engine.c", '#include "sim/engine.h"\n#include "base/file.h"\n'),
    ("internal_headers", "cli/main.c", '#include "ui/draw_internal.h"\n'),
    ("libraries", "base/str.c", '#include "base/str.h"\n#include <cjson/cJSON.h>\n'),
    ("libraries", "ui/x.c", "#include <sqlite3.h>\n"),
    ("libraries", "ui/x.c", "#include <curl/curl.h>\n"),
    ("libraries", "cli/x.c", "#include <ncursesw/curses.h>\n"),
    ("file_size", "sim/engine.c", '#include "sim/engine.h"\n' + "\n" * 500),
    ("guards", "base/str.h", "/* Words. */\n#pragma once\n"),
    ("guards", "base/str.h", CLEAN["base/str.h"].replace("_STR_", "_VEC_")),
    ("guards", "base/str.h", CLEAN["base/str.h"].split("*/\n")[1]),
    ("own_header_first", "base/str.c", '#include <stdio.h>\n\n#include "base/str.h"\n'),
    ("typedefs", "base/str.h", CLEAN["base/str.h"] + "typedef struct str { int x; } str;\n"),
    ("markers", "sim/engine.c", CLEAN["sim/engine.c"] + "/* TO" + "DO: the rest */\n"),
    ("markers", "sim/engine.c", CLEAN["sim/engine.c"] + "/* only a stu" + "b */\n"),
    ("machine_paths", "README.md", "see /ho" + "me/me/notes\n"),
    ("built", "sim/queue.c", "\n"),
    ("scenario_names", "sim/engine.c", CLEAN["sim/engine.c"] + 'const char *a = "old-valve";\n'),
    ("scenario_names", "sim/engine.c", CLEAN["sim/engine.c"] + 'const char *a = "leak";\n'),
    ("scenario_names", "sim/engine.c", CLEAN["sim/engine.c"] + 'const char *a = "two pipes";\n'),
    ("scenario_names", "sim/engine.c", CLEAN["sim/engine.c"] + 'const char *a = "boss";\n'),
    ("scenario_names", "sim/engine.c", CLEAN["sim/engine.c"] + 'const char *a = "ask Ada";\n'),
    ("scenario_names", "sim/engine.c", CLEAN["sim/engine.c"] + 'const char *a = "maple";\n'),
    ("scenario_names", "sim/engine.c", CLEAN["sim/engine.c"] + 'const char *a = "rust";\n'),
    ("scenario_names", "sim/engine.c", CLEAN["sim/engine.c"] + 'const char *a = "The tap drips";\n'),
    ("scenario_names", "sim/engine.c", CLEAN["sim/engine.c"] + 'const char *a = "frost";\n'),
    ("scenario_names", "sim/engine.c", CLEAN["sim/engine.c"] + 'const char *a = "bucket";\n'),
    ("scenario_names", "sim/engine.c", CLEAN["sim/engine.c"] + 'const char *a = "puddle";\n'),
    ("scenario_names", "sim/engine.c", CLEAN["sim/engine.c"] + 'const char *a = "cellar";\n'),
    ("scenario_names", "sim/engine.c", CLEAN["sim/engine.c"] + 'const char *a = "Ada Moor";\n'),
    ("links", "README.md", "[the clock](sim/clock.h)\n"),
]

# The room that offends, its text, and what the complaint must name.
COMPILED = [
    ("base", "int sim_run(void); int base_x(void); int base_x(void) { return sim_run(); }", "sim_run"),
    ("sim", "int ui_draw(void); int sim_run(void); int sim_run(void) { return ui_draw(); }", "ui_draw"),
    ("sim", "double exp(double); double sim_e(double x); double sim_e(double x) { return exp(x); }", "exp"),
    ("sim", "long time(long *); long sim_t(void); long sim_t(void) { return time(0); }", "time"),
    ("ui", "int sqlite3_open(int); int ui_o(void); int ui_o(void) { return sqlite3_open(0); }", "sqlite3_open"),
]
COMPILED_CLEAN = {
    "base": "int base_one(void); int base_one(void) { return 1; }",
    "sim": "int base_one(void); int sim_run(void); int sim_run(void) { return base_one(); }",
    "ui": "int sim_run(void); int ui_draw(void); int ui_draw(void) { return sim_run(); }",
}


def complaining(root):
    """The names of the rules that complain about a tree."""
    return [rule.__name__ for rule in tree.RULES + packs.RULES if list(rule(root))]


def plant(files):
    """Writes a tree and asks all rules of it."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            place = os.path.join(root, path)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "w", encoding="utf-8") as file:
                file.write(text)
        return complaining(root)


def build(compiler, texts):
    """Compiles one library a room and asks the symbols."""
    with tempfile.TemporaryDirectory() as root:
        archives = {}
        for room, text in texts.items():
            stem = os.path.join(root, room)
            with open(stem + ".c", "w", encoding="utf-8") as file:
                file.write(text)
            subprocess.run([*compiler, "-fno-builtin", "-c", stem + ".c", "-o", stem + ".o"], check=True)
            subprocess.run(["ar", "crs", stem + ".a", stem + ".o"], check=True)
            archives[room] = stem + ".a"
        return list(symbols.complaints(archives))


def main():
    compiler = sys.argv[1:]
    results = [("a clean tree", plant(CLEAN) == [])]
    for rule, path, text in OFFENCES:
        files = {**CLEAN, path: text}
        if path.endswith(".c") and path not in CLEAN and rule != "built":
            files[os.path.dirname(path) + "/meson.build"] = f"files('{os.path.basename(path)}')\n"
        said = plant(files)
        results.append((f"{rule} in {path}: {said}", said == [rule]))
    results.append(("clean libraries", build(compiler, COMPILED_CLEAN) == []))
    for room, text, name in COMPILED:
        said = build(compiler, {**COMPILED_CLEAN, room: text})
        results.append((f"{room}/ uses {name}: {said}", len(said) > 0 and f" {name}" in said[0]))

    print(f"1..{len(results)}")
    for number, (name, good) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
    return 0 if all(good for _, good in results) else 1


if __name__ == "__main__":
    sys.exit(main())
