"""Faults with real processes: `faults.py JIFEN KILLS`, called by `run`.

Every check says in one line what held; the first that does not hold ends the program with status 1.
"""

import filecmp
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

jifen, kills = os.path.abspath(sys.argv[1]), int(sys.argv[2])
random.seed(20240607)
work = tempfile.mkdtemp(prefix="jifen-faults-")
os.chdir(work)

METHOD = """办法 “考核”
表 采用，每行一个单位：
    单位  名称
    市刊  条
条款 “一”：市刊 每条 5 分
总分 = 各条款之和
排名：总分 从高到低
公布 “甲”：名次、单位、总分
公布 “乙”：单位、市刊、总分
公布 “丙”：单位、名次
"""

RECORDS = """办法 “逐条”
表 采用，每行一条：
    单位  名称
    分    分
条款 “一”：得 分
总分 = 各条款之和
公布 “得分”：单位、总分
"""


def check(held, what):
    if not held:
        print("FAILED:", what, "(left in", work + ")", flush=True)
        sys.exit(1)


def told(what):
    print("ok:", what, flush=True)


def run(*words, **options):
    return subprocess.run([jifen, *words, "--language", "en"], capture_output=True, **options)


def write(name, text):
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)


def table(rows, factor):
    return "单位,市刊\n" + "".join(f"单位{n},{n * factor % 9973}\n" for n in range(rows))


def leftovers(folder="."):
    return [name for name in os.listdir(folder) if name.startswith(".jifen-")]


def contents(paths):
    result = []
    for path in paths:
        with open(path, "rb") as file:
            result.append(file.read())
    return result


