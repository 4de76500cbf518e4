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


_IDS = "IN (SELECT value FROM json_each(:{}_ids))"
_SPEAKERS = f"""SELECT b.n, b.reading_id, b.label FROM attributions AS b
  WHERE b.source_name LIKE :speaker ESCAPE '\\' OR b.source LIKE :speaker ESCAPE '\\'
  UNION ALL SELECT b.n, b.reading_id, b.label FROM attribution_actors AS x CROSS JOIN attributions AS b
  ON b.reading_id = x.reading_id AND b.label = x.attribution WHERE x.actor_id {_IDS.format("speaker")}"""  # noqa: S608
_SPEAKING_FOR = f"""SELECT b.n FROM attributions AS b
  WHERE b.source_name LIKE :party ESCAPE '\\' OR b.speaks_for LIKE :party ESCAPE '\\'
  OR b.speaks_for_actor_id {_IDS.format("party")}
  UNION ALL SELECT b.n FROM attribution_actors AS x CROSS JOIN attributions AS b
  ON b.reading_id = x.reading_id AND b.label = x.attribution WHERE x.actor_id {_IDS.format("party")}"""  # noqa: S608
_PARTIES = f"""SELECT p.reading_id, p.claim FROM claim_parties AS p
  WHERE p.name LIKE :party ESCAPE '\\' OR p.actor_id {_IDS.format("party")}"""  # noqa: S608
_HOLDERS = f"""SELECT q.n, q.reading_id FROM positions AS q
  WHERE q.party LIKE :party ESCAPE '\\' OR q.speaks_for LIKE :party ESCAPE '\\'
  OR q.actor_id {_IDS.format("party")} OR q.speaks_for_actor_id {_IDS.format("party")}"""  # noqa: S608
_ON = "SELECT q.n, q.reading_id, q.attribution, q.claim FROM positions AS q WHERE q.issue LIKE :issue ESCAPE '\\'"
_OF_TYPE = "SELECT k.n, k.reading_id FROM claims AS k WHERE k.event_type = upper(:type) OR k.mode = :type"
_OF_STATUS = """SELECT k.n, k.reading_id FROM claims AS k
  WHERE k.status = :status OR (:status = 'negated' AND k.negated)"""
_WITH_WORDS = "SELECT rowid FROM {0}_words WHERE {0}_words MATCH :text"
_READING = "c.reading_id IN (SELECT reading_id FROM ({}))"
_MARK = "+m.n IN (SELECT n FROM ({}))"
_LABELLED = "+m.n IN (SELECT k.n FROM ({1}) AS h CROSS JOIN {0} AS k ON k.reading_id = h.reading_id AND k.{2})"

_OF_REPORT = {
    "outlet": """c.report_id IN (
  SELECT o.report_id FROM sightings AS o WHERE o.outlet LIKE :outlet ESCAPE '\\'
  UNION ALL SELECT o.report_id FROM citations AS i CROSS JOIN sightings AS o ON o.id = i.sighting_id
  WHERE i.outlet LIKE :outlet ESCAPE '\\')""",
    "topic": """c.report_id IN (SELECT o.report_id FROM topics AS t CROSS JOIN sightings AS o ON o.id = t.sighting_id
  WHERE t.topic LIKE :topic ESCAPE '\\')""",
    "since": "c.published >= :since",
    "until": "c.published <= :until",
}

