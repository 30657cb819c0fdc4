"""Finds the dates a text speaks of and places them on the calendar, never more exactly than they are told."""

from timeline.dates.counting import moved_on_calendar
from timeline.dates.declared import DateOrder
from timeline.dates.find import find_dates, find_in
from timeline.dates.flaws import flaws_of
from timeline.dates.foreign import find_written

__all__ = ["DateOrder", "find_dates", "find_in", "find_written", "flaws_of", "moved_on_calendar"]
