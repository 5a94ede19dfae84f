#!/usr/bin/env python3
"""Run methods as SQL and compare every result with `jifen score`, row for row.

    compare.py ENGINE JIFEN [--seconds N] CASE...       ENGINE: sqlite | duckdb | postgresql | spark

Every script runs whole, once more for one published table alone, and now and then on tables that it may only read.
After N seconds no further case is begun.
A CASE is a folder with method.jifen and a CSV file for each table, or METHOD=FOLDER, or METHOD=FOLDER=VARIANT.
Prints one line for each difference and a summary; exits with 1 where there is a difference.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

from engines import ENGINES


def jifen(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def operands(case):
    parts = case.split("=")
    if len(parts) == 1:
        folder = parts[0]
        tables = sorted(f for f in os.listdir(folder) if f.endswith(".csv"))
        return os.path.basename(folder), os.path.join(folder, "method.jifen"), [folder] if tables else [], []
    options = ["--variant", parts[2]] if len(parts) > 2 else []
    return os.path.basename(parts[1].rstrip("/")), parts[0], [parts[1]], options


def results(engine, script):
    """The catalogue and every view in its order."""
    name = re.findall(r"VIEW ([\"`].*[\"`]) AS$", script, re.MULTILINE)[-1]
    found = []
    for kind, title, view, order in engine.rows(f"SELECT * FROM {name}")[1]:
        by = "" if kind == "contributions" else f" ORDER BY {engine.quoted(order)}"
        header, rows = engine.rows(f"SELECT * FROM {engine.quoted(view)}{by}")
        found.append((kind, title, header, rows if by else sorted(rows, key=str)))
    return found


def spelled(cell):
    """A month that is copied from the input: files write it in several ways, databases in one."""
    month = re.fullmatch(r"(\d{4})年(\d{1,2})月", cell)
    return f"{month[1]}-{int(month[2]):02d}" if month else cell


def compare(expected, found):
    differences = []
    tables = [r for r in found if r[0] == "table"]
    wanted = {}
    for table in expected["tables"]:
        wanted.setdefault(table["name"], []).append([[spelled(c["shown"]) for c in r["values"].values()] for r in table["rows"]])
    have = {}
    for _, title, header, rows in tables:
        names = []
        for row in rows:
            have.setdefault(row[1], [])
            if row[1] not in names:
                names.append(row[1])
        for name in names:
            have[name].append([[spelled(c) for c in r[2:]] for r in rows if r[1] == name])
    for name in sorted(set(wanted) | set(have)):
        one = [t for t in wanted.get(name, []) if t]
        other = [t for t in have.get(name, []) if t]
        if one != other:
            pairs = [(a, b) for x, y in zip(one, other) for a, b in zip(x, y) if a != b]
            lengths = ([len(t) for t in one], [len(t) for t in other])
            first = "\n".join(f"  jifen {a}\n  sql   {b}" for a, b in pairs[:3]) or f"  rows {lengths}"
            differences.append(f"table {name}:\n{first}")
    expected_lists = [
        (x["name"], x["group"], x.get("period"), x["units"], [(e["unit"], e["reason"]) for e in x["excluded"]], x["tied"])
        for x in expected["lists"]]
    rows_of = {}
    for kind, title, header, rows in found:
        if kind == "list":
            for row in rows:
                rows_of.setdefault((title, row[1], row[2]), []).append(row)
    for name, group, period, units, excluded, tied in expected_lists:
        rows = rows_of.pop((name, group, period), [])
        got = ([r[3] for r in rows if r[5] in ("入选", "in")],
               [(r[3], r[6]) for r in rows if r[5] in ("排除", "excluded")], [r[3] for r in rows if r[7] == "是"])
        if got != (units, excluded, tied):
            differences.append(f"list {name} {group} {period}:\n  jifen {(units, excluded, tied)}\n  sql   {got}")
    for key in rows_of:
        differences.append(f"list {key}: only in sql")
    grades = {}
    for kind, title, header, rows in found:
        if kind == "grades":
            for row in rows:
                grades.setdefault((title, row[1], row[2]), []).append(row[3])
    for entry in expected["grades"]:
        for row in entry["rows"]:
            got = grades.pop((entry["name"], entry["group"], row["grade"]), [])
            if got != row["units"]:
                differences.append(f"grade {entry['name']} {entry['group']} {row['grade']}:\n  jifen {row['units']}\n  sql   {got}")
    for key in grades:
        differences.append(f"grade {key}: only in sql")
    return differences


def ledger(expected, found):
    """Where a table shows 总分 as the sum of all clauses, contributions add up to it."""
    sums = {}
    for kind, _, _, rows in found:
        if kind == "contributions":
            for row in rows:
                sums[row[0]] = sums.get(row[0], 0) + Fraction(int(row[6]), int(row[7]))
    differences = []
    for table in expected["tables"]:
        for row in table["rows"]:
            total = row["values"].get("总分")
            if total and total["exact"] is not None and row.get("period") is None:
                if Fraction(total["exact"]) != sums.get(row["unit"], 0):
                    differences.append(f"contributions of {row['unit']}: {sums.get(row['unit'], 0)} for {total['exact']}")
    return differences


def problems(engine, name, program, arguments):
    """What the checks find, the method's own statements aside."""
    code, script, errors = jifen(program, "sql", *arguments, "--dialect", name, "--check-data")
    if code != 0:
        raise RuntimeError(errors)
    engine.run(script)
    view = re.findall(r"VIEW ([\"`].*[\"`]) AS$", script, re.MULTILINE)[-1]
    return [row for row in engine.rows(f"SELECT * FROM {view}")[1] if row[0] != "J514"]


