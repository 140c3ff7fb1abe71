"""Made-up cases, for the tests, for ``hru-vault demo`` and for trying the program out."""

from __future__ import annotations

from typing import Final

MADE_UP_PASSPHRASE: Final = "lantern-orchard-velvet-compass-thistle-harbour"  # noqa: S105 - opens people who do not exist
