#!/usr/bin/env python3
"""Run Jifen and what a user would pick instead over the same data, in turn, and compare outputs, time and memory.

    compare.py [--rounds N] [--large] [--peers duckdb,polars,...] [--keep FOLDER]

Makes the data, installs the peers into a temporary virtual environment, builds nothing: `swift build -c release` comes
first. Every round runs each program once, one after the other (A B A B …); figures are medians of the rounds, and ratios
are medians of the rounds' own ratios, so that a machine that is busy now and then says little. A table whose output is
not byte for byte the first peer's is an error. --large adds ten million records (700 MB of data). Linux and macOS.
"""
import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = {"duckdb": "duckdb", "polars": "polars", "pandas": "pandas", "sqlite": None, "python": None,
            "cel": "common-expression-language", "zen": "zen-engine", "openfisca": "openfisca-core"}
ITEMS = ["duckdb", "polars", "pandas", "sqlite", "python"]
TALLIES = ["duckdb", "openfisca", "zen", "cel", "python"]


def measured(command, output=None):
    """Wall seconds, processor seconds and peak memory (MB) of one run."""
    start = time.perf_counter()
    with open(output, "wb") if output else open(os.devnull, "wb") as out:
        process = subprocess.Popen([str(c) for c in command], stdout=out, stderr=subprocess.PIPE)
        errors = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))}\nfailed:\n{errors.decode(errors='replace')}")
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / scale,
            "said": errors.decode(errors="replace")}


def environment(folder, peers):
    packages = sorted({PACKAGES[p] for p in peers if PACKAGES[p]})
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / "bin" / "python"
    if packages:
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
    return python


def workload(title, script, peers, python, jifen, method, data, folder, rounds):
    runs = {"jifen": [], **{p: [] for p in peers}}
    for number in range(rounds):
        for name in runs:
            out = folder / f"{name}.csv"
            if name == "jifen":
                found = measured([jifen, "score", method, data, "--format", "csv", "--timings", "--language", "en"], out)
            else:
                found = measured([python, script, name, data, out])
            runs[name].append(found)
        first = (folder / f"{peers[0]}.csv").read_bytes()
        for name in runs:
            if (folder / f"{name}.csv").read_bytes() != first:
                sys.exit(f"{title}: the output of {name} is not that of {peers[0]}")
        print(f"{title}: round {number + 1} of {rounds}", file=sys.stderr)
    print(f"\n### {title}\n\n| | wall s | cpu s | peak MB | jifen's wall | cpu | memory |\n|---|---|---|---|---|---|---|")
    for name, found in runs.items():
        middle = {k: statistics.median(r[k] for r in found) for k in ("wall", "cpu", "memory")}
        ratios = {k: statistics.median(j[k] / r[k] for j, r in zip(runs["jifen"], found))
                  for k in ("wall", "cpu", "memory")}
        cells = "| | | " if name == "jifen" else "| " + " | ".join(
            f"{ratios[k]:.2f} ×" for k in ("wall", "cpu", "memory"))
        print(f"| {name} | {middle['wall']:.2f} | {middle['cpu']:.2f} | {middle['memory']:.0f} {cells} |")
    for name, found in runs.items():
        told = [line for r in found for line in r["said"].splitlines() if line.startswith("rules")]
        if told:
            print(f"\n{name}: {'; '.join(told)}")
    return runs


def small(jifen, rounds):
    """The county of 53 units: the whole process against the sqlite3 command line at the same size."""
    root = HERE.parent.parent
    command = [jifen, "score", root / "RuleSets" / "yanjin-2024.jifen", root / "Examples" / "yanjin-2024"]
    walls = [measured(command)["wall"] * 1000 for _ in range(max(20, rounds))]
    print(f"\n### 53 units, whole process\n\njifen {statistics.median(walls):.1f} ms (median of {len(walls)})")
    if shutil.which("sqlite3"):
        data = root / "Examples" / "yanjin-2024" / "采用情况.csv"
        # The clauses as a sum, ranks inside groups.
        sql = ("select 组, 单位, 省单条*5+省专期*20+市单条*5+市专期*10+县单条+县专期*2+批示原分*3+约稿得分+重点提示得分 as 分, "
               "rank() over (partition by 组 order by 省单条*5+省专期*20+市单条*5+市专期*10+县单条 desc) from t order by 1, 4;")
        command = ["sqlite3", ":memory:", "-cmd", ".mode csv", "-cmd", f".import {data} t", sql]
        walls = [measured(command)["wall"] * 1000 for _ in range(max(20, rounds))]
        print(f"\nsqlite3 {statistics.median(walls):.1f} ms")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--large", action="store_true")
    options.add_argument("--peers", default="duckdb,polars,openfisca")
    options.add_argument("--jifen", type=Path, default=HERE.parent.parent / ".build" / "release" / "jifen")
    options.add_argument("--keep", type=Path, help="a folder for data and environment, kept for the next time")
    asked = options.parse_args()
    peers = asked.peers.split(",")
    folder = asked.keep or Path(tempfile.mkdtemp(prefix="jifen-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        python = folder / "venv" / "bin" / "python"
        if not python.exists():
            python = environment(folder / "venv", peers)
        sizes = [1_000_000] + ([10_000_000] if asked.large else [])
        data = {("items", n): folder / f"items-{n}.csv" for n in sizes} | {
            ("tallies", 1_000_000): folder / "tallies-1000000.csv"}
        for (kind, count), path in data.items():
            if not path.exists():
                subprocess.run([sys.executable, HERE / f"make-{kind}.py", str(count), path], check=True)
        print(f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, median of {asked.rounds} rounds")
        medians = {}
        for (kind, count), path in data.items():
            known = [p for p in peers if p in (ITEMS if kind == "items" else TALLIES)]
            script = HERE / ("peers.py" if kind == "items" else "peers-tallies.py")
            runs = workload(f"{kind}, {count:,} rows", script, known, python, asked.jifen, HERE / f"{kind}.jifen",
                            path, folder, asked.rounds)
            medians[kind, count] = statistics.median(r["wall"] for r in runs["jifen"])
        if asked.large:
            growth = medians["items", 10_000_000] / medians["items", 1_000_000]
            print(f"\nten times the records take {growth:.1f} times as long")
        small(asked.jifen, asked.rounds)
    finally:
        if not asked.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
