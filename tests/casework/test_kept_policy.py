"""What is kept of a case in hand, and when it is let go: what another case, another state and the unit do to it."""

from __future__ import annotations

from typing import cast

import pytest

from hru_advocate.casework.kept_of_case import KeptOfCase
from hru_advocate.store.vault_file.vault import Vault


class States:
    """Stands for a vault: says in which state it is."""

    def __init__(self) -> None:
        self.now = (1, 1)

    def state(self) -> tuple[int, int]:
        return self.now


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        (["a", "a"], ["a"]),
        (["a", "b", "a"], ["a", "b", "a"]),  # of one case at a time
        (["a", None, "a"], ["a", None]),  # the unit's own lets nothing go
        ([None, "a", None, "b", None], [None, "a", "b"]),
        (["a", "!", "a"], ["a", "a"]),
        ([None, "!", None], [None, None]),
        (["a", "!", None, "a"], ["a", None, "a"]),
        (["a", "b", "!", "b", "b"], ["a", "b", "b"]),
    ],
)
def test_what_is_asked_again_is_made_again_only_where_it_may_be_another(
    asked: list[str | None], made: list[str | None]
) -> None:
    states = States()
    kept, found = KeptOfCase(cast("Vault", states)), list[str | None]()
    for one in asked:
        if one == "!":  # something was written
            states.now = (states.now[0], states.now[1] + 1)
        else:
            assert kept.get(one, "what", lambda one=one: (found.append(one), one)[1]) == one  # type: ignore[misc]  # a closure
    assert found == made
    assert kept.get("z", "other", lambda: 7) == 7
