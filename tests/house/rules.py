#!/usr/bin/env python3
"""Asks every rule of the house of this tree.

usage: rules.py ROOT [ROOM=LIBRARY...]
"""

import sys

import packs
import symbols
import tree


def report(number, name, wrong):
    """One TAP line, with the complaints as its comments."""
    print(f"{'not ok' if wrong else 'ok'} {number} - {name}")
    for complaint in wrong:
        print(f"# {complaint}")
    return not wrong


def main():
    root = sys.argv[1]
    archives = dict(argument.split("=", 1) for argument in sys.argv[2:])
    rules = tree.RULES + packs.RULES
    print(f"1..{len(rules) + 1}")
    good = True
    for number, rule in enumerate(rules, 1):
        good &= report(number, rule.__doc__.splitlines()[0], list(rule(root)))
    good &= report(
        len(rules) + 1,
        "A room links only what it may use.",
        list(symbols.complaints(archives)),
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
