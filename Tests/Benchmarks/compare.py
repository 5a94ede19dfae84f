#!/usr/bin/env python3
"""Run Jifen and what a user would pick instead over the same data, in turn, and compare outputs, time and memory.

    compare.py [--rounds N] [--large] [--peers duckdb,polars,...] [--keep FOLDER]

Makes the data, installs the peers into a temporary virtual environment, builds nothing: `swift build -c release` comes
first. Every round runs each program once, one after the other (A B A B …); figures are medians of the rounds, and ratios
are medians of the rounds' own ratios, so that a machine that is busy now and then says little. A table whose output is
not byte for byte the first peer's is an error. The last table is the one that README quotes. --large adds ten million records (700 MB of data). Linux and macOS.
"""
import argparse
import csv
import io
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


def rules(found):
    """Milliseconds that a program says it spent on the rules alone, median of its runs; None where it does not say."""
    times = []
    for run in found:
        for line in run["said"].splitlines():
            words = line.replace(":", " ").split()
            if words[:1] == ["rules"]:
                times.append(float(words[1]) * (1000 if words[2] == "s" else 1))
    return statistics.median(times) if times else None


def summary(results, walls, rounds):
    """The table that README quotes."""
    print(f"\n### For the README\n\n{date.today()}, {platform.machine()}, {os.cpu_count()} cores, median of {rounds} rounds:\n")
    print("| workload | against | jifen | it | jifen's wall | jifen's memory |\n|---|---|---|---|---|---|")
    for title, runs in results.items():
        for peer, found in runs.items():
            if peer == "jifen":
                continue
            ours, its = (f"{statistics.median(r['wall'] for r in runs[n]):.2f} s, "
                         f"{statistics.median(r['memory'] for r in runs[n]):.0f} MB" for n in ("jifen", peer))
            wall, memory = (statistics.median(j[k] / r[k] for j, r in zip(runs["jifen"], found)) for k in ("wall", "memory"))
            print(f"| {title} | {peer} | {ours} | {its} | {wall:.2f} × | {memory:.2f} × |")
            mine, theirs = rules(runs["jifen"]), rules(found)
            if mine and theirs:
                print(f"| {title}, rules alone | {peer} | {mine:.0f} ms | {theirs:.0f} ms | {mine / theirs:.2f} × | |")
    if "sqlite3" in walls:
        ours, its = (statistics.median(walls[n]) for n in ("jifen", "sqlite3"))
        ratio = statistics.median(j / w for j, w in zip(walls["jifen"], walls["sqlite3"]))
        print(f"| 53 units, whole process | sqlite3 | {ours:.1f} ms | {its:.1f} ms | {ratio:.2f} × | |")


def quick(command):
    """Milliseconds of one run with nothing but starting and waiting around it; output goes nowhere."""
    nowhere = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=nowhere)
    _, status = os.waitpid(process, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return (time.perf_counter() - start) * 1000


def small(jifen, rounds):
    """The county of 53 units: the whole process against the sqlite3 command line that does the same (small.sql)."""
    root = HERE.parent.parent
    ours = [str(c) for c in (jifen, "score", root / "RuleSets" / "yanjin-2024.jifen", root / "Examples" / "yanjin-2024")]
    programs = {"jifen": ours, "jifen version": [str(jifen), "version"]}
    sqlite = shutil.which("sqlite3")
    if sqlite:
        data = root / "Examples" / "yanjin-2024" / "采用情况.csv"
        into = [sqlite, ":memory:", "-cmd", ".mode csv", "-cmd", f".import {data} t"]
        read = f".read {HERE / 'small.sql'}"
        programs |= {"sqlite3": [*into, "-cmd", ".mode column", read], "sqlite3 select 1": [sqlite, ":memory:", "select 1"]}
        # The published table is the same, cell by cell; sqlite3 writes its quotes in another way.
        cells = [list(csv.reader(io.StringIO(subprocess.run(c, check=True, capture_output=True, text=True).stdout)))
                 for c in ([*ours, "--format", "csv"], [*into, "-cmd", ".headers on", read])]
        if cells[0] != cells[1][:len(cells[0])]:
            sys.exit("53 units: the table of sqlite3 is not that of jifen")
    else:
        print("53 units: no sqlite3 here to compare with", file=sys.stderr)
    walls = {name: [] for name in programs}
    for _ in range(max(50, 10 * rounds)):
        for name, command in programs.items():
            walls[name].append(quick(command))
    print(f"\n### 53 units, whole process, median of {len(walls['jifen'])}\n\n| | wall ms | jifen's wall |\n|---|---|---|")
    for name, found in walls.items():
        ratio = statistics.median(j / w for j, w in zip(walls["jifen"], found))
        print(f"| {name} | {statistics.median(found):.1f} | {'' if name == 'jifen' else f'{ratio:.2f} ×'} |")
    return walls


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
        medians, results = {}, {}
        for (kind, count), path in data.items():
            known = [p for p in peers if p in (ITEMS if kind == "items" else TALLIES)]
            script = HERE / ("peers.py" if kind == "items" else "peers-tallies.py")
            runs = workload(f"{kind}, {count:,} rows", script, known, python, asked.jifen, HERE / f"{kind}.jifen",
                            path, folder, asked.rounds)
            results[f"{kind}, {count:,} rows"] = runs
            medians[kind, count] = statistics.median(r["wall"] for r in runs["jifen"])
        if asked.large:
            growth = medians["items", 10_000_000] / medians["items", 1_000_000]
            print(f"\nten times the records take {growth:.1f} times as long")
        summary(results, small(asked.jifen, asked.rounds), asked.rounds)
    finally:
        if not asked.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
