"""From sentences to event mentions: found by clause pattern, judged by grammar, dated by what governs them."""

from timeline.events.extract import Extraction, Rejected, extract, extract_document

__all__ = ["Extraction", "Rejected", "extract", "extract_document"]
