"""PETRARCH dictionaries: lines, codes, dates, names, and what kind of actor a name is taken for."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.actors import import_actors, user_knowledge
from onrecord.actors.petrarch import read_petrarch
from onrecord.actors.petrarch_codes import read_code
from onrecord.actors.petrarch_names import parted, readable
from onrecord.resolve.actors import Question, link_actor
from onrecord.schema import Actor, Skipped
from tests.actors.rows import read


def dictionary(tmp_path: Path, text: str | bytes) -> tuple[dict[str, Actor], list[Skipped]]:
    path = tmp_path / "test.actors.txt"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    actors, rejected = read(read_petrarch, path)
    return {actor.id: actor for actor in actors}, rejected


def test_a_person_with_synonyms_and_dated_codes(tmp_path: Path) -> None:
    actors, rejected = dictionary(
        tmp_path,
        "# heading\n\nHENRI_JEAN_MOREL_  ; CountryInfo.txt\n+MOREL_\n+MORELLE_ # also so\n+PRESIDENT_MOREL_\n"
        "\t[FRAELI 320101-331108]\n\t[FRAGOVLEG 290101-331108]\n\t[FRAMIL <19400622]\n\t[FRAGOV > 011222] ; now\n"
        "\t[FRAELI]\n",
    )
    assert rejected == []
    morel = actors["person:henri-jean-morel"]
    assert (morel.name, morel.country, morel.sectors) == ("Henri Jean Morel", "FRA", ("GOV", "MIL", "LEG"))
    assert [(a.name, a.ambiguous) for a in morel.aliases] == [("Morelle", True), ("President Morel", False)]
    assert [(o.office, o.role, o.of, o.start, o.end) for o in morel.offices] == [
        ("government office", "other", "state:FRA", "1929-01-01", "1933-11-08"),
        ("military office", "other", "state:FRA", None, "1940-06-22"),
        ("government office", "other", "state:FRA", "2001-12-22", None),
    ]
    assert morel.note == "codes kept as written: [FRAELI 320101-331108]"
    assert morel.sources == ("petrarch:test.actors.txt",)


def test_what_a_name_is_taken_for(tmp_path: Path) -> None:
    actors, rejected = dictionary(
        tmp_path,
        "FRANCE_ [FRA]\n+FRENCH_REPUBLIC_\nCOTE_SAUVAGE_ [FRA]\nVIRGIN_ISLANDS_ [GBRVGB]\n+BRITISH_VIRGIN_ISLANDS_\n"
        "NATIONAL_GUARD_OF_NOWHERE [FRAMIL]\nRED_FRONT [FRAREB]\nACME_CORP. [MNCUSA]\nDAILY_NOWHERE [FRAMED]\n"
        "GLOBAL_FUND_FOR_NOWHERE [IGOUNO]\nSHEIKH_ALI_NOWHERE [IMGMUSXYZ]\nLOWLANDS_ [EEU]\n"
        "JANE_DOE\n\t[IGOUNO >070101]\nRED_BRIGADES_GROUP\n\t[FRAREB 700101-881231]\n\t[FRA >881231]\n",
    )
    assert rejected == []
    assert {key: (a.kind, a.type, a.country, a.sectors) for key, a in actors.items()} == {
        "state:FRA": ("state", None, "FRA", ("GOV",)),
        "territory:cote-sauvage": ("territory", None, "FRA", ()),
        "state:VGB": ("state", None, "GBR", ("GOV",)),
        "organ:FRA/national-guard-of-nowhere": ("organ", None, "FRA", ("MIL",)),
        "group:red-front": ("group", "armed group", "FRA", ("REB",)),
        "group:acme-corp": ("group", "company", "USA", ("MNC",)),
        "outlet:daily-nowhere": ("outlet", None, "FRA", ("MED",)),
        "body:global-fund-for-nowhere": ("body", None, None, ("IGO",)),
        "person:sheikh-ali-nowhere": ("person", None, None, ("UAF",)),
        "territory:lowlands": ("territory", None, None, ()),
        "person:jane-doe": ("person", None, None, ("IGO",)),
        "group:red-brigades-group": ("group", "armed group", "FRA", ("REB",)),
    }
    assert actors["body:global-fund-for-nowhere"].part_of == "body:united-nations"
    assert actors["person:jane-doe"].offices[0].of == "body:united-nations"
    assert actors["person:sheikh-ali-nowhere"].note == "codes kept as written: [IMGMUSXYZ] (MUS, XYZ)"
    assert "[FRAREB 700101-881231]" in (actors["group:red-brigades-group"].note or "")


def test_bad_lines_are_named_and_the_others_go_on(tmp_path: Path) -> None:
    actors, rejected = dictionary(
        tmp_path,
        b"\t[FRAGOV]\nNO_CODE_\nRED_FRONT_\n+ROT\xffFRONT_\n+ROTE\x1aFRONT_\n+ROTE_FRONT_\n\t[FRAREB\n\t[FRAREB]\n"
        b"OFF_LIMITS\n\t[---]\nHALF_CODE [FRAX]\nFARMER [~AGR]\n+???\nLATE_FRONT [FRAREB 991301-20011]\n",
    )
    assert [s.item.rpartition(" ")[2] for s in rejected] == ["1", "2", "4", "7", "5", "9", "11", "12"]
    said = ["before any name", "no code", "not UTF-8", "bracket", "no name has", "[---]", "three letters", "[~AGR]"]
    assert all(words in skipped.reason for words, skipped in zip(said, rejected, strict=True))
    assert [a.name for a in actors["group:red-front"].aliases] == ["Rote Front"]
    assert actors["group:late-front"].note == ("codes kept as written: [FRAREB 991301-20011] (991301, 20011)")


@pytest.mark.parametrize(
    ("text", "country", "sectors", "start", "end"),
    [
        ("AFGGOV", "AFG", ("GOV",), None, None),
        ("USRARM <900823", "SUN", (), None, "1990-08-23"),
        ("KSV >080217", "XKX", (), "2008-02-17", None),
        ("IGOUNODEVWBK 860701-910831", None, ("IGO",), "1986-07-01", "1991-08-31"),
        ("NGOUSACOP", "USA", ("NGO", "COP"), None, None),
        ("IMGMUSALQ", None, ("UAF",), None, None),
        ("MUSGOV", "MUS", ("GOV",), None, None),
        ("EGYGOV >20140301", "EGY", ("GOV",), "2014-03-01", None),
        ("FRAGOV 300101-300201", "FRA", ("GOV",), "2030-01-01", "2030-02-01"),
    ],
)
def test_codes(text: str, country: str | None, sectors: tuple[str, ...], start: str | None, end: str | None) -> None:
    code = read_code(text)
    assert (code.country, code.sectors, code.start, code.end) == (country, sectors, start, end)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("SECRETARY-GENERAL_BAN_KI-MOON_", "Secretary-General Ban Ki-Moon"),
        ("BANK_OF_THE_SOUTH", "Bank of the South"),
        ("THE_TIMES", "The Times"),
        ("U.N._", "U.N."),
        ("DHKP/C_ ", "DHKP/C"),
        ("US_COAST_GUARD", "US Coast Guard"),
        ("UNSG", "UNSG"),
        ("PEOPLE'S_ARMY", "People's Army"),
        ("SEAN_O'NEILL", "Sean O'Neill"),
        ("UN_Secy_Gen", "UN Secy Gen"),
        ("CÔTE_D'IVOIRE", "Côte D'Ivoire"),
    ],
)
def test_names_get_their_capitals_back(written: str, name: str) -> None:
    assert readable(written) == name


def test_a_short_form_in_brackets_is_a_name_of_its_own() -> None:
    assert parted("ANIMAL_LIBERATION_FRONT_(ALF)_") == ("ANIMAL LIBERATION FRONT", "ALF")
    assert parted("CHINA_(PRC)") == ("CHINA_(PRC)", None)


def test_a_dictionary_makes_shipped_actors_known_under_more_names(tmp_path: Path) -> None:
    path, own = tmp_path / "test.actors.txt", tmp_path / "own.jsonl"
    path.write_text("FRANCE_ [FRA]\n+LAND_OF_CHEESE_\nHAMAS_ [PSEREB]\n+REED_MOVEMENT_\n", encoding="utf-8")
    account = import_actors(path, "petrarch", own=own)
    assert [a.id for a in account.actors] == ["group:hamas", "state:FRA"]
    knowledge = user_knowledge(own)
    assert link_actor(Question("Land of Cheese", "place"), knowledge).actor_id == "state:FRA"
    assert link_actor(Question("Reed Movement", "organization"), knowledge).actor_id == "group:hamas"
    assert link_actor(Question("French", "place"), knowledge).actor_id == "state:FRA"
    assert import_actors(path, "petrarch", own=own).n_duplicates == 2


@pytest.mark.shared
def test_the_real_dictionaries_are_accounted_for(shared: Path, tmp_path: Path) -> None:
    for path in sorted((shared / "data" / "references" / "oeda-dictionaries").glob("Phoenix.MilNonState*.txt")):
        account = import_actors(path, "petrarch", own=tmp_path / "own.jsonl", dry_run=True)
        assert account.n_rows > 900
        assert len(account.rejected) < 0.01 * account.n_rows
