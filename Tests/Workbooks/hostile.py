"""Makes workbooks that are damaged or made to harm, and lets Jifen read each: it must say what is wrong, within a
second of computing and 200 MB.

Usage: hostile.py JIFEN FOLDER

Prints a table: the file's size, the diagnostic, seconds of CPU, the greatest memory. Needs nothing but Python.
"""
import os
import random
import re
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

# A second on a machine that does nothing else; where others compute beside it, the same work counts for more.
MOST_SECONDS, MOST_MEGABYTES = 1.5, 200
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>单位</t></is></c><c r="B1" t="inlineStr"><is><t>采用</t></is></c></row>'
ROW = '<row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="B2"><v>1</v></c></row>'
METHOD = "办法 “甲”\n表 采用情况，每行一个单位：\n    单位  名称\n    采用  条\n条款 “一”：采用 每条 1 分\n总分 = 各条款之和\n公布：单位、总分\n"


class Archive:
    """A ZIP archive whose every field can be made wrong."""

    def __init__(self):
        self.body, self.directory, self.count = b"", b"", 0

    def add(self, name, data, *, packed=None, checksum=None, size=None, flags=0, method=8, offset=None):
        if packed is None:
            if method == 8:
                deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
                packed = deflater.compress(data) + deflater.flush()
            else:
                packed = data
        checksum = zlib.crc32(data) if checksum is None else checksum
        size = len(data) if size is None else size
        name = name.encode()
        fields = struct.pack("<HHHHHIIIHH", 20, flags, method, 0, 33, checksum, len(packed), size, len(name), 0)
        place = len(self.body) if offset is None else offset
        if offset is None:
            self.body += b"PK\3\4" + fields + name + packed
        self.directory += b"PK\1\2" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, place) + name
        self.count += 1
        return place

    def bytes(self):
        end = struct.pack("<HHHHIIH", 0, 0, self.count, self.count, len(self.directory), len(self.body), 0)
        return self.body + self.directory + b"PK\5\6" + end


