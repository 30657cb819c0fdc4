"""The timeline as a picture, for slides and documents."""

from __future__ import annotations

from datetime import date

import pandas as pd
import vl_convert

from timeline.render.drawing import draw
from timeline.render.palette import PAPER

__all__ = ["png"]

_WIDTH = 1100  # pixels at scale 1


def png(frame: pd.DataFrame, *, title: str = "", scale: float = 2.0, as_of: date | None = None) -> bytes:
    """The chart of a timeline frame as the bytes of a PNG picture, on white; ``scale`` 1.0 is 1,100 pixels wide."""
    spec = draw(frame, title=title, as_of=as_of, ink=PAPER, width=_WIDTH).to_dict()
    return bytes(vl_convert.vegalite_to_png(spec, scale=scale, allowed_base_urls=[]))