CONDITIONS: Mapping[str, Mapping[str, str]] = {
    "reports": {
        "text": f"""c.report_id IN (SELECT o.report_id FROM sightings AS o
  WHERE o.n IN ({_WITH_WORDS.format("report")}))""",  # noqa: S608
        "speaker": _READING.format(_SPEAKERS),
        "party": f"({_READING.format(_PARTIES)} OR {_READING.format(_HOLDERS)})",
        "type": _READING.format(_OF_TYPE),
        "status": _READING.format(_OF_STATUS),
        "issue": _READING.format(_ON),
        **_OF_REPORT,
    },
    "attributions": {
        "text": f"+m.n IN ({_WITH_WORDS.format('attribution')})",
        "speaker": _MARK.format(_SPEAKERS),
        "party": _MARK.format(_SPEAKING_FOR),
        "type": _MARK.format("SELECT b.n FROM attributions AS b WHERE b.source_kind = :type OR b.act = :type"),
        "issue": _LABELLED.format("attributions", _ON, "label = h.attribution"),
        **_OF_REPORT,
    },
    "claims": {
        "text": f"+m.n IN ({_WITH_WORDS.format('claim')})",
        "speaker": _LABELLED.format("claims", _SPEAKERS, "attribution = h.label"),
        "party": _LABELLED.format("claims", _PARTIES, "label = h.claim"),
        "type": _MARK.format(_OF_TYPE),
        "status": _MARK.format(_OF_STATUS),
        "issue": _LABELLED.format("claims", _ON, "label = h.claim"),
        **_OF_REPORT,
    },
    "positions": {
        "text": f"+m.n IN ({_WITH_WORDS.format('position')})",
        "speaker": _LABELLED.format("positions", _SPEAKERS, "attribution = h.label"),
        "party": _MARK.format(_HOLDERS),
        "type": _MARK.format("SELECT q.n FROM positions AS q WHERE q.act = :type"),
        "issue": _MARK.format(_ON),
        **_OF_REPORT,
    },
    "rejected": {},
    "actors": {
        "text": f"m.actor_id {_IDS.format('text')}",
        "speaker": f"""(m.reading_id, m.actor_id) IN (SELECT x.reading_id, x.actor_id FROM attribution_actors AS x
  WHERE x.actor_id {_IDS.format("speaker")})""",  # noqa: S608
        "party": f"m.actor_id {_IDS.format('party')}",
        "type": "m.actor_id IN (SELECT actor_id FROM actors WHERE kind = :type)",
        **_OF_REPORT,
    },
}
"""What each filter means for each kind of row. `c` is the row of `current`, `m` the mark.

Each is a set that is found once, from an index alone (indexes.sql), and then looked into for every row of a list in its
order. The + keeps SQLite from going through the set anew for each report.
"""


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
        elif name in ("type", "status", "since"):
            bound[name] = value
        elif name == "until":
            bound[name] = value + "~"  # after every day that begins so
        else:
            bound[name] = "%" + re.sub(r"([\\%_])", r"\\\1", value) + "%"
        if name in ("speaker", "party") or (name, kind) == ("text", "actors"):
            bound[f"{name}_ids"] = json.dumps(actor_ids(record, value))
    return where, bound


def actor_ids(record: Record, name: str) -> list[str]:
    """The actors that an id, a name or the beginnings of its words mean here, with those that were judged the same."""
    key = name_key(name)
    bound = {"name": name, "word": key.split(" ")[0] or None}
    found = {
        row["actor_id"]
        for row in record.rows(_PERHAPS, bound)
        if row["actor_id"] == name or (key and f" {key}" in f" {name_key(row['name'])}")
    }
    same = """SELECT other.id FROM identities AS one JOIN identities AS other USING (stands_for)
    WHERE one.id IN (SELECT value FROM json_each(?))"""
    found.update(row["id"] for row in record.rows(same, (json.dumps(sorted(found)),)))
    return sorted(found)


_PERHAPS = """SELECT DISTINCT actor_id, name FROM actors WHERE actor_id = :name OR name GLOB '*[^ -~]*'
OR name GLOB '*[''`]*[''`]*'
OR instr(replace(replace(replace(replace(lower(name), '.', ''), '''', ''), '`', ''), '+', ' plus'), :word)"""
"""Names that can have a key with the word in it, so that few keys have to be made: ASCII that holds it, but for the
marks that `name_key` takes out; and all others."""


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
