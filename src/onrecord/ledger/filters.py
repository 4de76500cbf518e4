"""What a list is narrowed by: the user's filters → SQL conditions, one table a kind of row.

A name matches where its words stand in the name or the words of the report, or where an actor of that name, in any
spelling that `name_key` makes alike, or one judged the same, is meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.ledger.store import Record
from onrecord.vocab.knowledge_base import name_key

KINDS = ("reports", "attributions", "claims", "positions", "actors", "rejected")


@dataclass(frozen=True)
class Filters:
    """`since` and `until` are days of publication or their beginnings ("2026-03"), both inclusive."""

    text: str | None = None
    speaker: str | None = None
    party: str | None = None
    type: str | None = None
    status: str | None = None
    outlet: str | None = None
    topic: str | None = None
    issue: str | None = None
    since: str | None = None
    until: str | None = None


_SPEAKER = """(b.source_name LIKE :speaker ESCAPE '\\' OR b.source LIKE :speaker ESCAPE '\\' OR EXISTS (
  SELECT 1 FROM attribution_actors AS x WHERE x.reading_id = b.reading_id AND x.attribution = b.label
  AND x.actor_id IN (SELECT value FROM json_each(:speaker_ids))))"""
_BY = f"EXISTS (SELECT 1 FROM attributions AS b WHERE b.reading_id = c.reading_id AND {{}} AND {_SPEAKER})"  # noqa: S608
_PARTY_OF_CLAIM = """EXISTS (SELECT 1 FROM claim_parties AS p WHERE p.reading_id = c.reading_id {}
  AND (p.name LIKE :party ESCAPE '\\' OR p.actor_id IN (SELECT value FROM json_each(:party_ids))))"""
_PARTY_OF_POSITION = """(q.party LIKE :party ESCAPE '\\' OR q.speaks_for LIKE :party ESCAPE '\\'
  OR q.actor_id IN (SELECT value FROM json_each(:party_ids))
  OR q.speaks_for_actor_id IN (SELECT value FROM json_each(:party_ids)))"""
_TAKES = f"EXISTS (SELECT 1 FROM positions AS q WHERE q.reading_id = c.reading_id AND {_PARTY_OF_POSITION})"  # noqa: S608
_ON = """EXISTS (SELECT 1 FROM positions AS q WHERE q.reading_id = c.reading_id AND {}
  AND q.issue LIKE :issue ESCAPE '\\')"""
_STATUS = "(m.status = :status OR (:status = 'negated' AND m.negated))"
_ANY_CLAIM = "EXISTS (SELECT 1 FROM claims AS m WHERE m.reading_id = c.reading_id AND {})"
_WORDS = "m.n IN (SELECT rowid FROM {0}_words WHERE {0}_words MATCH :text)"

_OF_REPORT = {
    "outlet": """(s.outlet LIKE :outlet ESCAPE '\\' OR EXISTS (
  SELECT 1 FROM sightings AS o WHERE o.report_id = c.report_id AND (
    o.outlet LIKE :outlet ESCAPE '\\' OR EXISTS (
      SELECT 1 FROM citations AS i WHERE i.sighting_id = o.id AND i.outlet LIKE :outlet ESCAPE '\\'))))""",
    "topic": """EXISTS (SELECT 1 FROM sightings AS o JOIN topics AS t ON t.sighting_id = o.id
  WHERE o.report_id = c.report_id AND t.topic LIKE :topic ESCAPE '\\')""",
    "since": "c.published >= :since",
    "until": "substr(c.published, 1, length(:until)) <= :until",
}

CONDITIONS: Mapping[str, Mapping[str, str]] = {
    "reports": {
        "text": """c.report_id IN (SELECT o.report_id FROM sightings AS o
  WHERE o.n IN (SELECT rowid FROM report_words WHERE report_words MATCH :text))""",
        "speaker": _BY.format("1"),
        "party": f"({_PARTY_OF_CLAIM.format('')} OR {_TAKES})",
        "type": _ANY_CLAIM.format("(m.event_type = upper(:type) OR m.mode = :type)"),
        "status": _ANY_CLAIM.format(_STATUS),
        "issue": _ON.format("1"),
        **_OF_REPORT,
    },
    "attributions": {
        "text": _WORDS.format("attribution"),
        "speaker": _SPEAKER.replace("b.", "m."),
        "party": """(m.speaks_for LIKE :party ESCAPE '\\' OR m.source_name LIKE :party ESCAPE '\\'
  OR m.speaks_for_actor_id IN (SELECT value FROM json_each(:party_ids)) OR EXISTS (
  SELECT 1 FROM attribution_actors AS x WHERE x.reading_id = m.reading_id AND x.attribution = m.label
  AND x.actor_id IN (SELECT value FROM json_each(:party_ids))))""",
        "type": "(m.source_kind = :type OR m.act = :type)",
        "issue": _ON.format("q.attribution = m.label"),
        **_OF_REPORT,
    },
    "claims": {
        "text": _WORDS.format("claim"),
        "speaker": _BY.format("b.label = m.attribution"),
        "party": _PARTY_OF_CLAIM.format("AND p.claim = m.label"),
        "type": "(m.event_type = upper(:type) OR m.mode = :type)",
        "status": _STATUS,
        "issue": _ON.format("q.claim = m.label"),
        **_OF_REPORT,
    },
    "positions": {
        "text": _WORDS.format("position"),
        "speaker": _BY.format("b.label = m.attribution"),
        "party": _PARTY_OF_POSITION.replace("q.", "m."),
        "type": "m.act = :type",
        "issue": "m.issue LIKE :issue ESCAPE '\\'",
        **_OF_REPORT,
    },
    "rejected": {},
    "actors": {
        "text": "m.actor_id IN (SELECT value FROM json_each(:text_ids))",
        "speaker": """EXISTS (SELECT 1 FROM attribution_actors AS x WHERE x.reading_id = m.reading_id
  AND x.actor_id = m.actor_id AND x.actor_id IN (SELECT value FROM json_each(:speaker_ids)))""",
        "party": "m.actor_id IN (SELECT value FROM json_each(:party_ids))",
        "type": "m.actor_id IN (SELECT actor_id FROM actors WHERE kind = :type)",
        **_OF_REPORT,
    },
}
"""What each filter means for each kind of row. `c` is the row of `current`, `s` its sighting, `m` the mark."""


def conditions(record: Record, kind: str, filters: Filters) -> tuple[list[str], dict[str, Any]]:
    """SQL conditions and what is bound in them. Raises ValueError, naming the filter, for one that the kind lacks."""
    where, bound = [], {}
    for name, value in vars(filters).items():
        if value is None:
            continue
        if name not in CONDITIONS[kind]:
            raise ValueError(f"{kind} cannot be narrowed by --{name}")
        where.append(CONDITIONS[kind][name])
        if name == "text":
            bound["text"] = words_query(value)
        elif name in ("type", "status", "since", "until"):
            bound[name] = value
        else:
            bound[name] = "%" + re.sub(r"([\\%_])", r"\\\1", value) + "%"
        if name in ("speaker", "party") or (name, kind) == ("text", "actors"):
            bound[f"{name}_ids"] = json.dumps(actor_ids(record, value))
    return where, bound


def actor_ids(record: Record, name: str) -> list[str]:
    """The actors that an id, a name or the beginnings of its words mean here, with those that were judged the same."""
    key = name_key(name)
    found = {
        row["actor_id"]
        for row in record.rows("SELECT DISTINCT actor_id, name FROM actors")
        if row["actor_id"] == name or (key and f" {key}" in f" {name_key(row['name'])}")
    }
    same = """SELECT other.id FROM identities AS one JOIN identities AS other USING (stands_for)
    WHERE one.id IN (SELECT value FROM json_each(?))"""
    found.update(row["id"] for row in record.rows(same, (json.dumps(sorted(found)),)))
    return sorted(found)


_PIECE = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


def words_query(words: str) -> str:
    """The user's words in the language of FTS5: all must occur; "…" is a phrase, -word excludes, word* begins, OR.

    Whatever is written is a valid query; one without any word finds nothing.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for match in _PIECE.finditer(words):
        piece = match["phrase"] if match["phrase"] is not None else match["word"]
        if match["word"] == "OR" and wanted:
            wanted.append("OR")
            continue
        starts = match["word"] is not None and piece.endswith("*")
        quoted = '"' + piece.rstrip("*").replace('"', '""') + '"' + (" *" if starts else "")
        if re.search(r"\w", piece):
            (unwanted if match["minus"] else wanted).append(quoted)
    while wanted and wanted[-1] == "OR":
        wanted.pop()
    if not wanted:
        return '""'
    joined = re.sub(r" AND OR AND ", " OR ", " AND ".join(wanted))
    return f"({joined}) NOT ({' OR '.join(unwanted)})" if unwanted else joined
