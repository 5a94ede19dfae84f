"""Prints a roster of as many rows as asked for, made of the rows of a real one."""

import csv
import sys

path, count = sys.argv[1], int(sys.argv[2])
with open(path, encoding="utf-8-sig", newline="") as file:
    rows = list(csv.reader(file))
head, rows = rows[0], [row for row in rows[1:] if any(row)]
unit = head.index("单位")
writer = csv.writer(sys.stdout)
writer.writerow(head)
for number in range(count):
    row = list(rows[number % len(rows)])
    if number >= len(rows):
        row[unit] += str(number // len(rows) + 1)
    writer.writerow(row)
