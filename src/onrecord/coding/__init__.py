"""Stage: resolved marks → claims on somebody's word."""

from onrecord.coding.claims import code_claims

__all__ = ["code_claims"]
