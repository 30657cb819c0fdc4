"""The reader's review: decisions about events, kept in a file and applied on every run."""

from timeline.review.applying import Overridden, Reviewed, apply_review
from timeline.review.decisions import Action, Decision, append_decisions, read_decisions, write_decisions
from timeline.review.doubts import Doubt, doubtful

__all__ = [
    "Action",
    "Decision",
    "Doubt",
    "Overridden",
    "Reviewed",
    "append_decisions",
    "apply_review",
    "doubtful",
    "read_decisions",
    "write_decisions",
]
