"""The word lists: what is wrong in one stops the build and says where.

usage: phrases.py COMPILE.py
"""

import os
import subprocess
import sys
import tempfile

GOOD = "[wait] That it takes long.\nslow*\nis/are late\n"

# (list, piece of the error), or None where the list is good
CASES = [
    (GOOD, None),
    (GOOD + "; a comment\n\nlong? wait\n@wait_more\n[wait_more] More.\nstuck\n", None),
    (GOOD + "slow*\n", "words.txt:4: 'slow*' stands in [wait] already, at words.txt:2"),
    (GOOD + "[wait] Again.\nlate\n", "words.txt:4: there is a group [wait] already, at words.txt:1"),
    (GOOD + "[late]\nlate\n", "words.txt:4: say behind [late] what its phrases mean"),
    (GOOD + "[Late] x\nlate\n", "words.txt:4: a group begins with [name]"),
    (GOOD + "[empty] Nothing.\n", "words.txt:4: [empty] is empty"),
    (GOOD + "Late\n", "words.txt:4: write 'Late' in small letters"),
    (GOOD + "isn't there\n", "words.txt:4: 'isn't there' is never found: write contractions out"),
    (GOOD + "late!\n", "words.txt:4: 'late!' is no word of a phrase"),
    (GOOD + "late?\n", "words.txt:4: 'late?' could be nothing at all"),
    (GOOD + "~ late\n", "words.txt:4: a gap (~) must stand between two words"),
    (GOOD + "@nowhere\n", "words.txt:4: there is no group [nowhere]"),
    (GOOD + "@other\n[other] Other.\n@wait\n", "take each other in"),
    ("late\n" + GOOD, "words.txt:1: 'late' stands before the first [group]"),
    (GOOD + "a/b/c/d/e/f/g/h a/b/c/d/e/f/g/h a/b/c/d/e/f/g/h\n", "words.txt:4: 'a/b"),
]


def compile_list(compiler, folder, text):
    """Runs the compiler over one list; what it said, or what it made."""
    words, common = os.path.join(folder, "words.txt"), os.path.join(folder, "common.txt")
    source, header = os.path.join(folder, "out.c"), os.path.join(folder, "out.h")
    for path, content in ((words, text), (common, "; notice\nlate soon\nword\n")):
        with open(path, "w", encoding="ascii") as file:
            file.write(content)
    for path in (source, header):
        if os.path.exists(path):
            os.remove(path)
    done = subprocess.run([sys.executable, compiler, source, header, common, words],
                          capture_output=True, text=True, check=False)
    if done.returncode:
        assert not os.path.exists(source), "an error, and a file all the same"
        return False, done.stderr
    with open(source, encoding="ascii") as file:
        return True, file.read()


def main():
    """One line a case, as TAP."""
    print(f"1..{len(CASES) + 1}")
    bad = False
    with tempfile.TemporaryDirectory() as folder:
        for number, (text, wanted) in enumerate(CASES, 1):
            made, said = compile_list(sys.argv[1], folder, text)
            good = made if wanted is None else not made and wanted in said
            print(f"{'ok' if good else 'not ok'} {number} - {wanted or 'a good list'}")
            if not good:
                print("# " + said.strip()[:300])
            bad |= not good
        _, made = compile_list(sys.argv[1], folder, GOOD)
        good = '"slow*|is late|are late"' in made.replace('"\n\t"', "") and '"late\\0soon\\0word\\0"' in made
        print(f"{'ok' if good else 'not ok'} {len(CASES) + 1} - alternatives are written out, words sorted")
    sys.exit(bad or not good)


if __name__ == "__main__":
    main()
