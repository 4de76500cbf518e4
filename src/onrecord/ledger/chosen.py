"""The user's filters → which reports or marks pass: keys only, for views that are computed over many reports."""

from __future__ import annotations

from dataclasses import replace

from onrecord.ledger.filters import Filters, conditions
from onrecord.ledger.store import Record


def chosen_reports(record: Record, filters: Filters) -> frozenset[str] | None:
    """Ids of the reports that `list reports` would show; None: nothing is asked for, all are."""
    if filters == Filters():
        return None
    where, bound = conditions(record, "reports", filters)
    sql = f"SELECT c.report_id FROM current AS c WHERE {' AND '.join(where)}"  # noqa: S608
    return frozenset(row["report_id"] for row in record.rows(sql, bound))


def chosen_marks(record: Record, kind: str, filters: Filters) -> frozenset[tuple[str, str]] | None:
    """Report and label of the marks that `list` would show; None: nothing is asked for, all are."""
    if filters == Filters():
        return None
    where, bound = conditions(record, kind, filters)
    sql = f"""SELECT c.report_id, m.label FROM {kind} AS m JOIN current AS c ON c.reading_id = m.reading_id
    WHERE {" AND ".join(where)}"""  # noqa: S608
    return frozenset((row["report_id"], row["label"]) for row in record.rows(sql, bound))


def without_days(filters: Filters) -> Filters:
    """The same filters over all time."""
    return replace(filters, since=None, until=None)
