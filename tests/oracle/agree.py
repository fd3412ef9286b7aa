"""Sends random requests to the engine and to the second calculation, and says where they differ.

`python3 tests/oracle/agree.py PROGRAM [--count N] [--seed N]`, where PROGRAM is the built example
`replies`. Prints a line for each kind of request, and at the end how many kinds agree throughout; the exit
status is that of the comparison. A request that differs is printed whole, so that it can be kept as a
vector. The same seed asks the same requests.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from multiprocessing import Pool

import questions
import settings

BATCH = 1_000
VARIANTS = 20
SHOWN = 10


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program")
    arguments.add_argument("--count", type=int, default=100_000)
    arguments.add_argument("--seed", type=int, default=20_251_122)
    asked = arguments.parse_args()
    batches = [(asked.program, asked.seed, start, min(BATCH, asked.count - start)) for start in range(0, asked.count, BATCH)]
    agreed, differing = Counter(), Counter()
    with Pool() as pool:
        for good, bad, found in pool.imap(compared, batches):
            for line in found[: max(0, SHOWN - sum(differing.values()))]:
                print(line)
            agreed += good
            differing += bad
    kinds = [maker.__name__ for maker, _ in questions.MAKERS]
    for kind in kinds:
        print(f"{kind}: {agreed[kind]} agree, {differing[kind]} differ")
    passed = sum(1 for kind in kinds if agreed[kind] and not differing[kind])
    print(f"{passed} passed, {len(kinds) - passed} failed")
    return 0 if passed == len(kinds) else 1


def compared(batch):
    """How many requests of one batch agree and differ, by kind, and those that differ."""
    program, seed, start, count = batch
    rng = random.Random(f"{seed}/{start}")
    # Making a policy costs more than asking it, so that a batch asks few of them often.
    rng.variants = [settings.drawn(rng) for _ in range(VARIANTS)]
    asked = [make(rng) for _ in range(count)]
    agreed, differing, lines = Counter(), Counter(), []
    for (kind, request, check), reply in zip(asked, replies(program, asked), strict=True):
        found = check(reply) if "failure" not in reply else [f"failure: {reply['failure']}"]
        (differing if found else agreed)[kind] += 1
        if found:
            lines.append("\n    ".join([json.dumps(request, ensure_ascii=False), *found]))
    return agreed, differing, lines


def make(rng):
    makers, weights = zip(*questions.MAKERS, strict=True)
    maker = rng.choices(makers, weights)[0]
    request, check = maker(rng)
    return maker.__name__, request, check


def replies(program, asked):
    """The engine's replies, in the order of the requests."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as lines:
        lines.writelines(json.dumps(request) + "\n" for _, request, _ in asked)
        lines.seek(0)
        done = subprocess.run([program], stdin=lines, capture_output=True, check=True, encoding="utf-8")
    return map(json.loads, done.stdout.splitlines())


if __name__ == "__main__":
    sys.exit(main())
