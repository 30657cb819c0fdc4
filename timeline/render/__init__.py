"""From a timeline frame to what people look at: the interactive chart, the report page and the picture."""

from __future__ import annotations

from timeline.render.drawing import chart
from timeline.render.embedding import chart_program
from timeline.render.page import report_html
from timeline.render.picture import Panorama, png, svg

__all__ = ["Panorama", "chart", "chart_program", "png", "report_html", "svg"]
