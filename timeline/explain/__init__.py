"""Shows why: what was found in a text, by which rule, from which anchor, and what lost and for what reason."""

from timeline.explain.document import explain

__all__ = ["explain"]
