"""HRU Advocate: the core, usable from a script, without screens."""

from __future__ import annotations

__version__ = "0.1.0"
