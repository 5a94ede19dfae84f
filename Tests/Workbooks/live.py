"""Changes figures of a workbook of formulas and compares what LibreOffice then computes with Jifen's own run.

Usage: live.py FOLDER BEFORE AFTER

BEFORE and AFTER are workbooks of formulas of one method and data, AFTER with figures changed by --set. The sheet
of figures of AFTER is copied into BEFORE; after recalculation the published tables must be those of AFTER.
"""
import sys
from pathlib import Path

import openpyxl

from recalculate import convert, same, shown, without_values

FIGURES = ("数字", "Figures")


def main():
    folder, before, after = (Path(name) for name in sys.argv[1:4])
    (folder / "live").mkdir(parents=True, exist_ok=True)
    bare = folder / "live" / before.name
    without_values(before, bare)
    changed = openpyxl.load_workbook(bare)
    wanted = openpyxl.load_workbook(after, data_only=True)
    formulas = openpyxl.load_workbook(after)
    changes = 0
    for name in FIGURES:
        if name in changed.sheetnames:
            for row in range(2, changed[name].max_row + 1):
                if changed[name].cell(row, 2).value != wanted[name].cell(row, 2).value:
                    changed[name].cell(row, 2).value = wanted[name].cell(row, 2).value
                    changes += 1
    changed.save(bare)
    convert([bare], folder / "live-computed")
    computed = openpyxl.load_workbook(folder / "live-computed" / before.name, data_only=True)
    compared, wrong = 0, []
    published = [sheet for sheet in formulas.worksheets if not sheet.title.startswith(("计算", "数据", "calc", "data"))]
    for sheet in published:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                value, found = wanted[sheet.title][cell.coordinate].value, computed[sheet.title][cell.coordinate].value
                compared += 1
                if not same(value, found) and not same(shown(value, cell.number_format), shown(found, cell.number_format)):
                    wrong.append(f"{sheet.title}!{cell.coordinate}: {value!r}, computed {found!r}")
    print(f"{before.name}: {changes} figures changed, {compared} cells compared, {len(wrong)} differ")
    for line in wrong[:10]:
        print("  " + line)
    sys.exit(1 if wrong or not compared or not changes else 0)


if __name__ == "__main__":
    main()
