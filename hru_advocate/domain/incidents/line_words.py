"""Words that a line about an incident is taken apart by: names of days and of months, and somebody who did it."""

from __future__ import annotations

from typing import Final

DAY_NAME: Final = r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
MONTH_NAME: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
SOMEBODY: Final = r"(?:he|she|they|i|we|it|his|her|their|my|our|there|some\w+)\b"