def alone(make, name, program, arguments, whole, number):
    """One published table, by turns, asked for alone: the same as among all."""
    titles = sorted({title for kind, title, _, _ in whole if kind == "table"})
    if not titles:
        return []
    title = titles[number % len(titles)]
    code, script, errors = jifen(program, "sql", *arguments, "--dialect", name, "--table", title)
    if code != 0:
        return [f"--table {title}: {errors.strip()[:300]}"]
    engine = make()
    try:
        engine.run(script)
        got = results(engine, script)
    except Exception as problem:
        return [f"--table {title}: {type(problem).__name__}: {str(problem)[:600]}"]
    finally:
        engine.close()
    wanted = [table for table in whole if table[0] == "table" and table[1] == title]
    if got == wanted:
        return []
    pairs = [(a, b) for x, y in zip(wanted, got) for a, b in zip(x[3], y[3]) if a != b]
    return [f"--table {title} alone:\n  whole {a}\n  alone {b}" for a, b in pairs[:2]] or [f"--table {title} alone: rows"]


def reading_only(make, name, program, method, data, options, whole):
    """The tables stand in a database that the script may read and not change."""
    if name == "spark":
        return []
    _, script, _ = jifen(program, "sql", method, *options, "--dialect", name)
    _, both, _ = jifen(program, "sql", method, *data, *options, "--dialect", name)
    if not both.endswith(script):
        return ["the script with data is not the script after its data"]
    load = both[:len(both) - len(script)].replace("CREATE TEMPORARY TABLE", "CREATE TABLE")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "tables")
        writer = make(path)
        writer.run(load)
        writer.close()
        reader = make(path, reads_only=True)
        try:
            reader.run(script)
            return [] if results(reader, script) == whole else ["on tables that may only be read: other results"]
        except Exception as problem:
            return [f"on tables that may only be read: {type(problem).__name__}: {str(problem)[:300]}"]
        finally:
            reader.close()


def differences(number, title, name, program, method, data, options, expected, script):
    """Everything about one case that is not as `jifen score` has it."""
    make = ENGINES[name]
    arguments = [method, *data, *options]
    engine = make()
    try:
        engine.run(script)
        found = results(engine, script)
        wrong = compare(expected, found)
        if title.startswith("random-"):
            wrong += ledger(expected, found)
    except Exception as problem:  # whatever an engine says is a difference
        return [f"{type(problem).__name__}: {str(problem)[:600]}"]
    finally:
        try:
            engine.close()
        except Exception:
            pass
    if wrong:
        return wrong
    wrong = alone(make, name, program, arguments, found, number)
    if not wrong and data and number % 10 == 0:
        wrong = reading_only(make, name, program, method, data, options, found)
    if wrong or name == "spark" and number % 10 != 0:
        return wrong
    engine = make()
    try:
        found = problems(engine, name, program, arguments)
        return [f"checks of good data: {found[:3]}"] if found else []
    except Exception as problem:
        return [f"checks: {type(problem).__name__}: {str(problem)[:600]}"]
    finally:
        engine.close()


def refuses(make, name, program, arguments):
    for part in ("checks", "scores"):
        engine = make()
        try:
            if part == "checks":
                if problems(engine, name, program, arguments):
                    return True
            else:
                code, script, _ = jifen(program, "sql", *arguments, "--dialect", name)
                if code != 0:
                    return True
                engine.run(script)
                results(engine, script)
        except Exception:
            return True
        finally:
            engine.close()
    return False


def main():
    name, program, cases = sys.argv[1], sys.argv[2], sys.argv[3:]
    limit = 0
    if cases[:1] == ["--seconds"]:
        limit, cases = int(cases[1]), cases[2:]
    start = time.monotonic()
    counts = {"agreed": 0, "refused data": 0, "refused by name": 0, "failed": 0}
    reasons = {}
    for number, case in enumerate(cases):
        if limit and time.monotonic() - start > limit:
            counts["not reached"] = len(cases) - number
            break
        title, method, data, options = operands(case)
        code, out, errors = jifen(program, "score", method, *data, *options, "--format", "json")
        if code != 0:
            # The engine must refuse it too: by its checks, or by an error where a score would rest on nothing.
            if refuses(ENGINES[name], name, program, [method, *data, *options]):
                counts["refused data"] += 1
            else:
                counts["failed"] += 1
                print(f"{title}: refused by jifen, not by {name}: {errors.strip().splitlines()[:1]}")
            continue
        code, script, errors = jifen(program, "sql", method, *data, *options, "--dialect", name)
        if code != 0:
            counts["refused by name"] += 1
            first = errors.strip().split("\n")[0]
            reasons[first] = reasons.get(first, 0) + 1
            continue
        found = differences(number, title, name, program, method, data, options, json.loads(out), script)
        counts["failed" if found else "agreed"] += 1
        for difference in found[:4]:
            print(f"{title}: {difference}", flush=True)
    print(f"{name}: " + ", ".join(f"{n} {k}" for k, n in counts.items()))
    for reason, number in sorted(reasons.items(), key=lambda x: -x[1]):
        print(f"  {number} {reason}")
    sys.exit(1 if counts["failed"] else 0)


if __name__ == "__main__":
    main()
