"""`onrecord actors`: the actors that names are linked to, the shipped ones and the user's own over them.

Results go to standard output, talk to standard error. docs/own-actors.md has the commands and the exit codes.
"""

from __future__ import annotations

import difflib
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from onrecord.actors import Account, import_actors, load_actors, put_rows, user_knowledge
from onrecord.actors.checks import checked
from onrecord.actors.fields import row_of_fields
from onrecord.actors.incoming import Incoming
from onrecord.actors.jsonl_rows import line_of_actor
from onrecord.cli.actor_tables import print_actor, print_actors, print_link
from onrecord.errors import ActorsError
from onrecord.settings import own_actors_file
from onrecord.views.visible import visible
from onrecord.vocab.knowledge_base import shipped

app = typer.Typer(no_args_is_help=True, help="The actors that names are linked to: the shipped ones and your own.")

MentionKind = StrEnum("MentionKind", ["person", "organization", "place", "outlet"])
Format = StrEnum("Format", ["csv", "jsonl", "petrarch", "wikidata"])  # FORMATS; a test compares them

_JSON = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


@app.command("list")
def list_actors(
    kind: Annotated[str | None, typer.Option(help="Only this kind: state, organ, person …")] = None,
    country: Annotated[str | None, typer.Option(help="Only of this country, an ISO 3166-1 alpha-3 code.")] = None,
    sector: Annotated[str | None, typer.Option(help="Only of this PLOVER sector, such as GOV or REB.")] = None,
    mine: Annotated[bool, typer.Option("--mine", help="Only your own rows.")] = False,
    as_json: _JSON = False,
) -> None:
    """List actors in the order of their ids."""
    own = {actor.id: actor for actor in load_actors()}
    found = [
        actor
        for _, actor in sorted((shipped().actors | own).items())
        if (kind is None or actor.kind == kind)
        and (country is None or country.upper() in (actor.country, *actor.countries))
        and (sector is None or sector.upper() in actor.sectors)
        and (not mine or actor.id in own)
    ]
    if as_json:
        sys.stdout.writelines(f"{line_of_actor(actor, ascii_only=True)}\n" for actor in found)
    else:
        print_actors(found, frozenset(own), _page())
        _talk(f"{len(found)} actors; your own rows are in {own_actors_file()}")


@app.command()
def show(
    actor_id: Annotated[str, typer.Argument(metavar="ID", help="As in `onrecord actors list`: state:FRA.")],
    as_json: _JSON = False,
) -> None:
    """Show all that is known of one actor, with the sources of its facts."""
    own = {actor.id: actor for actor in load_actors()}
    actors = shipped().actors | own
    actor = actors.get(actor_id)
    if actor is None:
        close = difflib.get_close_matches(actor_id, actors, n=3)
        remedy = f"Close to it: {', '.join(close)}." if close else "Look it up with `onrecord actors find NAME`."
        raise ActorsError("no actor has this id", item=actor_id, remedy=remedy)
    if as_json:
        sys.stdout.write(line_of_actor(actor, ascii_only=True) + "\n")
    else:
        print_actor(actor, yours=actor_id in own, console=_page())


@app.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name as a report writes it.")],
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The report's day.")] = None,
    kind: Annotated[MentionKind | None, typer.Option(help="What the name stands for.")] = None,
    title: Annotated[str, typer.Option(help='Words around a person\'s name: "Russian foreign minister".')] = "",
    as_json: _JSON = False,
) -> None:
    """Say who a name means, as a reading would decide it, and why."""
    from onrecord.resolve.actors import Context, Question, countries_named, link_actor

    knowledge = user_knowledge()
    # A reading counts the countries of the whole report; here the title and the name are all the text there is.
    context = Context(countries_named(f"{title} {name}", knowledge), on.date() if on else None)
    link = link_actor(Question(name, kind.value if kind else None, title, context), knowledge)
    if as_json:
        sys.stdout.write(link.model_dump_json(ensure_ascii=True) + "\n")
    else:
        print_link(link, _page())


@app.command()
def add(
    kind: Annotated[str, typer.Option(help="state, territory, organ, body, group, outlet or person.")],
    name: Annotated[str, typer.Option(help="The common name.")],
    source: Annotated[list[str], typer.Option(help="Where the facts can be checked; may be repeated.")],
    actor_id: Annotated[str, typer.Option("--id", help="Default: made from kind and name.")] = "",
    alias: Annotated[list[str] | None, typer.Option(help="Another name; may be repeated.")] = None,
    country: Annotated[str, typer.Option(help="ISO 3166-1 alpha-3 code.")] = "",
    sector: Annotated[list[str] | None, typer.Option(help="PLOVER sector, most specific first.")] = None,
    office: Annotated[list[str] | None, typer.Option(help="office@of@from@until; may be repeated.")] = None,
    start: Annotated[str, typer.Option("--from", help="Exists since: 2015, 2015-03 or 2015-03-07.")] = "",
    end: Annotated[str, typer.Option("--until", help="Existed until.")] = "",
    note: Annotated[str, typer.Option(help="What else a reader of the row should know.")] = "",
) -> None:
    """Add one actor to your own, or with the id of a known one put yours in its place."""
    item = actor_id or name
    try:
        data = row_of_fields(
            kind=kind, name=name, id=actor_id, aliases=alias, country=country, sectors=sector, start=start, end=end,
            offices=office, sources=source, note=note,
        )  # fmt: skip
    except ValueError as error:
        raise ActorsError(str(error), item=item, remedy="Write it so, from the left as far as it is known.") from None
    own = {actor.id for actor in load_actors()}
    account = put_rows([Incoming(item, checked(data, item=item), id_given=bool(actor_id))])
    if not account.actors:
        _talk(f"{item}: nothing new; no row was changed")
        return
    actor = account.actors[0]
    done = "changed your row" if actor.id in own else "added"
    over = ""
    if actor.id in shipped().actors:
        over = ", in place of the shipped row" if actor_id else ", with all that the shipped row says"
    _talk(f"{actor.id}: {done}{over}")


@app.command("import")
def import_file(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The file to import.")],
    form: Annotated[Format, typer.Option("--format", help="What the file is.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Give the account and change nothing.")] = False,
) -> None:
    """Import actors from a file into your own, and account for every row."""
    account = import_actors(path, form.value, dry_run=dry_run)
    for skipped in account.rejected:
        _talk(skipped.reason)
    sys.stdout.write(_account(account, dry_run) + "\n")
    if account.rejected:
        raise typer.Exit(ActorsError.exit_code)


def _account(account: Account, dry_run: bool) -> str:
    sums = f"{account.n_accepted} accepted + {account.n_duplicates} duplicates + {len(account.rejected)} rejected"
    end = "nothing was written" if dry_run else f"{len(account.actors)} actors added or changed"
    return f"{account.n_rows} rows = {sums}; {end}"


def _page() -> Console:
    return Console(no_color=True, highlight=False)


def _talk(words: str) -> None:
    Console(stderr=True, highlight=False).print(visible(words), markup=False, soft_wrap=True)
