"""Pictures of the pages for docs/screens, taken in a real Chromium of a record of the example corpus.

    python -m bench.screenshots [--record RECORD] [--only NAME,...]

Without --record the corpus of examples/negotiation is read first. Needs the extras `web` and `test`, and a Chromium on
the path or named in CHROMIUM. Pictures have few colours, so that each is small. The map shows none of the example's
places: they are invented, and stand beside it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
SCREENS = ROOT / "docs" / "screens"
CORPUS = ROOT / "examples" / "negotiation" / "reports.jsonl"
COLOURS = 128


class Shot(NamedTuple):
    name: str
    path: str
    keys: str = ""
    theme: str = "light"
    size: tuple[int, int] = (1280, 820)


NARROW = (360, 740)


def shots(record: Any) -> list[Shot]:
    """What is shown, with the report that has most to show."""

    def first(sql: str) -> str:
        return str((record.row(f"{sql} LIMIT 1") or {"id": "none"})["id"])

    report = first("SELECT id FROM current_reports ORDER BY n_positions + n_claims DESC, id")
    claim = first("SELECT id FROM current_claims WHERE attribution IS NOT NULL ORDER BY score DESC, id")
    actor = first("SELECT id FROM current_actors WHERE kind = 'person' ORDER BY n_reports DESC, id")
    issue = first("SELECT issue AS id FROM positions WHERE issue IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1")
    return [
        Shot("overview", "/"),
        Shot("report", f"/reports/{report}", "jjj"),
        Shot("report-dark", f"/reports/{report}", "j", "dark"),
        Shot("report-narrow", f"/reports/{report}", size=NARROW),
        Shot("claims", "/claims"),
        Shot("claim", f"/claims/{claim}"),
        Shot("claim-voices", f"/claims/{contradicted(record)}#behind"),
        Shot("claim-narrow", f"/claims/{contradicted(record)}#behind", size=NARROW),
        Shot("positions", "/positions?type=reject"),
        Shot("actor", f"/actors/{actor}"),
        Shot("issue", f"/issues/{issue}"),
        Shot("negotiation", "/negotiation"),
        Shot("negotiation-narrow", "/negotiation", size=NARROW),
        Shot("timeline", "/timeline"),
        Shot("network", "/network"),
        Shot("map", "/map"),
        Shot("review", "/review", theme="dark"),
        Shot("search", "/search?q=captives&in=claims"),
    ]


def contradicted(record: Any) -> str:
    """A claim that another report contradicts, else any claim."""
    from onrecord.ledger.behind import behind

    for row in record.rows("SELECT id FROM current_reports ORDER BY published, id"):
        found = behind(record, row["id"])
        for one in found.happenings:
            mine = [key for key in one.tellings if found.tellings[key].sighting in found.own]
            if mine and any(difference.verdict == "contradiction" for difference in one.differences):
                return str(found.claim_ids[mine[0]])
    return str((record.row("SELECT id FROM current_claims ORDER BY id LIMIT 1") or {"id": "none"})["id"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("no Chromium is installed: apt-get install -y chromium, or name one in CHROMIUM")
    with tempfile.TemporaryDirectory() as folder:
        path = given.record or read_corpus(Path(folder) / "negotiation.onrecord")
        take(path, chromium, [name for name in given.only.split(",") if name])


def read_corpus(path: Path) -> Path:
    """A record of the example corpus."""
    from onrecord.adding import add_to_record
    from onrecord.ingest.handed import handed_in
    from onrecord.ledger.store import Record
    from onrecord.pipeline import Reader

    with Record.open(path, create=True) as record:
        add_to_record(record, handed_in([CORPUS]), Reader(), paths=[CORPUS])
    return path


def take(path: Path, chromium: str, only: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    from onrecord.ledger.store import Record

    SCREENS.mkdir(parents=True, exist_ok=True)
    with Record.open(path) as record:
        wanted = [shot for shot in shots(record) if not only or shot.name in only]
    url = serve(path)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for shot in wanted:
            width, height = shot.size
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=shot.theme)
            page.goto(url + shot.path, timeout=120_000)
            for key in shot.keys:
                page.keyboard.press(key)
            page.wait_for_selector("[data-waiting]", state="detached", timeout=60_000)
            if "#" in shot.path:
                page.evaluate("document.querySelector(location.hash).scrollIntoView()")
            page.wait_for_timeout(500)
            n_bytes = save(page.screenshot(), SCREENS / f"{shot.name}.png")
            page.close()
            print(f"{shot.name}: {n_bytes:,} bytes")
        browser.close()


def serve(path: Path) -> str:
    import uvicorn

    from onrecord.web import create_app
    from onrecord.web.security import own_hosts

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(path, hosts=own_hosts("127.0.0.1", port), author="reader")
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{port}"


def save(picture: bytes, path: Path) -> int:
    """Fewer colours, no description; gives the bytes that the file has."""
    from PIL import Image

    with Image.open(BytesIO(picture)) as image:
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path.stat().st_size


if __name__ == "__main__":
    main()
