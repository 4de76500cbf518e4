"""Users' own actors: where they are kept, and the formats they come in."""

from onrecord.actors.formats import FORMATS
from onrecord.actors.importing import Account, import_actors, put_rows
from onrecord.actors.store import load_actors, put_actors, save_actors, user_knowledge, user_outlets

__all__ = [
    "FORMATS",
    "Account",
    "import_actors",
    "load_actors",
    "put_actors",
    "put_rows",
    "save_actors",
    "user_knowledge",
    "user_outlets",
]
