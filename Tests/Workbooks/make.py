"""Writes the same small workbook with openpyxl and with XlsxWriter, and LibreOffice's copy of the first.

Usage: make.py FOLDER
"""
import datetime
import subprocess
import sys
from pathlib import Path

import openpyxl
import xlsxwriter

TITLE = "2024年采用情况统计表"
HEADERS = ["单位", "组", "省级", None, "满意率", "日期", "合格", "合计"]
LEVELS = [None, None, "单条", "综合", None, None, None, None]
ROWS = [
    ["塔铺街道", "乡镇", 3, 1.1, 0.95, datetime.date(2024, 5, 3), True],
    ["司寨乡", None, 0, 0.1 + 0.2, 0.8, datetime.date(2024, 5, 4), False],
    ["发改局", "部门", 12, 2.5, 1, datetime.date(2024, 6, 1), True],
]
REMARK = "注：省级按条数计。"
# Rows from 1: title, who and when, header of two rows, data, remark.
MERGES = ["A1:H1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:G4", "H3:H4", "B5:B6", "A8:H8"]


def with_openpyxl(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "采用情况"
    sheet["A1"] = TITLE
    sheet["A2"], sheet["G2"] = "填报：办公室", "2024年6月"
    for column, (header, level) in enumerate(zip(HEADERS, LEVELS), 1):
        sheet.cell(3, column, header)
        sheet.cell(4, column, level)
    for number, row in enumerate(ROWS, 5):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if column == 5:
                cell.number_format = "0%"
            if column == 6:
                cell.number_format = 'yyyy"年"m"月"d"日"'
        # openpyxl stores no values of formulas: LibreOffice's copy has them.
        sheet.cell(number, 8, f"=C{number}+D{number}")
    sheet["A8"] = REMARK
    for merge in MERGES:
        sheet.merge_cells(merge)
    book.create_sheet("空表")
    book.save(path)


def with_xlsxwriter(path, **options):
    book = xlsxwriter.Workbook(path, options)
    book.set_properties({"created": datetime.datetime(2024, 1, 1)})
    sheet = book.add_worksheet("采用情况")
    percent = book.add_format({"num_format": "0%"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write(1, 0, "填报：办公室")
    sheet.write(1, 6, "2024年6月")
    for column, level in enumerate(LEVELS):
        if level:
            sheet.write(3, column, level)
    for number, row in enumerate(ROWS, 4):
        for column, value in enumerate(row):
            if column == 5:
                sheet.write_datetime(number, column, datetime.datetime.combine(value, datetime.time()), day)
            elif column == 4:
                sheet.write_number(number, column, value, percent)
            elif value is not None:
                sheet.write(number, column, value)
        sheet.write_formula(number, 7, f"=C{number + 1}+D{number + 1}", None, round(row[2] + row[3], 10))
    sheet.merge_range("A1:H1", TITLE)
    for column, header in enumerate(HEADERS):
        if header == "省级":
            sheet.merge_range(2, 2, 2, 3, header)
        elif header:
            sheet.merge_range(2, column, 3, column, header)
    sheet.merge_range("B5:B6", "乡镇")
    sheet.merge_range("A8:H8", REMARK)
    book.close()


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with_openpyxl(folder / "openpyxl.xlsx")
    with_xlsxwriter(folder / "xlsxwriter.xlsx")
    with_xlsxwriter(folder / "xlsxwriter-1904.xlsx", date_1904=True)
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "copy"), str(folder / "openpyxl.xlsx")],
        check=True, stdout=subprocess.DEVNULL, timeout=120)
    (folder / "copy" / "openpyxl.xlsx").rename(folder / "libreoffice.xlsx")
    (folder / "copy").rmdir()


if __name__ == "__main__":
    main()
