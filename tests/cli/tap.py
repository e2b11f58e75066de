"""Runs tests and tells what came of each, in the Test Anything Protocol."""
import contextlib

LONGEST = 3000  # characters of what went wrong


def run(tests, surroundings=contextlib.nullcontext, skip=lambda test: None):
    """Each test gets a fresh `surroundings()`; skip(test) may give a reason to leave it out.

    Returns the status to exit with.
    """
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, test in enumerate(tests, 1):
        reason = skip(test)
        if reason:
            print(f"ok {number} - {test.__name__} # SKIP {reason}", flush=True)
            continue
        try:
            with surroundings() as given:
                test(*(() if given is None else (given,)))
            print(f"ok {number} - {test.__name__}", flush=True)
        except Exception as wrong:  # each failure is told, the rest still runs
            failed += 1
            print(f"not ok {number} - {test.__name__}", flush=True)
            for line in f"{type(wrong).__name__}: {wrong}"[:LONGEST].splitlines():
                print(f"# {line}", flush=True)
    return 1 if failed else 0
