"""`onrecord serve`: a record shown in the browser, on this machine. docs/web.md says how, and what guards it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.judge import author_name
from onrecord.cli.record_tables import RECORD, talk
from onrecord.errors import RecordError

app = typer.Typer()

_NEEDED = ("fastapi", "uvicorn", "python_multipart")


@app.command()
def serve(
    record: RECORD,
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Where to listen.")] = 8000,
    host: Annotated[
        str, typer.Option(help="Address to listen on. Another one than this machine's own lets others read the record.")
    ] = "127.0.0.1",
    author: Annotated[str, typer.Option(help="Whose judgements are made. Default: as in `onrecord judge`.")] = "",
) -> None:
    """Show a record as pages in the browser, and answer programs, on this machine only."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise RecordError(
            f"the web app needs {', '.join(missing)}", item="onrecord serve", remedy="Run: pip install 'onrecord[web]'"
        )
    import uvicorn

    from onrecord.web.app import create_app
    from onrecord.web.security import own_hosts

    if not Path(record).is_file():
        raise RecordError("is no file", item=str(record), remedy="Make a record with `onrecord add RECORD PATH...`")
    app_ = create_app(record, hosts=own_hosts(host, port), author=author or author_name())
    talk(f"{record}: http://{f'[{host}]' if ':' in host else host}:{port}/  (Ctrl+C ends it)")
    if host not in ("127.0.0.1", "localhost", "::1"):
        talk(f"listening on {host}: whoever can reach this machine there can read the record and judge it")
    uvicorn.run(app_, host=host, port=port, log_level="warning", server_header=False, ws="none")
