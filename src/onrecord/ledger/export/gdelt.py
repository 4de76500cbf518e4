"""GDELT 2.0: the event table (61 columns) and the mentions table (16), tab-separated without header, as GDELT's are.

One row a claim, one mention for each place where its report was printed. GDELT codes events in CAMEO: claims without a
CAMEO code (negated, conditional, predicted, possible; types that no code covers) are counted as left out. A planned,
offered or demanded act is given under CAMEO's own codes for that (roots 03 and 10), never as the act itself.
After the GDELT Event Codebook 2.0 (2015). What the record does not hold stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.ledger.export.event_rows import Event, EventParty, events
from onrecord.ledger.export.event_table import Cells, write_event_table
from onrecord.ledger.export.wanted import Wanted, permalink
from onrecord.ledger.store import Row
from onrecord.vocab.event_codes import CAMEO_ROLES, fips_code, goldstein

_ID_DIGITS = 13  # hexadecimal: 52 bits, which also programs that know only floating-point numbers hold exactly


def write_gdelt_events(wanted: Wanted, path: Path) -> None:
    write_event_table("gdelt-events", map(_event, _coded(wanted)), path, header=False)


def write_gdelt_mentions(wanted: Wanted, path: Path) -> None:
    rows = (_mention(event, sighting) for event in _coded(wanted) for sighting in event.sightings)
    write_event_table("gdelt-mentions", rows, path, header=False)


def global_event_id(claim_id: str) -> int:
    """The claim's id as a number: its first 13 hexadecimal digits, which `onrecord show` takes for the whole id."""
    return int(claim_id.removeprefix("cl-")[:_ID_DIGITS], 16)


def _coded(wanted: Wanted) -> Iterator[Event]:
    for event in events(wanted):
        if event.claim["cameo"] is None:
            wanted.account.left_out["no CAMEO code: CAMEO has none for its type, or for its status or negation"] += 1
            continue
        wanted.account.exported += 1
        yield event


def _event(event: Event) -> Cells:
    claim, code = event.claim, event.claim["cameo"]
    first, second = _two(event)
    outlets = {sighting["outlet"] for sighting in event.sightings if sighting["outlet"]}
    return {
        "GLOBALEVENTID": global_event_id(claim["id"]),
        **_days(claim),
        **_actor("Actor1", first),
        **_actor("Actor2", second),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": _quad_class(code),
        "GoldsteinScale": goldstein(code),
        "NumMentions": len(event.sightings),
        "NumSources": len(outlets) or None,
        "NumArticles": len(event.sightings),
        "ActionGeo_Fullname": claim["place_name"] if event.place_id else None,
        "ActionGeo_CountryCode": fips_code(claim["place_country"]),
        "ActionGeo_Lat": claim["place_lat"],
        "ActionGeo_Long": claim["place_lon"],
        "DATEADDED": _moment(event.sightings[0]),
        "SOURCEURL": event.report["url"] or permalink("reports", claim["report_id"]),
    }


def _mention(event: Event, sighting: Row) -> Cells:
    claim, url = event.claim, sighting["url"]
    first, second = _two(event)
    return {
        "GLOBALEVENTID": global_event_id(claim["id"]),
        "EventTimeDate": _moment(event.sightings[0]),
        "MentionTimeDate": _moment(sighting),
        "MentionType": 1 if url else 2,
        "MentionSourceName": (urlsplit(url).hostname if url else None) or sighting["outlet"],
        "MentionIdentifier": url or permalink("reports", claim["report_id"]),
        "SentenceID": event.sentence,
        "Actor1CharOffset": first.start if first else None,
        "Actor2CharOffset": second.start if second else None,
        "ActionCharOffset": claim["trigger_start"],
        "InRawText": 1,
        "Confidence": round(100 * claim["score"]),
        "MentionDocLen": event.report["n_characters"],
        "Extras": permalink("claims", claim["id"]),
    }


def _two(event: Event) -> tuple[EventParty | None, EventParty | None]:
    """Actor 1 and actor 2. Those who meet or agree are all actors: the second of them is then actor 2."""
    first, *others = event.actors or (None,)
    return first, next(iter((*event.recipients, *others)), None)


def _actor(which: str, party: EventParty | None) -> Cells:
    if party is None:
        return {}
    roles = [sector for sector in party.sectors if sector in CAMEO_ROLES][:3]
    types = {f"{which}Type{number}Code": role for number, role in enumerate(roles, 1)}
    country = party.country if party.country and party.country.isupper() else None
    return {
        f"{which}Code": (country or "") + "".join(roles) or None,
        f"{which}Name": party.name.upper(),
        f"{which}CountryCode": country,
        **types,
    }


def _days(claim: Row) -> Cells:
    """The parts of the date that the words fix: a claim of "last month" has month and year, but no day."""
    if not claim["time_earliest"] or not claim["time_latest"]:
        return {}
    first, last = (date.fromisoformat(claim[f"time_{end}"]) for end in ("earliest", "latest"))
    cells: Cells = {}
    if first.year == last.year:
        cells["Year"] = first.year
        if first.month == last.month:
            cells["MonthYear"] = first.year * 100 + first.month
    if first == last:
        cells["SQLDATE"] = first.year * 10_000 + first.month * 100 + first.day
        cells["FractionDate"] = round(first.year + (first.month * 30 + first.day) / 365, 4)
    return cells


def _quad_class(code: str) -> int:
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 9 else 3 if root <= 14 else 4


def _moment(sighting: Row) -> int:
    return int(re.sub(r"\D", "", sighting["started"])[:14])
