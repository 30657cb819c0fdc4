"""Finds the dates a text speaks of and places them on the calendar, never more exactly than they are told."""

from timeline.dates.find import find_dates, find_in

__all__ = ["find_dates", "find_in"]
