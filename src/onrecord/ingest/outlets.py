"""Which names are unmistakably those of a news outlet: known agencies, and names that say so ("Northern Press")."""

from __future__ import annotations

WIRES = frozenset(
    name.casefold()
    for name in (
        *("AFP", "Agence France-Presse", "AP", "Associated Press", "The Associated Press", "Reuters", "UPI", "dpa"),
        *("Bloomberg", "BBC", "CNN", "AA", "Anadolu", "Anadolu Agency", "AAP", "Agerpres", "ANA-MPA", "ANI", "ANP"),
        *("ANSA", "Antara", "APA", "APP", "APS", "Belga", "Belta", "Bernama", "BNS", "BTA", "CNA", "CNS", "CP"),
        *(
            "Canadian Press",
            "The Canadian Press",
            "CTK",
            "ČTK",
            "EFE",
            "ELTA",
            "GNA",
            "Hina",
            "IANS",
            "INA",
            "Interfax",
        ),
        *("Interfax-Ukraine", "IPS", "IRNA", "ISNA", "Itar-Tass", "JTA", "Kazinform", "KCNA", "KUNA", "Kyodo", "LETA"),
        *("Lusa", "MAP", "MENA", "MNA", "Mehr", "MTI", "NAN", "NNA", "Notimex", "NTB", "PA", "PA Media", "Pajhwok"),
        *(
            "PAP",
            "Petra",
            "PNA",
            "Prensa Latina",
            "PTI",
            "QNA",
            "RFE/RL",
            "RIA Novosti",
            "Ritzau",
            "SANA",
            "SPA",
            "STA",
        ),
        *("STT", "SUNA", "Tanjug", "TAP", "Tasnim", "TASS", "Telam", "Télam", "TT", "Ukrinform", "UNB", "UNI", "VNA"),
        *("VOA", "WAFA", "WAM", "Xinhua", "Yonhap", "PRNewswire", "Business Wire", "GlobeNewswire", "Newswire"),
    )
)

_PRESS_WORDS = frozenset(
    (
        *("agency", "broadcasting", "chronicle", "courier", "gazette", "herald", "journal", "mail", "news"),
        *("newspaper", "newswire", "observer", "post", "press", "radio", "telegraph", "television", "times"),
        *("tribune", "tv", "wire"),
    )
)
_OFFICIAL_WORDS = frozenset(
    ["army", "council", "department", "embassy", "government", "ministry", "office", "party", "police", "release"]
)


def is_wire(name: str) -> bool:
    """Whether the name is that of a known agency, in any case."""
    return name.casefold() in WIRES


def is_outlet_name(name: str) -> bool:
    """Whether the name can be nothing but an outlet's; of an unknown single word that cannot be told."""
    if is_wire(name):
        return True
    words = name.split()
    lowered = {word.casefold() for word in words}
    return (
        2 <= len(words) <= 6
        and all(word[0].isupper() or word in ("of", "the", "and") for word in words)
        and not lowered.isdisjoint(_PRESS_WORDS)
        and lowered.isdisjoint(_OFFICIAL_WORDS)
    )