def kind_of_output(name, words, files, command="score"):
    """Kills runs that replace `files`; each must be the old or the new one."""
    os.makedirs("old", exist_ok=True)
    def result(data, receipt):
        shutil.rmtree("out", ignore_errors=True)
        os.mkdir("out")
        extra = ["--receipt", "out/凭据.json"] if receipt else []
        began = time.monotonic()
        done = run(command, "m.jifen", "采用=" + data, *words, *extra)
        check(done.returncode == 0, f"{name}: {done.stderr.decode()}")
        return contents(files + (["out/凭据.json"] if receipt else [])), time.monotonic() - began
    receipt = command == "score"
    old, _ = result("旧.csv", receipt)
    new, span = result("新.csv", receipt)
    check(all(a != b for a, b in zip(old, new)), f"{name}: old and new do not differ")
    paths = files + (["out/凭据.json"] if receipt else [])
    seen = {"old": 0, "new": 0, "between": 0, "leftover": 0}
    for trial in range(kills):
        for path, data in zip(paths, old):
            with open(path, "wb") as file:
                file.write(data)
        extra = ["--receipt", "out/凭据.json"] if receipt else []
        process = subprocess.Popen(
            [jifen, command, "m.jifen", "采用=新.csv", *words, *extra, "--language", "en"], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        if trial % 4 == 0:
            time.sleep(random.random() * span * 1.1)
        else:
            # From the moment when writing begins.
            while process.poll() is None and not leftovers("out"):
                pass
            time.sleep(random.random() ** 3 * 0.03)
        process.send_signal(signal.SIGKILL)
        status = process.wait()
        now = contents(paths)
        for path, data, before, after in zip(paths, now, old, new):
            check(data in (before, after), f"{name}: {path} is neither old nor new after kill -9")
        states = [data == after for data, after in zip(now, new)]
        if status == 0:
            check(all(states), f"{name}: good status without the result")
        if receipt and states[-1]:
            check(all(states), f"{name}: the receipt is there before its result")
        seen["new" if all(states) else "between" if any(states) else "old"] += 1
        seen["leftover"] += bool(leftovers("out"))
        if trial % 20 == 19:
            check(run(command, "m.jifen", "采用=新.csv", *words).returncode == 0, f"{name}: the run after")
            check(not leftovers("out"), f"{name}: leftovers stay after the next run")
    check(run(command, "m.jifen", "采用=新.csv", *words).returncode == 0, f"{name}: the run after")
    check(not leftovers("out"), f"{name}: leftovers stay after the next run")
    check(seen["old"] > 0 and seen["new"] + seen["between"] > 0, f"{name}: {seen} shows too little")
    told(
        f"{name}: {kills} times kill -9: {seen['old']} old, {seen['new']} new, {seen['between']} with some files "
        f"old and some new, each whole; {seen['leftover']} times a temporary file stayed, and the next run removed it")
    for number in (signal.SIGINT, signal.SIGTERM):
        for trial in range(max(5, kills // 10)):
            for path, data in zip(paths, old):
                with open(path, "wb") as file:
                    file.write(data)
            process = subprocess.Popen(
                [jifen, command, "m.jifen", "采用=新.csv", *words, "--language", "en"], stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL)
            if trial % 2:
                while process.poll() is None and not leftovers("out"):
                    pass
            else:
                time.sleep(random.random() * span)
            process.send_signal(number)
            status = process.wait()
            now = contents(files)
            for data, before, after in zip(now, old, new):
                check(data in (before, after), f"{name}: neither old nor new after {number.name}")
            check(status != 0 or now == new[: len(files)], f"{name}: good status without the result")
            check(not leftovers("out"), f"{name}: a temporary file stays after {number.name}")
    told(f"{name}: SIGINT and SIGTERM leave whole files and no temporary ones")


def interruptions():
    write("m.jifen", METHOD)
    write("旧.csv", table(4000, 7))
    write("新.csv", table(4000, 11))
    kind_of_output("one CSV", ["-o", "out/r.csv", "--table", "甲"], ["out/r.csv"])
    kind_of_output(
        "a folder of CSV", ["-o", "out/", "--format", "csv"], ["out/甲.csv", "out/乙.csv", "out/丙.csv"])
    kind_of_output("a workbook", ["-o", "out/r.xlsx"], ["out/r.xlsx"])
    write("旧.csv", table(150, 7))
    write("新.csv", table(150, 11))
    kind_of_output("a page", ["-o", "out/r.html"], ["out/r.html"], command="report")


def full_disks():
    write("m.jifen", METHOD)
    write("d.csv", table(20000, 7))
    for name in ("r.csv", "r.xlsx", "r.json"):
        done = run("score", "m.jifen", "采用=d.csv", "--table", "甲", "-o", name)
        check(done.returncode == 0, done.stderr.decode())
    sizes = {name: os.path.getsize(name) for name in ("r.csv", "r.xlsx", "r.json")}
    done = run("score", "m.jifen", "采用=d.csv", "-o", "/dev/full")
    check(done.returncode == 1 and b"J307" in done.stderr, "-o /dev/full")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [jifen, "score", "m.jifen", "采用=d.csv", "--language", "en"], stdout=full, stderr=subprocess.PIPE)
    check(done.returncode == 1 and b"J645" in done.stderr and b"disk is full" in done.stderr, "> /dev/full")
    told("/dev/full as -o (J307) and as standard output (J645): status 1")
    for name, size in sizes.items():
        write(name, "old")
        script = f'ulimit -f {size // 2048}; exec "$0" score m.jifen 采用=d.csv --table 甲 -o {name} --language en'
        done = subprocess.run(["bash", "-c", script, jifen], capture_output=True)
        check(done.returncode == 1 and b"J307" in done.stderr, f"ulimit -f for {name}: {done.stderr.decode()}")
        with open(name) as file:
            check(file.read() == "old", f"ulimit -f: {name} was touched")
        check(not leftovers(), "ulimit -f: a leftover")
    told("ulimit -f: J307, status 1, the old file as it was, nothing left over")
    # A small disk, and one that cannot be written.
    script = f"""
      set -e
      mkdir -p disk; mount -t tmpfs -o size=64k none disk
      echo old >disk/r.csv
      {{ "$0" score m.jifen 采用=d.csv --table 甲 -o disk/r.csv --language en; }} 2>messages && exit 3
      grep -q J307 messages && grep -q 'disk is full' messages && [ "$(cat disk/r.csv)" = old ]
      [ -z "$(find disk -name '.jifen-*')" ]
      {{ "$0" score m.jifen 采用=d.csv -o disk/f/ --language en; }} 2>messages && exit 3
      [ -z "$(find disk -name '.jifen-*')" ]
      for file in disk/f/*; do [ ! -e "$file" ] || [ "$(tail -c1 "$file" | od -An -c | tr -d ' ')" = '\\n' ]; done
      mount -o remount,ro disk
      {{ "$0" score m.jifen 采用=d.csv --table 甲 -o disk/r.csv --language en; }} 2>messages && exit 3
      grep -q J304 messages
      umount disk
    """
    done = subprocess.run(["unshare", "-m", "bash", "-c", script, jifen], capture_output=True) if shutil.which(
        "unshare") else None
    if done is None or b"mount" in done.stderr and b"denied" in done.stderr or done.returncode == 1 and b"unshare" in done.stderr:
        print("skipped: a full disk and a read-only one (mounting is not allowed here)")
    else:
        check(done.returncode == 0, f"small disk: {done.returncode} {done.stderr.decode()}")
        told("a disk of 64 KiB: J307, the old file as it was; a read-only disk: J304")
    if os.getuid() == 0 and shutil.which("setpriv"):
        prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        os.chmod(work, 0o755)
    elif os.getuid() != 0:
        prefix = []
    else:
        print("skipped: a folder without permission (run as root, and setpriv is missing)")
        return
    os.makedirs("closed", exist_ok=True)
    write("closed/r.csv", "old")
    os.chmod("closed", 0o555)
    probe = subprocess.run([*prefix, jifen, "version"], capture_output=True)
    if probe.returncode != 0:
        print("skipped: a folder without permission (another user cannot run the program)")
        return
    for output in ("closed/r.csv", "closed/new.csv", "closed/sub/"):
        done = subprocess.run(
            [*prefix, jifen, "score", "m.jifen", "采用=d.csv", "--table", "甲", "-o", output, "--language", "en"],
            capture_output=True)
        check(
            done.returncode == 1 and (b"J304" in done.stderr or b"J648" in done.stderr),
            f"unwritable {output}: {done.stderr.decode()}")
    with open("closed/r.csv") as file:
        check(file.read() == "old", "unwritable folder: the file was touched")
    told("a folder without permission: J304 or J648, status 1, the old file as it was")


def broken_pipes():
    write("m.jifen", METHOD)
    write("d.csv", table(60000, 7))
    for words in (["--format", "csv", "--table", "甲"], ["--format", "json"], []):
        process = subprocess.Popen(
            [jifen, "score", "m.jifen", "采用=d.csv", *words, "--language", "en"], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        check(process.wait() == 1 and b"J645" in errors and b"other end of the pipe" in errors, f"| head -1 {words}")
    script = '"$0" score m.jifen 采用=d.csv --language en >&- 2>messages'
    check(subprocess.run(["bash", "-c", script, jifen]).returncode == 1, "closed standard output")
    with open("messages") as file:
        check("J645" in file.read(), "closed standard output")
    told("a reader that ends early (| head -1) and a closed standard output: J645, status 1")


def changing_inputs():
    write("m.jifen", RECORDS)
    lines = ["单位,分\n"] + [f"单位{n % 500},{n % 90}\n" for n in range(1_500_000)]
    whole = "".join(lines).encode()
    other = "".join(lines[:1] + [f"单位{n % 500},{n % 91}\n" for n in range(1_500_000)]).encode()
    expected = []
    for data in (whole, other):
        with open("d.csv", "wb") as file:
            file.write(data)
        began = time.monotonic()
        expected.append(run("score", "m.jifen", "采用=d.csv", "--format", "csv").stdout)
        span = time.monotonic() - began
    outcomes = {"right": 0, "refused": 0}
    for trial in range(40):
        with open("d.csv", "wb") as file:
            file.write(whole)
        process = subprocess.Popen(
            [jifen, "score", "m.jifen", "采用=d.csv", "--format", "csv"], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)
        time.sleep(random.random() * span)
        if trial % 4 == 0:
            os.truncate("d.csv", random.randrange(len(whole)))
        elif trial % 4 == 1:
            os.truncate("d.csv", 0)
        elif trial % 4 == 2:
            with open("d.new", "wb") as file:
                file.write(other)
            os.replace("d.new", "d.csv")
        else:
            with open("d.csv", "r+b") as file:
                file.write(other[: len(other) // 2])
        output, errors = process.communicate()
        check(process.returncode in (0, 1), f"a changed input ended the process: {process.returncode}")
        if process.returncode == 0:
            check(output in expected, "a changed input gave a result of neither version")
        else:
            check(output == b"", "a failed run printed something")
        outcomes["right" if process.returncode == 0 else "refused"] += 1
    told(
        f"an input of {len(whole) >> 20} MiB truncated, replaced, overwritten at 40 random moments of a run: "
        f"{outcomes['refused']} refused, {outcomes['right']} with the result of one whole version, no signal")


def access():
    write("m.jifen", METHOD)
    write("n.jifen", "沿用 “m.jifen”\n条款 “一”：市刊 每条 6 分\n")
    os.makedirs("数据", exist_ok=True)
    write("数据/采用.csv", table(300, 7))
    os.makedirs("out", exist_ok=True)
    words = ["score", "n.jifen", "数据", "--language", "zh"]
    plain = subprocess.run([jifen, *words], capture_output=True, env={})
    check(plain.returncode == 0, plain.stderr.decode())
    loud = {"LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "HOME": "/nowhere",
            "JIFEN_VARIANT": "x", "TMPDIR": "/nowhere", "http_proxy": "http://127.0.0.1:1", "COLUMNS": "20"}
    for environment in (loud, dict(os.environ)):
        again = subprocess.run([jifen, *words], capture_output=True, env=environment)
        check(again.stdout == plain.stdout and again.stderr == plain.stderr, "the environment changes the result")
    for words_out in (["-o", "out/r.xlsx"], ["-o", "out/r.json"]):
        results = []
        for environment in ({}, loud):
            subprocess.run([jifen, *words, *words_out], capture_output=True, env=environment)
            results.append(contents([words_out[1]]))
        check(results[0] == results[1], "the environment changes a file")
    told("an emptied environment, and one full of settings, give the same bytes (text, JSON, workbook)")
    if shutil.which("taskset"):
        one = subprocess.run(["taskset", "-c", "0", jifen, *words], capture_output=True, env={})
        check(one.stdout == plain.stdout, "the number of processors changes the result")
        told("one processor gives the same bytes as all")
    if not shutil.which("strace"):
        print("skipped: which files are opened (strace is missing)")
        return
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=openat,open,creat,socket,connect,bind,execve,unlink,rename,renameat2,"
         "clock_gettime,gettimeofday,time", "-o", "trace", jifen, *words, "-o", "out/r.csv", "--table", "甲"],
        capture_output=True, env={})
    check(done.returncode == 0, done.stderr.decode())
    allowed = {"n.jifen", "m.jifen", "数据", "数据/采用.csv", "out", "out/"}
    system = ("/lib", "/usr/", "/etc/ld.so", "/proc/", "/sys/", "/dev/", "/opt/", os.path.dirname(jifen))
    opened, clocks = [], 0
    with open("trace", encoding="utf-8") as file:
        for line in file:
            if "ENOENT" in line and any(part in line for part in ('"/lib', '"/usr', '"/etc', '"/opt')):
                continue
            for call in ("socket(", "connect(", "bind("):
                check(call not in line, "a network call: " + line)
            clocks += "clock_gettime" in line or "gettimeofday" in line
            if "openat(" not in line and "open(" not in line and "creat(" not in line:
                continue
            path = line.split('"')[1]
            path = path.encode("latin1").decode("unicode_escape").encode("latin1").decode("utf-8")
            if path.startswith(system):
                continue
            opened.append(path)
            temporary = path.startswith("out/.jifen-") and path.endswith(".tmp")
            check(path in allowed or temporary, "a file that was not given: " + path)
    check({"n.jifen", "m.jifen", "数据/采用.csv"} <= set(opened), f"the trace shows too little: {opened}")
    told(f"strace: no network; besides the system's libraries only these were opened: {', '.join(sorted(set(opened)))}")


full_disks()
broken_pipes()
access()
changing_inputs()
interruptions()
os.chdir("/")
for folder, _, _ in os.walk(work):
    os.chmod(folder, 0o755)
shutil.rmtree(work, ignore_errors=True)
