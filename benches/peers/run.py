"""Runs a command and tells, as one line of JSON, the seconds that it took, those of the processor, and its memory at
most in kB (`VmHWM`, looked at every millisecond, so that what stood there before the command began does not count).

    python3 run.py COMMAND [ARGUMENT …]
"""

import json
import os
import sys
import time


def peak(pid):
    try:
        with open(f"/proc/{pid}/status") as status:
            return max((int(line.split()[1]) for line in status if line.startswith("VmHWM")), default=0)
    except OSError:
        return 0


start = time.monotonic()
pid = os.fork()
if pid == 0:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execvp(sys.argv[1], sys.argv[1:])
kilobytes = 0
while True:
    now = peak(pid)
    ended, status, usage = os.wait4(pid, os.WNOHANG)
    if ended:
        break
    # Until the command has begun, this is the memory of this script.
    if time.monotonic() - start > 0.003:
        kilobytes = max(kilobytes, now)
    time.sleep(0.001)
seconds = time.monotonic() - start
code = os.waitstatus_to_exitcode(status)
print(json.dumps({"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "kilobytes": kilobytes}))
sys.exit(code)
