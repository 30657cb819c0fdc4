"""Shows why: what was found in a text, by which rule, from which anchor, and what lost and for what reason."""

from timeline.explain.document import LEFT, RIGHT, explain, explain_found
from timeline.explain.marking import Piece, marked

__all__ = ["LEFT", "RIGHT", "Piece", "explain", "explain_found", "marked"]
