#!/usr/bin/env python3
"""Makes phrases.c and phrases.h of the word lists in this folder.

usage: compile.py OUT.c OUT.h COMMON.txt GROUPS.txt...

README.md says how a list is written.  A list that is not well formed is an
error that says where, what and what to do; nothing is written then.
"""

import os
import re
import sys

GROUP = re.compile(r"\[([a-z][a-z0-9_]*)\]\s*(.*)")
WORD = re.compile(r"[a-z0-9_.]+\*?|[#~%$/]|@[a-z][a-z0-9_]*|\{(thing|people|symptom|supplier|everyday)\}")
CONTRACTION = re.compile(r"n't|'(re|ve|ll|d|m)\b")
PHRASES_MAX = 400  # that one line may stand for


class Wrong(Exception):
    """A list that cannot be used."""


def parts(token):
    """What one written word stands for: a list of alternatives, "" = none."""
    optional = token.endswith("?")
    bare = token[:-1] if optional else token
    options = [bare] if bare == "/" else bare.split("/")
    if optional:
        options.append("")
    return options


def variants(line, where):
    """All phrases that one line stands for, in order."""
    if line != line.lower():
        raise Wrong(f"{where}: write '{line}' in small letters")
    if CONTRACTION.search(line):
        raise Wrong(f"{where}: '{line}' is never found: write contractions out (do not, we are)")
    found = [""]
    for token in line.replace("'s ", " ").replace("-", " ").split():
        options = parts(token)
        for option in options:
            if option and not WORD.fullmatch(option):
                raise Wrong(f"{where}: '{token}' is no word of a phrase; README.md says what may stand here")
        found = [(f"{start} {option}").strip() for start in found for option in options]
        if len(found) > PHRASES_MAX:
            raise Wrong(f"{where}: '{line}' stands for more than {PHRASES_MAX} phrases; write two lines")
    if "" in found:
        raise Wrong(f"{where}: '{line}' could be nothing at all")
    if found[0].startswith("~") or found[0].endswith("~"):
        raise Wrong(f"{where}: a gap (~) must stand between two words: '{line}'")
    return found


def read_groups(path, groups):
    """Adds the groups of one file: name -> (meaning, phrases, where)."""
    group = None
    name = os.path.basename(path)
    with open(path, encoding="ascii") as file:
        for number, line in enumerate(file, 1):
            where = f"{name}:{number}"
            line = line.split(";")[0].strip()
            if not line:
                continue
            head = GROUP.fullmatch(line)
            if head:
                if head[1] in groups:
                    raise Wrong(f"{where}: there is a group [{head[1]}] already, at {groups[head[1]][2]}")
                if not head[2]:
                    raise Wrong(f"{where}: say behind [{head[1]}] what its phrases mean")
                group = groups[head[1]] = (head[2], [], where)
            elif line.startswith("["):
                raise Wrong(f"{where}: a group begins with [name] and what it means: '{line}'")
            elif group is None:
                raise Wrong(f"{where}: '{line}' stands before the first [group]")
            elif line.startswith("@"):
                group[1].append((line, where))
            else:
                group[1].extend((phrase, where) for phrase in variants(line, where))


def resolved(name, groups, within=()):
    """The phrases of a group, those of the groups it takes in included."""
    out = {}
    for phrase, where in groups[name][1]:
        if not phrase.startswith("@"):
            if phrase in out:
                raise Wrong(f"{where}: '{phrase}' stands in [{name}] already, at {out[phrase]}")
            out[phrase] = where
            continue
        other = phrase[1:]
        if other not in groups:
            raise Wrong(f"{where}: there is no group [{other}]")
        if other in within or other == name:
            raise Wrong(f"{where}: [{name}] and [{other}] take each other in")
        for taken in resolved(other, groups, within + (name,)):
            out.setdefault(taken, where)
    if not out:
        raise Wrong(f"{groups[name][2]}: [{name}] is empty")
    return out


def read_common(path):
    """The common words: a sorted list."""
    words = set()
    with open(path, encoding="ascii") as file:
        for number, line in enumerate(file, 1):
            for word in line.split(";")[0].split():
                if not re.fullmatch(r"[a-z]+", word):
                    raise Wrong(f"{os.path.basename(path)}:{number}: '{word}' is no word in small letters")
                words.add(word)
    if not words:
        raise Wrong(f"{os.path.basename(path)}: there is no word in it")
    return sorted(words)


def c_string(pieces, indent="\t"):
    """C string literals that make up the pieces in a row."""
    lines, line = [], ""
    for piece in pieces:
        if line and len(line) + len(piece) > 68:
            lines.append(line)
            line = ""
        line += piece
    lines.append(line)
    return "\n".join(f'{indent}"{line}"' for line in lines)


def write_source(path, groups, common):
    """The .c file."""
    with open(path, "w", encoding="ascii") as out:
        out.write('/* Made by scoring/phrases/compile.py; change the lists there. */\n#include "scoring/phrases.h"\n')
        for name in groups:
            phrases = list(resolved(name, groups))
            pieces = [p + "|" for p in phrases[:-1]] + [phrases[-1]]
            out.write(f"\nconst char say_{name}[] =\n{c_string(pieces)};\n")
        at, places = 0, []
        for word in common:
            places.append(at)
            at += len(word) + 1
        out.write(f"\nconst char common_words[] =\n{c_string(word + chr(92) + '0' for word in common)};\n")
        out.write("\nconst unsigned common_word_places[COMMON_WORDS] = {\n")
        for start in range(0, len(places), 10):
            out.write("\t" + ", ".join(map(str, places[start:start + 10])) + ",\n")
        out.write("};\n")


def write_header(path, groups, common):
    """The .h file."""
    with open(path, "w", encoding="ascii") as out:
        out.write("/*\n * The word lists of scoring/phrases, as patterns for text_find() and its\n"
                  " * like.  Made by scoring/phrases/compile.py; change the lists there.\n */\n"
                  "#ifndef GAMEDAY_SCORING_PHRASES_H\n#define GAMEDAY_SCORING_PHRASES_H\n")
        for name, (meaning, _, _) in groups.items():
            out.write(f"\n/* {meaning} */\nextern const char say_{name}[];\n")
        out.write(f"\n/* Common English words, sorted, each ended by a zero byte. */\n#define COMMON_WORDS {len(common)}\n"
                  "extern const char common_words[];\nextern const unsigned common_word_places[COMMON_WORDS];\n\n#endif\n")


def main():
    """Reads everything, then writes both files."""
    source, header, common_path, *paths = sys.argv[1:]
    groups = {}
    try:
        for path in paths:
            read_groups(path, groups)
        for name in groups:
            resolved(name, groups)
        common = read_common(common_path)
    except (Wrong, OSError, UnicodeDecodeError) as wrong:
        sys.exit(f"phrases: {wrong}")
    write_source(source, groups, common)
    write_header(header, groups, common)


if __name__ == "__main__":
    main()
