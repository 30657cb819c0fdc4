"""Finds date and time expressions in a text and resolves them on the calendar, never more exactly than they are told."""

from timeline.dates.find import find_dates, find_in

__all__ = ["find_dates", "find_in"]
