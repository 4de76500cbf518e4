"""CAMEO and PLOVER actor codes ("AFGGOV >011222") → country, sectors, dates, and what is left over.

A code is a row of three-letter parts. The first part that is a country is the country; parts that name a sector or,
behind IGO, a body are kept; all others (religions, regions, branches) have no place in a row and are handed back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.actors.codes import SECTORS, countries

# Older and CAMEO's own codes of states (CAMEO codebook 1.1b3, chapter 4; ISO 3166-3)
_RENAMED = {
    "ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "BUR": "MMR", "KSV": "XKX", "UNK": "XKX", "PAL": "PSE", "WBK": "PSE",
    "GZS": "PSE", "USR": "SUN", "FRY": "SCG", "GER": "DEU", "KNT": "KNA",
}  # fmt: skip

_SECTOR_OF = {
    "IMG": "UAF",  # international militarized group: PLOVER has no code of its own for it
    "INS": "REB", "NGM": "NGO", "JUR": "JUD", "PLY": "PTY",
}  # fmt: skip

# Behind another part these stand for Muslim, autonomous and non-aligned, not for Mauritius, Austria and Namibia.
_ONLY_COUNTRY_IN_FRONT = frozenset({"MUS", "AUT", "NAM"})

_BEFORE_COUNTRY = frozenset({"MNC", "NGO", "NGM", "IGO", "BUS", "IMG", "MED"})

REGIONS = frozenset(
    {"AFR", "ASA", "BLK", "CAS", "CAU", "CFR", "CRB", "EAF", "EEU", "EIN", "EUR", "LAM", "MDT", "MEA", "MDE", "NAF",
     "NMR", "PGS", "SAF", "SAM", "SAS", "SCN", "SEA", "WAF", "WEU", "WST"}
)  # fmt: skip

BODIES = {
    "UNO": "body:united-nations", "NAT": "body:nato", "EUR": "body:european-union", "EEC": "body:european-union",
    "AFU": "body:african-union", "OAU": "body:african-union", "ARL": "body:arab-league", "ASN": "body:asean",
    "IMF": "body:imf", "WBK": "body:world-bank", "WTO": "body:wto", "WHO": "body:who", "IAE": "body:iaea",
    "OPC": "body:opec", "OAS": "body:oas", "SCE": "body:osce", "CIS": "body:cis", "CWN": "body:commonwealth",
    "HCR": "body:unhcr", "ILO": "body:ilo",
}  # fmt: skip

_CODE = re.compile(r"(?P<code>[A-Z0-9]+)(?:\s+(?P<dates>\S.*?))?\s*")
_DATES = re.compile(r"(?P<start>\d+)\s*-\s*(?P<end>\d+)|>\s*(?P<since>\d+)|<\s*(?P<before>\d+)")
_LATEST_SHORT_YEAR = 30  # of two digits; PETRARCH's own rule


@dataclass(frozen=True)
class Code:
    """One code of a name. `text` is as written; `unread` is what of it has no meaning here."""

    text: str
    country: str | None
    places: tuple[str, ...]  # further parts that are states or dependencies: VGB in GBRVGB
    sectors: tuple[str, ...]
    body: str | None
    start: str | None
    end: str | None
    unread: tuple[str, ...]
    is_elite: bool  # ELI: known, but without an office
    is_region: bool


def read_code(text: str) -> Code:
    """The code between two brackets. Raises ValueError with the reason where it cannot be read."""
    found = _CODE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"the code [{text.strip()}] is not letters and digits, with or without dates")
    code = found["code"]
    if len(code) % 3:
        raise ValueError(f"the code [{code}] is not made of parts of three letters")
    parts = [code[i : i + 3] for i in range(0, len(code), 3)]
    bodies = [part for part in parts[1:] if part in BODIES] if parts[0] == "IGO" else []
    country, places, sectors, unread = None, [], [], []
    for number, part in enumerate(parts):
        state = _RENAMED.get(part, part)
        sector = _SECTOR_OF.get(part, part)
        if sector in SECTORS:
            sectors.append(sector)
        elif part in bodies:
            continue  # WBK is the World Bank behind IGO, the West Bank elsewhere
        elif state in countries() and not (number and _no_country_here(part, parts[0])):
            if country is None:
                country = state
            else:
                places.append(state)
        elif part != "ELI":
            unread.append(part)
    start, end, unread_dates = _span(found["dates"])
    body = BODIES[bodies[-1]] if bodies else None
    return Code(
        text.strip(), country, tuple(places), tuple(dict.fromkeys(sectors)), body, start, end,
        (*dict.fromkeys(unread), *unread_dates), "ELI" in parts, parts[0] in REGIONS,
    )  # fmt: skip


def _no_country_here(part: str, first: str) -> bool:
    """Whether a part that is not the first is no country: only after a state and a few sectors is a country named."""
    if part in _ONLY_COUNTRY_IN_FRONT:
        return True
    return first not in _BEFORE_COUNTRY and _RENAMED.get(first, first) not in countries()


def _span(text: str | None) -> tuple[str | None, str | None, tuple[str, ...]]:
    if text is None:
        return None, None, ()
    found = _DATES.fullmatch(text)
    if found is None:
        return None, None, (text,)
    start, end = _date(found["start"] or found["since"]), _date(found["end"] or found["before"])
    bad = [d for d, read in ((found["start"] or found["since"], start), (found["end"] or found["before"], end))
           if d is not None and read is None]  # fmt: skip
    if start and end and start > end and len(found["start"]) == 6:  # 290101-331108 began in 1929, not in 2029
        start = f"{int(start[:4]) - 100}{start[4:]}"
    if start and end and start > end:
        return None, None, (text,)
    return start, end, tuple(bad)


def _date(digits: str | None) -> str | None:
    """YYMMDD or YYYYMMDD in ISO 8601; anything else is no date."""
    if digits is None or len(digits) not in (6, 8):
        return None
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= _LATEST_SHORT_YEAR else "19") + digits
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        return None
