"""Recalculates a workbook of formulas in LibreOffice and compares every stored value with the computed one.

Usage: recalculate.py FOLDER WORKBOOK...

The values that Jifen stored are removed first, so that nothing but the formulas can give them. Prints how many
cells were compared and exits with 1 where one differs.
"""
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl

# A repeating fraction has no exact value in a spreadsheet; printed figures are compared as printed.
TOLERANCE = 1e-9


def without_values(source, target):
    """Copies a workbook, leaving the values of formulas out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/"):
                text = data.decode("utf-8")
                text = re.sub(r"(<f>[^<]*</f>)<v>[^<]*</v>", r"\1", text)
                data = re.sub(r' t="str"><f>', "><f>", text).encode("utf-8")
            new.writestr(name, data)


def shown(value, code):
    """A number as its format prints it, for the formats that Jifen writes."""
    match = re.fullmatch(r"0(?:\.(0+))?(%?)", code or "")
    if not match or isinstance(value, str) or value is None:
        return value
    digits = len(match.group(1) or "")
    scaled = value * 100 if match.group(2) else value
    return f"{scaled:.{digits}f}{match.group(2)}"


def same(stored, computed):
    if stored is None:
        stored = ""
    if computed is None:
        computed = ""
    if isinstance(stored, (int, float)) and isinstance(computed, (int, float)):
        return abs(stored - computed) <= TOLERANCE * max(1, abs(stored))
    return str(stored) == str(computed)


def convert(files, folder):
    """Lets LibreOffice compute workbooks and save them anew."""
    for start in range(0, len(files), 50):
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", str(folder)]
            + [str(file) for file in files[start:start + 50]],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900)


def compare(source, target):
    """How many cells were compared, and what is wrong."""
    formulas = openpyxl.load_workbook(source)
    stored = openpyxl.load_workbook(source, data_only=True)
    computed = openpyxl.load_workbook(target, data_only=True)
    compared, wrong = 0, []
    with zipfile.ZipFile(source) as archive:
        parts = [
            archive.read(f"xl/worksheets/sheet{number + 1}.xml").decode() for number in range(len(formulas.sheetnames))]
    for number, sheet in enumerate(formulas.worksheets):
        # Helping columns have no stored value: LibreOffice must only find no error in them.
        valueless = set(re.findall(r'<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f></c>', parts[number]))
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                found = computed[sheet.title][cell.coordinate].value
                where = f"{sheet.title}!{cell.coordinate}"
                if isinstance(found, str) and found.startswith("#"):
                    wrong.append(f"{where}: {found} from {str(cell.value)[:300]}")
                elif cell.coordinate not in valueless:
                    wanted = stored[sheet.title][cell.coordinate].value
                    compared += 1
                    code = cell.number_format
                    if not same(wanted, found) and not same(shown(wanted, code), shown(found, code)):
                        wrong.append(f"{where}: {wanted!r}, computed {found!r} by {str(cell.value)[:300]}")
    return compared, wrong


def main():
    sources, folder = [Path(name) for name in sys.argv[2:]], Path(sys.argv[1])
    (folder / "bare").mkdir(parents=True, exist_ok=True)
    for source in sources:
        without_values(source, folder / "bare" / source.name)
    convert([folder / "bare" / source.name for source in sources], folder / "computed")
    failed = False
    total = 0
    for source in sources:
        compared, wrong = compare(source, folder / "computed" / source.name)
        total += compared
        if wrong or not compared:
            failed = True
            print(f"{source.name}: {compared} cells recalculated, {len(wrong)} differ")
            for line in wrong[:5]:
                print("  " + line)
    print(f"{len(sources)} workbooks, {total} cells recalculated: {'FAILED' if failed else 'all equal'}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