def book(rows=HEAD + ROW, *, strings=None, sheet=None, styles=None, changed=lambda archive: None, workbook=""):
    """A workbook of one sheet; `changed` adds to its archive."""
    archive = Archive()
    archive.add("[Content_Types].xml", b"<Types/>")
    archive.add(
        "_rels/.rels",
        f'<Relationships><Relationship Id="a" Type="{RELATION}officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode())
    archive.add(
        "xl/workbook.xml", f'<workbook>{workbook}<sheets><sheet name="采用情况" sheetId="1" r:id="s"/></sheets></workbook>'.encode())
    archive.add(
        "xl/_rels/workbook.xml.rels",
        (f'<Relationships><Relationship Id="s" Type="{RELATION}worksheet" Target="worksheets/s.xml"/>'
         f'<Relationship Id="t" Type="{RELATION}sharedStrings" Target="strings.xml"/>'
         f'<Relationship Id="f" Type="{RELATION}styles" Target="styles.xml"/></Relationships>').encode())
    if sheet is None:
        sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()
    if sheet:
        archive.add("xl/worksheets/s.xml", sheet)
    archive.add("xl/strings.xml", b"<sst/>" if strings is None else strings)
    archive.add("xl/styles.xml", b"<styleSheet/>" if styles is None else styles)
    changed(archive)
    return archive.bytes()


def noise(count, random=random.Random(1)):
    """Letters that hardly pack, so that no ratio gives a bomb away."""
    return random.randbytes(count // 2).hex()


def repeated(piece, megabytes, each=""):
    """A piece over and over, with as much noise between as keeps the whole below the ratio of bombs."""
    total = megabytes << 20
    lines = []
    size = 0
    while size < total:
        line = piece * 400 + (each % noise(60) if each else "")
        lines.append(line)
        size += len(line)
    return "".join(lines)


def cases():
    rows = HEAD + ROW
    yield "truncated", ["J340"], lambda: book()[:-300]
    yield "zip bomb", ["J343"], lambda: book(sheet=b"<worksheet>" + b" " * (250 << 20) + b"</worksheet>")
    small = struct.pack("<I", 5000)
    yield "zip bomb that tells a small size", ["J340"], lambda: book(
        sheet=b"<worksheet>" + b" " * (64 << 20) + b"</worksheet>").replace(struct.pack("<I", (64 << 20) + 23), small)
    yield "part of 300 MB below the ratio", ["J343"], lambda: book(sheet=repeated("<row/>", 300, "<!--%s-->").encode())
    yield "10,000,000 empty rows", ["J343"], lambda: book(rows + "<row/>" * 10_000_000)
    yield "10,000,000 empty rows below the ratio", ["J343"], lambda: book(rows + repeated("<row/>", 60, "<!--%s-->"))
    blank = '<c r="A%d"/>'
    yield "1,000,000 rows of one blank cell", [""], lambda: book(
        rows + "".join(f'<row r="{n}">{blank % n}</row>' for n in range(3, 1_000_003)))
    yield "a row at the end of the sheet", [""], lambda: book(rows + '<row r="1048576"/>')
    yield "10,000,000 shared strings", ["J343"], lambda: book(strings=b"<sst>" + repeated("<si><t/></si>", 130, "<!--%s-->").encode() + b"</sst>")
    yield "120 MB of one shared string", ["J343", "J346"], lambda: book(
        strings=b"<sst><si>" + repeated("<t>abcdefgh</t>", 120, "<t>%s</t>").encode() + b"</si></sst>")
    yield "120 MB of comments", ["J343", "J346", ""], lambda: book(
        sheet=(repeated("<!-- -->", 120, "<!--%s-->") + f"<worksheet><sheetData>{rows}</sheetData></worksheet>").encode())
    yield "120 MB of unknown elements", ["J343"], lambda: book(rows + repeated("<a/>", 120, "<!--%s-->"))
    yield "120 MB of attributes", ["J343", ""], lambda: book(rows + repeated('<a b="" c="" d="" e="" f=""/>', 120, "<!--%s-->"))
    yield "ten sheets of 200 MB of blanks", ["J343"], lambda: book(changed=lambda a: [a.add(
        f"xl/worksheets/s{n}.xml", b"", packed=b"x" * (2 << 20), size=200 << 20) for n in range(10)])
    yield "200 MB of styles", ["J343"], lambda: book(
        styles=b"<styleSheet><cellXfs>" + repeated("<xf numFmtId='14'/>", 200, "<!--%s-->").encode() + b"</cellXfs></styleSheet>")
    yield "a tag of 8 MB", ["J346"], lambda: book(sheet=("<worksheet " + repeated("a='b' ", 8, "c%s='' ") + "/>").encode())
    yield "tags 100,000 deep", ["J346"], lambda: book(sheet=repeated("<a>", 1, "<!--%s-->").encode())
    yield "DTD with entities that expand", ["J346"], lambda: book(
        sheet=b'<!DOCTYPE a [<!ENTITY x "yyyyyyyy"><!ENTITY z "&x;&x;&x;">]><worksheet>&z;</worksheet>')
    yield "DTD of an outside file", ["J346"], lambda: book(
        sheet=b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>')
    yield "an entity nobody defined", ["J346"], lambda: book(HEAD + ROW.replace("甲", "&x;"))
    yield "a path out of the archive", ["J344"], lambda: book(changed=lambda a: a.add("../../etc/cron.d/x", b"x"))
    yield "an absolute path", ["J344"], lambda: book(changed=lambda a: a.add("/etc/x", b"x"))
    yield "one name twice", ["J344"], lambda: book(changed=lambda a: a.add("xl/workbook.xml", b"x"))
    yield "a wrong CRC", ["J340"], lambda: book(sheet=b"", changed=lambda a: a.add(
        "xl/worksheets/s.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode(), checksum=1))
    yield "overlapping entries", ["J340"], lambda: overlapping()
    yield "an entry over the directory", ["J340"], lambda: book(sheet=b"", changed=lambda a: a.add(
        "xl/worksheets/s.xml", b"", packed=b"", size=10, offset=0))
    yield "encrypted parts", ["J341"], lambda: book(sheet=b"", changed=lambda a: a.add(
        "xl/worksheets/s.xml", b"x" * 40, flags=1))
    yield "encrypted by a password", ["J34", "J30", "J31"], lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4088
    yield "macros", ["J342"], lambda: book(changed=lambda a: a.add("xl/vbaProject.bin", b"x"))
    yield "10,001 parts", ["J343"], lambda: book(changed=lambda a: [a.add(f"x{n}", b"", method=0) for n in range(10_001)])
    yield "5,000,000 cells", ["J343"], lambda: book(
        rows + "".join(f'<row r="{n}">' + "<c><v>1</v></c>" * 1000 + "</row>" for n in range(3, 5003)))


def overlapping():
    """Entries that share one body, as the bombs that need no nesting do."""
    archive = Archive()
    first = archive.add("kernel", b"<worksheet>" + noise(4 << 20).encode() + b"</worksheet>")
    for number in range(100):
        archive.add(f"x{number}", b"", packed=b"x" * (2 << 20), size=4 << 20, offset=first)
    return book(changed=lambda own: merge(own, archive))


def merge(own, other):
    """Puts the entries of another archive, whose bodies overlap, behind one's own."""
    shift = len(own.body)
    own.body += other.body
    position = 0
    while position < len(other.directory):
        name, extra, comment = struct.unpack_from("<HHH", other.directory, position + 28)
        length = 46 + name + extra + comment
        entry = bytearray(other.directory[position:position + length])
        struct.pack_into("<I", entry, 42, shift + struct.unpack_from("<I", entry, 42)[0])
        own.directory += bytes(entry)
        own.count += 1
        position += length


def main():
    jifen, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    method = folder / "method.jifen"
    method.write_text(METHOD, encoding="utf-8")
    failed = False
    path = folder / "hostile.xlsx"
    for name, codes, make in cases():
        # In a process of its own: the memory that a case takes to make would count with that of who reads it.
        child = os.fork()
        if child == 0:
            path.write_bytes(make())
            os._exit(0)
        os.waitpid(child, 0)
        size = path.stat().st_size
        start = time.monotonic()
        process = subprocess.Popen(
            [jifen, "score", method, path, "--language", "en"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = process.stderr.read().decode("utf-8", "replace")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        wall, seconds, megabytes = time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
        found = re.findall(r"\[(J\d+)\]", said)
        status = os.waitstatus_to_exitcode(status)
        first = found[0] if found else ""
        is_good = (
            status == (1 if first else 0) and any(first.startswith(code) if code else not first for code in codes)
            and seconds <= MOST_SECONDS and megabytes <= MOST_MEGABYTES)
        failed = failed or not is_good
        print(
            f"{name:42} {size / 1e6:8.2f} MB  {first or 'read':5} {seconds:6.2f} s  {wall:6.2f} s wall {megabytes:7.1f} MB"
            f"{'' if is_good else '  FAILED ' + said.strip()[:200]}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
