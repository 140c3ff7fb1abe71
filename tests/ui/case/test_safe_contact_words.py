"""The word of safe contact at the head of a case: whole in its room at any size, however much stands beside the way."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hru_advocate.domain.people.contact_now import SafeNow
from ui.case_head.safe_contact_strip import SafeStrip
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.controls.theme import apply_theme, theme

ROOMS = [(100, 1024 - 199), (100, 1366 - 199), (150, 1366 - 275), (200, 1366 - 350)]
"""Text sizes with the pixels beside the rail of a small screen; the page keeps 24 at either side."""
LONG = [
    ("Ring or text now", "read “never” first"),
    ("Text, e-mail or video call now", "do not ring, read “never” first"),
    ("Text now", "do not ring before next Mon 09:00, bank holiday: check first"),
]


@pytest.mark.parametrize(("size", "room"), ROOMS)
@pytest.mark.parametrize(("word", "limit"), LONG)
def test_the_word_is_whole_in_its_room(
    qtbot: QtBot, qapp: QApplication, size: int, room: int, word: str, limit: str
) -> None:
    apply_theme(qapp, "light", size)
    strip = SafeStrip()
    qtbot.addWidget(strip)
    for name in ("Show number", "Change"):
        strip.add_action(Button(name, "link"))
    strip.show_safe(SafeNow("now", word, "weekdays 09:00–17:00 · mobile ending 987. Confirmed today.", limit))
    strip.resize(room - 2 * 24, 10)
    strip.show()
    qtbot.waitExposed(strip)
    strip.resize(room - 2 * 24, strip.heightForWidth(room - 2 * 24))
    QApplication.processEvents()
    assert strip.width() == room - 2 * 24
    short = next(one for one in strip.findChildren(TextLabel) if one.text().startswith(word))
    assert short.mapTo(strip, short.rect().bottomRight()).x() < strip.width()
    assert short.height() >= short.heightForWidth(short.width())
    assert short.width() >= min(theme().px(300), short.sizeHint().width())


def test_words_on_one_line_stand_level_with_the_keys_beside_them(qtbot: QtBot) -> None:
    strip = SafeStrip()
    qtbot.addWidget(strip)
    key = Button("Show number", "link")
    strip.add_action(key)
    strip.show_safe(SafeNow("now", "Ring now", "Mon 10:00–14:00 · mobile ending 987. Confirmed today."))
    strip.resize(1100, strip.sizeHint().height())
    strip.show()
    qtbot.waitExposed(strip)
    middle = key.mapTo(strip, key.rect().center()).y()
    for words in strip.findChildren(TextLabel):
        assert words.height() < key.height()
        assert abs(words.mapTo(strip, words.rect().center()).y() - middle) <= 1


@pytest.mark.parametrize(
    ("before", "never"),
    [
        ("any day · mobile ending 987 · ", "never: a voice call, near the children"),
        ("say “the library \U0001f4da” · ", "never: before nine"),  # a sign that Qt counts as two
        ("", "never: post"),
        ("say “never: post” · ", "never: post"),  # where it is said twice the rule stands last
    ],
)
def test_what_is_never_to_be_done_has_weight_and_nothing_else_has(qtbot: QtBot, before: str, never: str) -> None:
    strip = SafeStrip()
    qtbot.addWidget(strip)
    rules = f"{before}{never}. Confirmed today."
    strip.show_safe(SafeNow("now", "Text now", rules, never=never))
    words = next(one for one in strip.findChildren(TextLabel) if one.text() == rules)
    words.setFixedSize(900, words.heightForWidth(900))
    strong = words.grab().toImage()
    words.setText(words.text())
    plain = words.grab().toImage()
    begins = round(words.fontMetrics().horizontalAdvance(before) * plain.devicePixelRatio())
    differing = [
        x for x in range(plain.width()) if any(strong.pixel(x, y) != plain.pixel(x, y) for y in range(plain.height()))
    ]
    assert differing
    assert abs(differing[0] - begins) <= 3


def test_the_weight_stays_when_the_number_is_shown(qtbot: QtBot) -> None:
    strip = SafeStrip()
    qtbot.addWidget(strip)
    strip.show_safe(
        SafeNow("now", "Text now", "mobile ending 987 · never: post. Confirmed today.", never="never: post")
    )
    strip.reveal("mobile 07700 900987 · never: post. Confirmed today.")
    words = next(one for one in strip.findChildren(TextLabel) if "07700" in one.text())
    words.setFixedSize(900, words.heightForWidth(900))
    strong = words.grab().toImage()
    words.setText(words.text())
    assert strong != words.grab().toImage()
