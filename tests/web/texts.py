"""Reports of invented states, written for these tests."""

from __future__ import annotations

CITED = "Meridian Wire"

REPORTS: list[tuple[str, dict[str, object]]] = [
    (
        "The ministry of Aland said on Monday that its envoy had offered a ceasefire to Bland.\n\n"
        "Bland rejected the offer, a spokesman told reporters. The talks in Port Aland go on.",
        {"title": "Aland offers ceasefire", "outlet": "Harbour Courier", "published": "2026-03-02",
         "url": "https://harbour.example/2026/offer?id=1&x=2", "byline": "A. Writer"},
    ),
    (
        "Bland demanded the release of all prisoners before any talks, its foreign minister said.",
        {"title": "Bland demands release", "outlet": "Channel Six", "published": "2026-03-04",
         "url": "http://six.example/release"},
    ),
    (
        "Two officials familiar with the talks said that an exchange was expected within a week.",
        {"title": None, "outlet": "Radio Kelmar", "published": "2026-03-05"},
    ),
    (
        "Observers counted forty buses at the bridge.\n\nNobody could say whom they were waiting for.",
        {"title": "Forty buses", "outlet": None, "published": None},
    ),
    *[
        (
            f"Delegate {n} of Aland told the assembly that clause {n} of the draft could be accepted by Bland.",
            {"title": f"Clause {n}", "outlet": ("Harbour Courier", "Channel Six")[n % 2],
             "published": f"2026-0{1 + n % 4}-{1 + n % 27:02d}"},
        )
        for n in range(70)
    ],
]  # fmt: skip
