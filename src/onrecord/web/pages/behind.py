"""Files of what stands behind a report: waited for, where pages show that it is being computed."""

from __future__ import annotations

from fastapi import APIRouter, Response

from onrecord.web.beside import HEADER, computed, in_full, table
from onrecord.web.exporting import json_answer, rows_as_csv
from onrecord.web.pages.report import found_report
from onrecord.web.records import OpenRecord, Views

router = APIRouter()


@router.get("/reports/{one}/behind.json")
def as_json(one: str, record: OpenRecord, views: Views) -> Response:
    return json_answer(in_full(computed(record, views, found_report(record, one)["id"])))


@router.get("/reports/{one}/behind.csv")
def as_csv(one: str, record: OpenRecord, views: Views) -> Response:
    """Every telling of each happening in which a claim of the report has part."""
    found = computed(record, views, found_report(record, one)["id"])
    return rows_as_csv(table(found), f"{found.report_id}-behind", HEADER)
