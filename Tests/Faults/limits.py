"""The worst inputs, measured: `limits.py JIFEN`, called by `run`. Each must end by itself within the time and memory that
stand behind it, with a status of 0 or 1; a table is printed."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

jifen = os.path.abspath(sys.argv[1])
work = tempfile.mkdtemp(prefix="jifen-limits-")
os.chdir(work)

HEAD = "办法 “考核”\n表 采用，每行一个单位：\n    单位  名称\n    市刊  分\n"
TAIL = "公布：单位、总分\n"
SECONDS, MEGABYTES = 60, 1024
failed = False


def write(name, *pieces):
    with open(name, "w", encoding="utf-8") as file:
        for piece in pieces:
            file.write(piece)
    return name


def measure(what, words, seconds=SECONDS, megabytes=MEGABYTES, code=None, status=None):
    """One run of the program, in a process of its own so that its memory can be told."""
    global failed
    began = time.monotonic()
    with open("messages", "wb") as messages:
        child = os.fork()
        if child == 0:
            os.dup2(os.open("/dev/null", os.O_WRONLY), 1)
            os.dup2(messages.fileno(), 2)
            resource.setrlimit(resource.RLIMIT_CPU, (seconds * 3, seconds * 3))
            os.execv(jifen, [jifen, *words, "--language", "en"])
        _, result, usage = os.wait4(child, 0)
    span = time.monotonic() - began
    processor = usage.ru_utime + usage.ru_stime
    memory = usage.ru_maxrss / 1024
    with open("messages", encoding="utf-8", errors="replace") as file:
        text = file.read()
    size = os.path.getsize("messages")
    first = text.split("]", 1)[0].split("[")[-1] if "[" in text else ""
    ended = f"status {os.waitstatus_to_exitcode(result)}" if os.WIFEXITED(result) else (
        signal.Signals(os.WTERMSIG(result)).name)
    held = (os.WIFEXITED(result) and os.WEXITSTATUS(result) in (0, 1) and processor <= seconds and memory <= megabytes
            and size <= 4 << 20 and (code is None or f"[{code}]" in text)
            and (status is None or os.WEXITSTATUS(result) == status))
    failed |= not held
    print(f"| {what} | {span:.2f} s | {memory:.0f} MB | {ended} {first} | {'' if held else 'BEYOND'} |", flush=True)


print("| input | time | memory | ends with | |\n| --- | --- | --- | --- | --- |")
tally = write("t.csv", "单位,市刊\n甲,1\n")

write("m.jifen", HEAD, "总分 = 市刊", " + 市刊" * 1_000_000, "\n", TAIL)
measure("a sum of 1,000,000 terms", ["check", "m.jifen"], code="J114", status=1)
write("m.jifen", HEAD, "总分 = 市刊", " + 市刊" * 90_000, "\n", TAIL)
measure("a sum of 90,000 terms", ["check", "m.jifen"], code="J122", status=1)
for depth in (64, 10_000, 90_000):
    write("m.jifen", HEAD, "总分 = ", "(" * (depth - 1), "市刊", ")" * (depth - 1), "\n", TAIL)
    measure(f"parentheses {depth} deep", ["check", "m.jifen"], status=0 if depth == 64 else 1)
write("m.jifen", HEAD, "总分 = ", "-" * 190_000, "市刊\n", TAIL)
measure("190,000 signs before a name", ["check", "m.jifen"], status=1)
write("m.jifen", HEAD, "总分 = ", "9" * 1_000_000, " 分\n", TAIL)
measure("a number of 1,000,000 digits in a method", ["check", "m.jifen"], status=1)
for command in (["check", "m.jifen"], ["score", "m.jifen", tally], ["explain", "m.jifen", tally, "甲"],
                ["report", "m.jifen", tally], ["sql", "m.jifen", "--dialect", "sqlite"], ["sensitivity", "m.jifen", tally],
                ["score", "m.jifen", tally, "-o", "f.xlsx", "--formulas"]):
    write("m.jifen", HEAD, "d0 = 市刊\n", "".join(f"d{i} = d{i - 1} + d{i - 1}\n" for i in range(1, 101)),
          "总分 = d100\n", TAIL)
    measure("100 definitions, each twice the one before: " + command[0] + (" --formulas" if len(command) > 4 else ""),
            command)
write("m.jifen", HEAD, "d0 = 市刊\n", "".join(f"d{i} = d{i - 1} × d{i - 1}\n" for i in range(1, 101)),
      "总分 = d100\n", TAIL)
measure("100 definitions, each the square of the one before", ["check", "m.jifen"])
for name, start, count in (("m", "d0 = 市刊\n", 39), ("f", "d0 = 市刊 ÷ 3\n", 39), ("q", "上限 = 1 次\nd0 = 上限\n", 39),
                           ("l", "d0 = 市刊\n", 16)):
    write(name + ".jifen", HEAD.replace("分\n", "次\n"), start,
          "".join(f"d{i} = d{i - 1} × d{i - 1}\n" for i in range(1, count + 1)),
          f"条款 “一”：d{count} 超过 0 的，得 1 分\n总分 = 各条款之和\n排名：总分 从高到低\n", TAIL)
write("s.csv", "单位,市刊\n甲,2\n")
for command in (["score", "m.jifen", "s.csv"], ["explain", "m.jifen", "s.csv", "甲"],
                ["sensitivity", "m.jifen", "s.csv"], ["reach", "m.jifen", "s.csv", "甲", "--rank", "1"],
                ["audit", "m.jifen", "s.csv", write("p.csv", "单位,总分\n甲,1\n")],
                ["fit", "m.jifen", "s.csv", "p.csv"], ["bounds", "m.jifen", "s.csv"],
                ["report", "m.jifen", "s.csv"]):
    measure("2 to the power of 2 to the power of 39: " + command[0], command, seconds=5, code="J430", status=1)
measure("2 to the power of 2 to the power of 39: check", ["check", "m.jifen"], seconds=5, status=0)
measure("the same of 2 ÷ 3", ["score", "f.jifen", "s.csv"], seconds=5, code="J430", status=1)
measure("the same of a parameter: check", ["check", "q.jifen"], seconds=5, status=0)
measure("the same of a parameter: sensitivity", ["sensitivity", "q.jifen", "s.csv"], seconds=5, status=0)
measure("100,000 numbers of up to 65,536 bits", [
    "score", "l.jifen", write("l.csv", "单位,市刊\n", "".join(f"甲{n},2\n" for n in range(100_000)))],
    seconds=20, code="J431", status=1)
write("m.jifen", HEAD, "".join(f"条款 “{n}”：市刊 每条 {n % 9 + 1} 分\n" for n in range(20_000)).replace("每条", "每分"),
      "总分 = 各条款之和\n", TAIL)
measure("20,000 clauses: check", ["check", "m.jifen"], seconds=120)
write("m.jifen", HEAD.replace("    市刊  分", "    市刊  条"), "".join(f"条款 “{n}”：市刊 每条 1 分\n" for n in range(20_000)),
      "总分 = 各条款之和\n", TAIL)
measure("20,000 clauses: check", ["check", "m.jifen"])
measure("20,000 clauses: score", ["score", "m.jifen", tally])
write("m.jifen", HEAD.replace("    市刊  分", "    市刊  条"), "".join(f"条款 “{n}”：市刊 每条 1 分\n" for n in range(100_000)),
      "总分 = 各条款之和\n", TAIL)
measure("100,000 clauses", ["check", "m.jifen"], code="J114", status=1)
write("m.jifen", HEAD, "".join(f"x{n} = 无名{n}\n" for n in range(40_000)), TAIL)
measure("40,000 errors in a method", ["check", "m.jifen"], status=1)
write("m.jifen", "#" * (8 << 20))
measure("a method of 8 MiB", ["check", "m.jifen"], code="J114", status=1)
write("m.jifen", "办法 “", "a" * (3 << 20), "”\n", HEAD.split("\n", 1)[1], "总分 = 市刊\n", TAIL)
measure("a title of 3 MiB", ["score", "m.jifen", tally])
write("m.jifen", HEAD, "总分 = ", "市" * 1_000_000, "\n", TAIL)
measure("a name of 1,000,000 characters", ["check", "m.jifen"], status=1)

write("m.jifen", HEAD, "总分 = 市刊\n", TAIL)
score = ["score", "m.jifen"]
measure("a CSV of 1,000,000 columns", [*score, write("w.csv", "a," * 1_000_000, "a\n", "1," * 1_000_000, "1\n")],
        code="J327", status=1)
measure("a CSV of 4,096 columns and 2,000 rows", [
    *score, write("w.csv", "单位,市刊,", ",".join(f"c{n}" for n in range(4094)), "\n",
                  "".join(f"甲{n},1," + "," * 4093 + "\n" for n in range(2000)))])
measure("a number of 1,000,000 digits in a cell", [*score, write("w.csv", "单位,市刊\n甲,", "9" * 1_000_000, "\n")],
        code="J405", status=1)
measure("1e999999999 in a cell", [*score, write("w.csv", "单位,市刊\n甲,1e999999999\n")], status=1)
measure("JSON 1,000,000 deep", [*score, write("w.json", "[" * 1_000_000)], status=1)
measure("JSON with 1,000,000 keys in a row", [
    *score, write("w.json", "[{", ",".join(f'"k{n}":1' for n in range(1_000_000)), "}]")], status=1)
measure("200,000 rows that are each wrong", [
    *score, write("w.csv", "单位,市刊\n", "".join(f"甲{n},x\n" for n in range(200_000)))], status=1)
measure("1,000,000 different units", [
    *score, write("w.csv", "单位,市刊\n", "".join(f"甲{n},{n}\n" for n in range(1_000_000)))], status=0)
measure("a quote that is never closed, 100 MiB", [
    *score, write("w.csv", "单位,市刊\n甲,\"", "x,1\n" * (25 << 20))], status=1)
with open("w.csv", "wb") as file:
    file.write("单位,市刊\n甲,".encode())
    for _ in range(1 << 10):
        file.write(b"1" * (1 << 20))
# The file itself is read into memory.
measure("a single line of 1 GiB in a CSV", [*score, "w.csv"], seconds=120, megabytes=3 << 10, status=1)
with open("w.csv", "wb") as file:
    for _ in range(1 << 10):
        file.write(b"a" * (1 << 20))
measure("a single line of 1 GiB as header", [*score, "w.csv"], seconds=120, megabytes=3 << 10, status=1)
os.remove("w.csv")
with open("m.jifen", "wb") as file:
    file.truncate(1 << 30)
measure("a method of 1 GiB", ["check", "m.jifen"], megabytes=3 << 10, status=1)
write("r.json", "[" * 4_000_000)
measure("a receipt of 4,000,000 brackets", ["verify", "r.json"], code="J681", status=1)
os.chdir("/")
shutil.rmtree(work, ignore_errors=True)
sys.exit(failed)
