"""POLECAT's 40 columns, tab-separated with a header, as the files in its Dataverse are.

POLECAT has no field for status, negation or whose word an event stands on: only claims that say that something has
happened or is happening are given, and the others are counted as left out. What the record does not hold stays empty.
After Halterman et al. (2023), "PLOVER and POLECAT"; quad classes by event type from the PLOVER manual.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.ledger.export.event_rows import Event, EventParty, events
from onrecord.ledger.export.event_table import Cells, joined, write_event_table
from onrecord.ledger.export.wanted import Wanted, permalink, version_words
from onrecord.vocab.event_codes import cow_code

QUADS = {
    "VERBAL COOPERATION": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "MATERIAL COOPERATION": ("COOPERATE", "AID", "RETREAT"),
    "VERBAL CONFLICT": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "MATERIAL CONFLICT": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUAD_OF = {event_type: quad for quad, types in QUADS.items() for event_type in types}


def write_polecat(wanted: Wanted, path: Path) -> None:
    write_event_table("polecat", _rows(wanted), path, header=True)


def _rows(wanted: Wanted) -> Iterator[Cells]:
    for event in events(wanted):
        claim = event.claim
        if claim["negated"] or claim["status"] != "actual":
            status = "negated" if claim["negated"] else claim["status"]
            wanted.account.left_out[f"{status}: POLECAT holds only what is said to have happened"] += 1
            continue
        wanted.account.exported += 1
        yield _what(event) | _who("Actor", event.actors) | _who("Recipient", event.recipients) | _where(event)


def _what(event: Event) -> Cells:
    claim, report = event.claim, event.report
    return {
        "Event ID": permalink("claims", claim["id"]),
        "Event Date": claim["time_earliest"] if claim["time_earliest"] == claim["time_latest"] else None,
        "Event Type": claim["event_type"],
        "Event Mode": claim["mode"],
        "Quad Code": _QUAD_OF[claim["event_type"]],
        "Contexts": joined(json.loads(claim["contexts"])),
        "Source": report["outlet"],
        "Publication Date": report["published"],
        "Story People": joined(json.loads(report["people"])),
        "Story Organizations": joined(json.loads(report["organizations"])),
        "Story Locations": joined(json.loads(report["places"])),
        "Language": report["language"],
        "Version": version_words(report),
    }


def _who(role: str, parties: tuple[EventParty, ...]) -> Cells:
    return {
        f"{role} Name": joined(party.name for party in parties),
        f"{role} Country": joined(party.country for party in parties),
        f"{role} COW": joined(cow_code(party.country) for party in parties),
        f"Primary {role} Sector": joined(party.sectors[0] if party.sectors else None for party in parties),
        f"{role} Sectors": joined(dict.fromkeys(sector for party in parties for sector in party.sectors)),
        f"{role} Name Raw": joined(party.words for party in parties),
    }


def _where(event: Event) -> Cells:
    claim = event.claim
    gazetteer, _, number = (event.place_id or "").partition(":")
    return {
        "Placename": claim["place_name"] if event.place_id else None,
        "Province": claim["place_region"],
        "Country": claim["place_country"],
        "Latitude": claim["place_lat"],
        "Longitude": claim["place_lon"],
        "GeoNames ID": number if gazetteer == "geonames" else None,
        "Raw Placename": claim["place"],
    }
