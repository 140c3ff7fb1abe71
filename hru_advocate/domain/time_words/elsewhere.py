"""Words of other languages that mean another day when they are read on another: they are kept as told, with their day.

Nothing is placed by them: who told it, and in which words, stays to be asked.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WORDS: Final = frozenset(
    # Polish, Romanian, Slovak, Czech, Hungarian, Lithuanian, Latvian, Bulgarian
    "wczoraj przedwczoraj dzis dzisiaj jutro pojutrze temu zeszly zeszlym zeszlej zeszla "
    "ieri alaltaieri azi astazi maine trecut "
    "trecuta "
    "vcera predvcerom dnes zajtra zitra tegnap tegnapelott holnap vakar uzvakar siandien rytoj sodien rit "
    # French, Spanish, Portuguese, Italian, German, Dutch, Turkish, Kurdish, Albanian, Somali
    "hier demain ayer anoche hoy manana ontem anteontem hoje amanha oggi domani gestern vorgestern heute "
    "morgen gisteren vandaag "
    "dun bugun yarin duh iro sibe dje sot neser shalay maanta berri "
    # Ukrainian, Russian, Bulgarian
    "вчора позавчора сьогодні завтра вчера позавчера сегодня утре днес "
    # Arabic, Persian, Pashto, Urdu
    "أمس امس البارحة اليوم غدا دیروز دیشب امروز فردا پرون کل آج "
    # Hindi, Punjabi, Bengali, Tamil, Gujarati
    "कल आज परसों ਕੱਲ੍ਹ ਅੱਜ গতকাল আজ আগামীকাল நேற்று இன்று நாளை ગઈકાલે આજે કાલે".split()
)
_WITHOUT_SPACES: Final = ("昨天", "昨晚", "今天", "今晚", "明天", "前天", "昨日", "今日", "明日")
"""Chinese and Japanese, which put no space between words."""


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i").replace("ł", "l"))
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


_PLAIN: Final = frozenset(map(_plain, _WORDS))


def relative_elsewhere(told: str) -> bool:
    """Say whether words hold one of another language for a day counted from the day they were told."""
    words = re.split(r"[\s,.;:!?()/\"'-]+", _plain(told))
    return not _PLAIN.isdisjoint(words) or any(word in told for word in _WITHOUT_SPACES)
