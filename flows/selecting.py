"""The options by which ``report`` and ``export`` are told which events: declared once, for both."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from flows.options import About, Actors, Categories, Countries, First, Last, Since, Statuses, Tags, Top
from timeline.table.selecting import Selection

__all__ = ["selecting", "selection_of"]


def selection_of(  # noqa: PLR0913 - the options
    *,
    first: First = None,
    last: Last = None,
    since: Since = None,
    about: About = "",
    category: Categories = None,
    status: Statuses = None,
    actor: Actors = None,
    country: Countries = None,
    tag: Tags = None,
    top: Top = None,
) -> Selection:
    """The selection that options ask for."""
    return Selection(
        first=first,
        last=last,
        since=since,
        about=about,
        categories=frozenset(category or ()),
        statuses=frozenset(status or ()),
        actors=frozenset(actor or ()),
        countries=frozenset(country or ()),
        tags=frozenset(tag or ()),
        top=top,
    )


def selecting(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a selection in place of its parameter ``selection``, behind its own."""
    own = inspect.signature(command, eval_str=True)
    options = inspect.signature(selection_of, eval_str=True).parameters

    def chosen(**given: Any) -> None:  # noqa: ANN401 - whatever the options are
        asked = {name: given.pop(name) for name in options}
        command(**given, selection=selection_of(**asked))

    kept = [parameter for name, parameter in own.parameters.items() if name != "selection"]
    parameters = [*kept, *options.values()]
    # What typer reads: it makes an option of each parameter.
    chosen.__name__, chosen.__doc__ = command.__name__, command.__doc__
    chosen.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    chosen.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return chosen
