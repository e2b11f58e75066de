#!/usr/bin/env python3
"""Shows that docs/pack-format.md describes every key that a pack may hold.

The loader's tables are the format; their keys are read out of its source.

usage: format_doc.py ROOT
"""

import glob
import os
import re
import sys

TABLE = re.compile(r'(?:\{\s*|FIELD_READ_BY_CALLER\()"(\w+)"(?:,\s*FIELD_\w+|\))')
CONDITION = re.compile(r'\bP\(\w+, "(\w+)"\)')
EXTRA = re.compile(r'NAMES_\w+,\s*"(\w+)"|\{ "(above)", "(below)", NULL \}|\{ "(min_score)", NULL \}')


def keys_of(root):
    """Key -> the file that reads it."""
    keys = {}
    for path in sorted(glob.glob(os.path.join(root, "scenarios", "*.[ch]"))):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        name = os.path.basename(path)
        found = TABLE.findall(text) if name.startswith("parse_") else []
        if name == "predicate.h":
            found += CONDITION.findall(text)
        if name == "parse_predicate.c":
            found += [word for match in EXTRA.findall(text) for word in match if word]
        for key in found:
            keys.setdefault(key, name)
    return keys


def main():
    root = sys.argv[1]
    keys = keys_of(root)
    with open(os.path.join(root, "docs", "pack-format.md"), encoding="utf-8") as file:
        text = file.read()
    print("1..2")
    enough = len(keys) > 100
    print(f"{'ok' if enough else 'not ok'} 1 - the loader's keys were found ({len(keys)})")
    missing = [key for key in keys if not re.search(rf'[`"]{key}[`"]', text)]
    print(f"{'not ok' if missing else 'ok'} 2 - each is described")
    for key in missing:
        print(f'# "{key}", read by scenarios/{keys[key]}')
    return 0 if enough and not missing else 1


if __name__ == "__main__":
    sys.exit(main())
