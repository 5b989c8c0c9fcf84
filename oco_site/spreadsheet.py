"""Files for spreadsheets: comma-separated values (RFC 4180)."""

import csv

from django.http import HttpResponse

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the file for something else than UTF-8
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_response(rows, name):
    """A download with that name. Numbers stay numbers; every other cell is text, also where it looks like a formula."""
    response = HttpResponse(
        BYTE_ORDER_MARK,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"},
    )
    csv.writer(response).writerows([_as_text(cell) for cell in row] for row in rows)
    return response


def _as_text(cell):
    """A spreadsheet takes a text that begins so for a formula, but not after an apostrophe (OWASP, CSV injection)."""
    if isinstance(cell, (int, float)):
        return cell
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
