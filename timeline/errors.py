"""What can go wrong, said in a way that a reader can act on: which file, which place, which cure."""

from __future__ import annotations

__all__ = ["ConfigurationError", "RuleError", "SourceError", "TimelineError"]


class TimelineError(Exception):
    """Nothing can be written before the reader mends something: the message names what, where and how.

    ``file`` is the file at fault, ``place`` the line, key or record inside it, ``cure`` the next step.

    >>> print(TimelineError("published is no date: '2025-02-30'", file="manifest.jsonl", place="line 3",
    ...                     cure="write a day that exists, such as 2025-02-28"))
    manifest.jsonl, line 3: published is no date: '2025-02-30'
      cure: write a day that exists, such as 2025-02-28
    """

    def __init__(self, problem: str, *, file: str = "", place: str = "", cure: str = "") -> None:
        super().__init__(problem, file, place, cure)
        self.problem = problem
        self.file = file
        self.place = place
        self.cure = cure

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.place) if part)
        head = f"{where}: {self.problem}" if where else self.problem
        return f"{head}\n  cure: {self.cure}" if self.cure else head

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.problem, self.file, self.place, self.cure))


def _rebuild(kind: type[TimelineError], problem: str, file: str, place: str, cure: str) -> TimelineError:
    """Errors cross process borders, where keyword-only arguments would be lost."""
    return kind(problem, file=file, place=place, cure=cure)


class SourceError(TimelineError):
    """The documents asked for are not there, or a manifest that lists them cannot be read."""


class RuleError(TimelineError):
    """A rule file breaks the rules for rule files."""


class ConfigurationError(TimelineError):
    """An option or a setting has a value that cannot be meant."""
