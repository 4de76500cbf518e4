"""A claim's place words → the place of the gazetteer that they mean, or that they are no place."""

from onrecord.resolve.places.behind import with_place_behind
from onrecord.resolve.places.no_place import is_no_place
from onrecord.resolve.places.resolving import PlaceResolver

__all__ = ["PlaceResolver", "is_no_place", "with_place_behind"]
