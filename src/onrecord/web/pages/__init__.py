"""The pages, one small file a resource. A new one is a file here and a line in ROUTERS."""

from onrecord.web.pages import (
    actor,
    behind,
    judgements,
    lists,
    map,
    mark,
    names,
    negotiation,
    network,
    overview,
    report,
    review,
    search,
    timeline,
)

ROUTERS = tuple(
    part.router
    for part in (
        overview, lists, behind, report, mark, actor, names, search, negotiation, timeline, network, map, review,
        judgements,
    )
)  # fmt: skip
"""In the order in which addresses are looked up."""
