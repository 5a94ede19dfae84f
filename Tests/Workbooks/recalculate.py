"""Recalculates a workbook of formulas in LibreOffice and compares every stored value with the computed one.

Usage: recalculate.py WORKBOOK FOLDER

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


def main():
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    bare = folder / (source.stem + "-bare.xlsx")
    without_values(source, bare)
    target = folder / "computed"
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", str(target), str(bare)],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    formulas = openpyxl.load_workbook(source)
    stored = openpyxl.load_workbook(source, data_only=True)
    computed = openpyxl.load_workbook(target / bare.name, data_only=True)
    with zipfile.ZipFile(source) as archive:
        parts = {i: archive.read(f"xl/worksheets/sheet{i + 1}.xml").decode() for i in range(len(formulas.sheetnames))}
    compared = differing = errors = 0
    for number, sheet in enumerate(formulas.worksheets):
        # Helping columns have no stored value: LibreOffice must only find no error in them.
        bare_cells = set(re.findall(r'<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f></c>', parts[number]))
        for row in sheet.iter_rows():
            for cell in row:
                if not (isinstance(cell.value, str) and cell.value.startswith("=") and cell.data_type == "f"):
                    continue
                found = computed[sheet.title][cell.coordinate]
                if isinstance(found.value, str) and found.value.startswith("#"):
                    errors += 1
                    print(f"{sheet.title}!{cell.coordinate}: {found.value} from {cell.value[:200]}")
                if cell.coordinate in bare_cells:
                    continue
                wanted = stored[sheet.title][cell.coordinate].value
                compared += 1
                fits = same(shown(wanted, cell.number_format), shown(found.value, cell.number_format))
                if not (same(wanted, found.value) or fits):
                    differing += 1
                    if differing <= 20:
                        print(f"{sheet.title}!{cell.coordinate}: {wanted!r}, computed {found.value!r} by {cell.value[:200]}")
    print(f"{source.name}: {compared} cells recalculated, {differing} differ, {errors} errors")
    sys.exit(1 if differing or errors or not compared else 0)


if __name__ == "__main__":
    main()
