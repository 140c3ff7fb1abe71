"""*Never do this* is free text: which ways it forbids whole, and which words only a reader can hold against now."""

from __future__ import annotations

import pytest

from hru_advocate.domain.people.safe_contact import SafeContact, Way

EVERY = {"voice", "voicemail", "text", "email", "video", "post", "visit"}


def rules(never: str, *ticked: str) -> SafeContact:
    return SafeContact("yes", (Way("mobile"),), never=never, never_ways=ticked)


@pytest.mark.parametrize(
    ("never", "forbidden"),
    [
        ("", set()),
        ("Never ring", {"voice"}),
        ("no phone calls", {"voice"}),
        ("don't phone her", {"voice"}),
        ("do not telephone at all", {"voice"}),
        ("never ever call him", {"voice"}),
        ("no voice", {"voice"}),
        ("please never ring again", {"voice"}),
        ("no voicemail", {"voicemail"}),
        ("never leave a voicemail", {"voicemail"}),
        ("do not leave any voice messages", {"voicemail"}),
        ("no messages on the phone", {"voicemail"}),
        ("never text", {"text"}),
        ("no text messages", {"text"}),
        ("don't send SMS", {"text"}),
        ("never e-mail", {"email"}),
        ("no emails", {"email"}),
        ("do not email them", {"email"}),
        ("no video calls", {"video"}),
        ("never a video call", {"video"}),
        ("no post", {"post"}),
        ("never send letters", {"post"}),
        ("do not write letters", {"post"}),
        ("never anything by post", {"post"}),
        ("no visits", {"visit"}),
        ("never visit", {"visit"}),
        ("no home visits please", {"visit"}),
        # several, however they are parted
        ("no calls, no texts", {"voice", "text"}),
        ("never ring or text", {"voice", "text"}),
        ("No post. No visits!", {"post", "visit"}),
        ("no letters; no emails\nno calls", {"post", "email", "voice"}),
        ("no calls - no post", {"voice", "post"}),
        ("no calls \u2013 no post", {"voice", "post"}),
        # no contact is every way
        ("no contact", EVERY),
        ("never contact her at all", EVERY),
        ("do not get in touch", EVERY),
        ("no contacting us under any circumstances", EVERY),
        # a when or a where makes it none of these
        ("never ring at night", set()),
        ("no calls before nine", set()),
        ("never text while he is home", set()),
        ("never visit the school", set()),
        ("never mention the police", set()),
        ("ring twice", set()),
    ],
)
def test_what_never_do_this_forbids_whole(never: str, forbidden: set[str]) -> None:
    assert rules(never).forbidden == forbidden
    assert rules(never, "post").forbidden == forbidden | {"post"}


@pytest.mark.parametrize(
    ("never", "reader"),
    [
        ("", False),
        ("no calls", False),  # understood whole
        ("no contact", False),
        ("never mention the police", False),  # nothing of a way or a time
        ("never ring at night", True),
        ("no calls before nine", True),
        ("not while he is home", True),
        ("never on Mondays", True),
        ("not at weekends", True),
        ("never after 9pm", True),
        ("not until 10:30", True),
        ("never if his car is there", True),
        ("no calls; not in half term", True),
        ("use whatsapp only", True),
        ("do not knock at the door", True),
        ("never give the number", True),
        # whatever is not understood is for a reader, in whatever words
        ("never with him there", True),
        ("not with the kids at home", True),
        ("nothing through the letterbox", True),
        ("don't knock", True),
        ("no notes or cards", True),
        ("no answerphone", True),
        ("not in Ramadan", True),
        ("never facetime", True),
        ("never use the back gate", True),
        ("do not talk to anyone else", True),
        ("no calls; he reads them", True),
        # what is only not to be said, what fills, and what somebody is for good
        ("never use his surname", False),
        ("do not ask for her full name", False),
        ("no names", False),
        ("never, under any circumstances, call", False),
        ("no calls, she is deaf", False),
        ("never say police on the phone", True),
        # what is not to be said to somebody, somewhere or before something else
        ("never talk about the case with him in the room", True),
        ("do not say anything to whoever answers", True),
        ("do not talk about it near the children", True),
        ("ask for Pat first", True),
        ("never mention it in writing", True),
        ("never say where she lives", False),
        ("never say you are from the police", False),
    ],
)
def test_a_time_a_way_or_a_condition_waits_for_a_reader(never: str, *, reader: bool) -> None:
    assert rules(never).hangs_on_words is reader


@pytest.mark.parametrize(
    ("ticked", "needs", "means"),
    [
        ((), (), set()),
        (("voice",), (), {"ring"}),
        (("text",), (), {"text"}),
        (("email",), (), {"email"}),
        (("video",), (), {"video"}),
        (("post",), (), {"post"}),
        (("visit",), (), {"meet"}),
        (("voicemail",), (), set()),  # ringing stays
        ((), ("no_voice",), {"ring"}),
        ((), ("no_voice", "relay"), set()),
        ((), ("relay",), set()),
        (("text",), ("no_voice",), {"text", "ring"}),
    ],
)
def test_a_way_that_is_never_used_closes_what_one_does(
    ticked: tuple[str, ...], needs: tuple[str, ...], means: set[str]
) -> None:
    given = SafeContact("yes", (Way("mobile"),), never_ways=ticked, needs=needs)
    assert given.forbidden_means == means
    assert bool(given.usable) is ("ring" not in means)
