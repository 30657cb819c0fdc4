"""Runs the examples inside rule files through the whole pipeline, shipped files and a user's own alike."""

from timeline.check.types import Finding, check_type, check_types

__all__ = ["Finding", "check_type", "check_types"]
