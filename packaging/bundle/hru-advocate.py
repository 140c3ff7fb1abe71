"""The window, as the bundle starts it."""

from __future__ import annotations

import sys

from ui.__main__ import main

sys.exit(main())
