"""Compares the published tables of a workbook with those of `jifen score --format json`.

Usage: published.py JSON WORKBOOK
"""
import json
import sys

import openpyxl

from recalculate import shown


def main():
    outcome = json.load(open(sys.argv[1], encoding="utf-8"))
    book = openpyxl.load_workbook(sys.argv[2])
    compared = 0
    for table in outcome["tables"]:
        sheet = book[table["name"]]
        headers = table["columns"]
        rows = [[cell for cell in row] for row in sheet.iter_rows()]
        # Below the titles; headings across the table have one cell.
        start = next(i for i, row in enumerate(rows) if row[0].value == headers[0] and row[1].value == headers[1])
        headings = {merge.min_row for merge in sheet.merged_cells.ranges}
        body = [row for row in rows[start + 1:] if row[0].row not in headings]
        assert len(body) == len(table["rows"]), table["name"]
        for row, wanted in zip(body, table["rows"]):
            for cell, value in zip(row, wanted["values"].values()):
                found = shown(cell.value, cell.number_format)
                assert str("" if found is None else found) == value["shown"], (table["name"], cell.coordinate, found, value)
                assert cell.data_type != "f", cell.coordinate
                compared += 1
        assert sheet.page_setup.paperSize == "9" or sheet.page_setup.paperSize == 9
        assert sheet.freeze_panes == f"A{start + 2}"
    print(f"{sys.argv[2].split('/')[-1]}: {compared} cells as published")


if __name__ == "__main__":
    main()
