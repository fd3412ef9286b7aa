"""Checks with a name, counted: a line each, and at the end `N passed, N failed`."""

import sys
import time
import traceback
from collections.abc import Callable


class Report:
    """What has been checked so far."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def check(self, name: str, run: Callable[[], object]) -> None:
        """Runs one check, which fails by raising; what it returns is shown."""
        start = time.monotonic()
        try:
            said = run()
        except Exception:
            self.failed += 1
            print(f"not ok {name}: {traceback.format_exc()}", flush=True)
        else:
            self.passed += 1
            print(f"ok {name}{'' if said is None else f': {said}'} ({time.monotonic() - start:.1f} s)", flush=True)

    def end(self) -> int:
        """Prints the last line; the exit status."""
        print(f"{self.passed} passed, {self.failed} failed")
        sys.stdout.flush()
        return 0 if self.failed == 0 and self.passed > 0 else 1
