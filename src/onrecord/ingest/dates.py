"""Written dates of datelines and date lines, in English or ISO form. Full ones become a date, others only a match.

Slashed dates are left alone: 03/04/2026 is March to some and April to others.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"

DATE = (
    rf"(?i:(?:{WEEKDAY},?\s+)?(?:{_DAY}\s+{_MONTH}(?:,?\s+\d{{4}}\b)?|{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}}\b)?"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}\b)|{WEEKDAY})"
)
"""Regular expression, without groups, of a date with or without its weekday and year, or of a weekday alone."""

_PARTS = re.compile(
    rf"(?i:(?P<weekday>{WEEKDAY})?,?\s*"
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{_MONTH}),?\s+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})))"
)


def full_date(written: str) -> date | None:
    """The day that a written date names; None without a year, for no real day, or with a weekday it did not fall on."""
    match = _PARTS.fullmatch(written.strip())
    if match is None:
        return None
    month = match["m1"] or match["m2"]
    try:
        day = date(
            int(match["y1"] or match["y2"] or match["y3"]),
            _MONTHS.index(month[:3].lower()) + 1 if month else int(match["m3"]),
            int(match["d1"] or match["d2"] or match["d3"]),
        )
    except ValueError:
        return None
    weekday = match["weekday"]
    return day if weekday is None or _WEEKDAYS.index(weekday[:3].lower()) == day.weekday() else None
