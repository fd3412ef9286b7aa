"""Writes histories with the figures of the second calculation, for tests that do without it.

`python3 tests/oracle/keep.py > tests/oracle/histories.ndjson`: a line for each, under the policy that ships or one with
some of its values set anew. Short histories only, so that the file stays small; the same seed gives the same lines.
"""

import json
import random

import questions
import settings

SEED = 20_251_122
VARIANTS = 60
COUNT = 240
BYTES_MAX = 1_600
SHIPPED = settings.Settings().edits()


def main():
    rng = random.Random(SEED)
    rng.variants = [settings.drawn(rng) for _ in range(VARIANTS)]
    kept = 0
    while kept < COUNT:
        request, check = questions.history(rng)
        anew = {place: told for place, told in request.get("set", {}).items() if told != SHIPPED.get(place)}
        line = {"facts": request["facts"], "set": anew, "expect": check.expected}
        text = json.dumps(without_sources(line), separators=(",", ":"))
        says_something = check.expected["/due/total"] != "0.00" or kept % 8 == 0
        if len(text) <= BYTES_MAX and says_something:
            print(text)
            kept += 1


def without_sources(told):
    """Every setting cites the same source, which is left out."""
    if isinstance(told, dict):
        return {name: without_sources(value) for name, value in told.items() if name != "source"}
    return [without_sources(value) for value in told] if isinstance(told, list) else told


if __name__ == "__main__":
    main()
