"""How names are written down by ear: two spellings of each name that is known, and letters that are heard as others."""

from __future__ import annotations

from typing import Final

import pytest

from hru_advocate.domain.people import spellings
from hru_advocate.domain.people.spellings import sound, spelt

WRITTEN: Final = """
muhammad md | ahmed ahmet | ali aly | hussain hussien | hassan hasan | yusuf joseph | ayesha aicha | khadija khadeeja
zaynab zeinab | sara sarah | abdul abdal | rahman rahmaan | shaun shane | rhys reese | niamh nieve | ciara kira
eilidh eilee | mhairi varie | siobhan shevaun | sinead shinead | aoife eefa | caoimhe kiva | eoin ewan | sian shan
geoffrey jeff | stephen stefan | catherine katrin | elizabeth elisabeth | philip phillip | graham grahame | alan allen
clare clair | lesley leslie | lee lea | amy ami | christina cristina | christine kristine | teresa theresa
jacqueline jaqueline | debra deborah | rebecca rebeca | caitlin kaitlin | lakshmi laxmi | lindsay linsey | kelly kellie
vivien vivian | anna ana | natalia nataliya | yulia iulia | aleksandra alexandra | aleksander aleksandr | mikhail mihai
katarzyna ekaterina | smith smythe | brown browne | clark clarke | reid read | davies davis | hughes huws | price pryce
thompson thomson | johnson johnstone | nichols nicholas | stewart stuart | mcleod mccloud | macleod mccloud
ieuan evan | sion shon | david dafydd | huw hugh | gwilym william | tomos thomas | mair mary | gethin gethyn
begum begam | bibi beebi | sheikh shaykh | nguyen nguen | saint st
"""
PAIRS: Final = [pair.split() for pair in WRITTEN.strip().replace("\n", " | ").split(" | ")]
HEARD: Final = [
    ("phil", "fil"), ("bargh", "barg"), ("shan", "san"), ("thom", "tom"), ("khan", "kan"), ("dhal", "dal"),
    ("rick", "rik"), ("alex", "aleks"), ("cara", "kara"), ("tariq", "tarik"), ("liza", "lisa"), ("wera", "vera"),
    ("jan", "yan"), ("preet", "prit"), ("bean", "bin"), ("piet", "pit"), ("neil", "nil"), ("lynn", "lin"),
    ("boon", "bun"), ("lou", "lu"), ("mae", "me"), ("main", "men"), ("ann", "an"),
]  # fmt: skip


def test_each_name_that_is_written_in_more_than_one_way_is_one() -> None:
    assert [pair for pair in PAIRS if spelt(pair[0]) != spelt(pair[1])] == []
    first = {group.split()[0] for group in spellings._ONE_NAME}
    assert first <= {one for one, _other in PAIRS}, "a name that is new there has its row here"


@pytest.mark.parametrize(("one", "other"), HEARD)
def test_letters_that_are_heard_as_others_have_one_sound(one: str, other: str) -> None:
    assert sound(one) == sound(other) != sound(f"{other}no")
