"""What users hold of the record: same, different, wrong, right, a note; each withdrawable, none ever deleted.

A judgement is a row with its author and time. What follows from those that stand (which marks are hidden, which actors
are one) is computed by the views `wrong_marks` and `identities`, so that to withdraw one restores the former view.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from onrecord.errors import JudgementError, NoSuchRow
from onrecord.ledger.ids import PREFIXES, digest
from onrecord.ledger.lookup import table_of
from onrecord.ledger.store import Record
from onrecord.schema import Judgement, JudgementKind

_PAIRS = ("same", "different")


def judge(
    record: Record,
    kind: JudgementKind,
    subject: str,
    object_: str | None = None,
    *,
    author: str,
    note: str = "",
    made: datetime | None = None,
) -> Judgement:
    """Adds a judgement; one that stands already in the same words by the same author is given back instead.

    `subject` and `object_`: ids of rows, reports or actors, for `withdraw` of a judgement. Raises NoSuchRow for an
    id that is not in the record, JudgementError for one that contradicts a judgement that stands.
    """
    with record.writing():
        subject = _known(record, subject)
        object_ = _known(record, object_) if object_ else None
        if kind in _PAIRS:
            _check_pair(record, kind, subject, object_)
            assert object_ is not None
            subject, object_ = sorted((subject, object_))
        if kind == "withdraw":
            _check_withdrawal(record, subject)
        for standing in judgements(record):
            if (standing.kind, standing.subject, standing.object, standing.author, standing.note) == (
                kind, subject, object_, author, note,
            ):  # fmt: skip
                return standing
        moment = (made or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")
        row = {
            "id": PREFIXES["judgements"] + digest("judgement", kind, subject, object_, note, author, moment),
            "kind": kind, "subject": subject, "object": object_, "note": note, "author": author, "made": moment,
        }  # fmt: skip
        record.insert("judgements", row)
    return Judgement.model_validate(row)


def judgements(record: Record, *, withdrawn: bool = False) -> Iterator[Judgement]:
    """Those that stand, in the order in which they were made; `withdrawn`: also the others and the withdrawals."""
    sql = """SELECT id, kind, subject, object, note, author, made,
    id IN (SELECT id FROM standing_judgements) AS standing FROM judgements ORDER BY n"""
    for row in record.rows(sql):
        if row["standing"] or withdrawn:
            yield Judgement.model_validate(row | {"standing": bool(row["standing"])})


def _check_pair(record: Record, kind: str, subject: str, object_: str | None) -> None:
    if object_ is None or subject == object_:
        raise JudgementError("takes two different ids", item=kind, remedy=f"Write `onrecord judge RECORD {kind} ID ID`")
    if table_of(subject) != table_of(object_):
        raise JudgementError(
            f"{subject} and {object_} are of different kinds",
            item=kind,
            remedy="Give two actors or two marks of a kind",
        )
    if kind == "different":
        if _one_of(record, subject) == _one_of(record, object_):
            raise JudgementError(
                f"{subject} and {object_} are judged the same",
                item=kind,
                remedy="Withdraw that judgement first: `onrecord judge RECORD list` shows it",
            )
        return
    joined = _all_of(record, subject) | _all_of(record, object_)
    for standing in judgements(record):
        if standing.kind == "different" and {standing.subject, standing.object} <= joined:
            raise JudgementError(
                f"{standing.subject} and {standing.object} would become one, and are judged different",
                item=kind,
                remedy=f"Withdraw {standing.id} first, if it is wrong",
            )


def _check_withdrawal(record: Record, subject: str) -> None:
    if record.value("SELECT 1 FROM standing_judgements WHERE id = ?", (subject,)) is None:
        raise JudgementError(
            "does not stand, or is no judgement",
            item=subject,
            remedy="`onrecord judge RECORD list` shows those that do",
        )


def _one_of(record: Record, one: str) -> str:
    return record.value("SELECT stands_for FROM identities WHERE id = ?", (one,)) or one


def _all_of(record: Record, one: str) -> set[str]:
    sql = "SELECT id FROM identities WHERE stands_for = (SELECT stands_for FROM identities WHERE id = ?)"
    return {one, *(row["id"] for row in record.rows(sql, (one,)))}


def _known(record: Record, one: str) -> str:
    table = table_of(one)
    column = "actor_id" if table == "actors" else "id"
    if record.value(f'SELECT 1 FROM "{table}" WHERE {column} = ? LIMIT 1', (one,)) is None:  # noqa: S608
        raise NoSuchRow(
            "nothing in the record has this id", item=one, remedy="Copy it from `onrecord list` or `onrecord show`"
        )
    return one
