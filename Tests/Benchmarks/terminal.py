#!/usr/bin/env python3
"""How a long run behaves on a terminal, and what it leaves behind when it is interrupted.

    terminal.py ITEMS.csv [JIFEN]      ITEMS.csv: made by make-items.py, so large that scoring takes over a second

Progress shows on standard error after a second, never goes back, and is gone at the end; into a file nothing is said.
An interruption leaves neither the result nor a part of it. Linux and macOS.
"""
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def on_terminal(command, signalled=None):
    """What the command writes to a terminal on standard error, and its status; a signal is sent after some seconds."""
    process, terminal = pty.fork()
    if process == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execv(command[0], command)
    said, start = b"", time.monotonic()
    while True:
        if signalled and time.monotonic() - start > signalled[1]:
            os.kill(process, signalled[0])
            signalled = None
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                part = os.read(terminal, 4096)
            except OSError:
                break
            if not part:
                break
            said += part
    return said.decode(errors="replace"), os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), time.monotonic() - start


def main():
    jifen = sys.argv[2] if len(sys.argv) > 2 else str(HERE.parent.parent / ".build" / "release" / "jifen")
    command = [jifen, "score", str(HERE / "items.jifen"), sys.argv[1], "--format", "csv", "--language", "en"]
    said, status, seconds = on_terminal(command)
    assert status == 0, said
    shares = [int(n) for n in re.findall(r"reading (\d+)%", said)]
    if seconds > 2:
        assert shares, f"no progress in {seconds:.1f} s"
        assert shares == sorted(shares) and shares[-1] <= 100, shares
        assert "\x1b[K" in said[said.rindex("reading"):], "the line is left behind"
    print(f"progress: {len(shares)} steps in {seconds:.1f} s")
    quiet = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    assert "reading" not in quiet.stderr, quiet.stderr
    with tempfile.TemporaryDirectory() as folder:
        for number in (signal.SIGINT, signal.SIGTERM):
            for share in (0.3, 0.6, 0.9):
                _, status, _ = on_terminal([*command, "-o", folder + "/out.csv"], (number, seconds * share))
                left = os.listdir(folder)
                assert left in ([], ["out.csv"]), left
                if left:
                    # It had finished: then the file is whole.
                    assert status == 0, status
                    os.remove(folder + "/out.csv")
                print(f"{number.name} after {seconds * share:.1f} s: status {status}, nothing by halves")


if __name__ == "__main__":
    main()
