"""Words that a line about an incident is taken apart by: names of days and of months, and somebody who did it."""

from __future__ import annotations

from typing import Final

from hru_advocate.domain.time_words.welsh import MONTHS_IN_WELSH

DAY_NAME: Final = r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
MONTH_NAME: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
WELSH_MONTH: Final = rf"(?:{'|'.join(dict.fromkeys(month for months in MONTHS_IN_WELSH for month in months))})"
"""The months in Welsh, also as they begin behind *o*."""
UNIT: Final = r"(?:one|two|three|four|five|six|seven|eight|nine)"
NUMBER_WORD: Final = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -]{UNIT})?|{UNIT}|ten|eleven|twelve|\w+teen)"
)
NO_THING: Final = (
    r"(?:outside|inside|near|at|on|in|by|with|from|behind|opposite|round|around|up|down|over|under|through|into|to"
    r"|for|after|before|when|while|whilst|as|and|or|then|but|because|again|the|an?|this|that|not|no|o'?clock|ish|am|pm"
    r"|past|days?|weeks?|months?|years? (?:ago|later)|times?|half|quarter)\b"
)
"""Words before which a figure counts nothing, so that it may be the hour or the year of a time before them."""
_DONE: Final = (
    r"(?:rang|came|sent|took|left|threw|drove|broke|stood|sat|went|wrote|spat|spoke|shook|caught|found|bit|tore|stole"
    r"|got|made|gave|kept|hit|put|said|told|saw|ran|swore|[a-z]+ed)"
)
DID: Final = (
    rf"{_DONE}(?:$|[.,;:!]|\s+(?:me|us|him|her|them|it|my|our|his|their|the|an?|at|on|in|into|inside|outside|near|past"
    r"|over|up|down|off|out|through|to|by|behind|round|around|back|away|again|and|for|from|with|that|threats)\b)"
)
"""Something done, of which nobody counts several: *shouted at me* after *Nov 3*, and not *missed calls*."""
SOMEBODY: Final = r"(?:he|she|they|i|we|it|his|her|their|my|our|there|some\w+)\b"
