#!/usr/bin/env python3
"""The items workload of Tests/Benchmarks from the SQL that Jifen writes.

    benchmark.py duckdb|spark JIFEN [--rows N] [--items FILE] [--rounds N] [--limit RATIO] [--master local[2]]

duckdb: the generated script and the hand-written query of Tests/Benchmarks/peers.py take turns over the same file; both
read the CSV and write the table. The ratio is the median of the rounds' own ratios of processor time (all threads), of
wall time beside it. spark: the generated script alone, with the records that it scores per second and core. Output that is
not byte for byte the peers' is an error; so is a ratio above --limit.
"""
import argparse
import csv
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from engines import Spark, statements

HERE = Path(__file__).resolve().parent
BENCHMARKS = HERE.parent / "Benchmarks"
HEADER = ["组", "单位", "条数", "得分", "排名"]
TYPES = {"单位": "VARCHAR", "组": "VARCHAR", "信息编号": "VARCHAR", "刊物": "VARCHAR", "形式": "VARCHAR", "批示": "BIGINT",
         "日期": "DATE"}


def peers():
    spec = importlib.util.spec_from_file_location("peers", BENCHMARKS / "peers.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def generated(program, dialect):
    """The statements that prepare, and the query that they end with."""
    done = subprocess.run(
        [program, "sql", BENCHMARKS / "items.jifen", "--dialect", dialect, "--table", "采用记录计分"], capture_output=True,
        check=True)
    found = list(statements(done.stdout.decode()))
    return found[:-1], found[-1]


def measured(work):
    start, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - used


def duckdb(program, items, folder, rounds, limit):
    import duckdb as engine
    steps, query = generated(program, "duckdb")
    module = peers()
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in TYPES.items())

    def ours():
        connection = engine.connect()
        # The columns are declared, as a database's are; the file would else be sampled anew for every view.
        connection.execute(
            "CREATE TEMPORARY VIEW 采用记录 AS SELECT row_number() OVER () AS 行号, * FROM "
            f"read_csv('{items}', header = true, auto_detect = false, delim = ',', columns = {{{columns}}})")
        for step in steps:
            connection.execute(step)
        connection.execute(f"COPY (SELECT {', '.join(HEADER)} FROM ({query})) TO '{folder}/ours.csv' (header, delimiter ',')")
        connection.close()

    walls, cpus = [], []
    for number in range(rounds):
        theirs = measured(lambda: module.duckdb(str(items), f"{folder}/theirs.csv"))
        own = measured(ours)
        walls.append(own[0] / theirs[0])
        cpus.append(own[1] / theirs[1])
        if Path(folder, "ours.csv").read_bytes() != Path(folder, "theirs.csv").read_bytes():
            sys.exit("duckdb: the output is not that of the hand-written query")
        print(f"round {number + 1}: hand-written {theirs[0]:.2f} s ({theirs[1]:.2f} s processor), "
              f"generated {own[0]:.2f} s ({own[1]:.2f} s)")
    ratio = statistics.median(cpus)
    print(f"duckdb: the same bytes; {ratio:.2f} × the processor time, {statistics.median(walls):.2f} × the wall time "
          f"of the hand-written query (median of {rounds})")
    if limit and ratio > limit:
        sys.exit(f"duckdb: above {limit} ×")


def spark(program, items, folder, rounds, master):
    module = peers()
    module.python(str(items), f"{folder}/theirs.csv")
    steps, query = generated(program, "spark")
    cores = int(master[len("local["):-1])
    root = Spark.started(master, cores)
    count = sum(1 for _ in open(items, "rb")) - 1
    kinds = ", ".join(f"`{name}` {'STRING' if kind == 'VARCHAR' else kind}" for name, kind in TYPES.items())
    process = root._jvm.java.lang.ProcessHandle.current().pid()

    def used():
        """Processor seconds of the engine so far, where the system tells."""
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    rates, efforts = [], []
    for number in range(rounds):
        session = root.newSession()
        start, before = time.perf_counter(), used()
        frame = session.read.csv(str(items), header=True, schema=kinds)
        frame.createOrReplaceTempView("records")
        session.sql("CREATE OR REPLACE TEMPORARY VIEW `采用记录` AS "
                    "SELECT monotonically_increasing_id() AS `行号`, * FROM records")
        for step in steps:
            session.sql(step)
        rows = session.sql(query).select(*[f"`{name}`" for name in HEADER]).collect()
        seconds = time.perf_counter() - start
        effort = used() - before
        session.catalog.clearCache()
        with open(f"{folder}/ours.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(HEADER)
            writer.writerows(rows)
        if Path(folder, "ours.csv").read_bytes() != Path(folder, "theirs.csv").read_bytes():
            sys.exit("spark: the output is not the peers'")
        rates.append(count / seconds / cores)
        efforts.append(count / effort if effort else 0)
        print(f"round {number + 1}: {seconds:.1f} s ({effort:.1f} s processor), {rates[-1]:,.0f} records a second and core, "
              f"{efforts[-1]:,.0f} a processor second")
    print(f"spark {master}: the same bytes; at best {max(rates):,.0f} records a second and core, "
          f"{max(efforts):,.0f} a processor second")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("engine", choices=["duckdb", "spark"])
    options.add_argument("jifen")
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--items", type=Path, help="a file that make-items.py wrote")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--limit", type=float)
    options.add_argument("--master", default="local[2]")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        items = asked.items
        if items is None:
            items = Path(folder, "items.csv")
            subprocess.run([sys.executable, BENCHMARKS / "make-items.py", str(asked.rows), items], check=True)
        if asked.engine == "duckdb":
            duckdb(asked.jifen, items, folder, asked.rounds, asked.limit)
        else:
            spark(asked.jifen, items, folder, asked.rounds, asked.master)


if __name__ == "__main__":
    main()
