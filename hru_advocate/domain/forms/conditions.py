"""The closed list of "ask only if" rules. Conditions are data; nothing is ever evaluated as code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from hru_advocate.domain.forms.answers import NOT_ASKED, Answer

Plain = str | int | bool


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule. Either ``field`` with exactly one test, or ``all`` or ``any`` of further rules.

    ``is_`` and ``is_not`` compare with one value, ``any_of`` with several; for a list answer they ask
    whether it holds the value. ``at_least`` compares numbers. ``stated`` asks whether the question was
    answered at all. A question without a value satisfies only ``is_not`` and ``stated = false``.
    """

    field: str | None = None
    is_: Plain | None = msgspec.field(default=None, name="is")
    is_not: Plain | None = None
    any_of: tuple[Plain, ...] | None = None
    at_least: int | None = None
    stated: bool | None = None
    all_: tuple[Condition, ...] | None = msgspec.field(default=None, name="all")
    any_: tuple[Condition, ...] | None = msgspec.field(default=None, name="any")

    def __post_init__(self) -> None:
        """Refuse a rule that says nothing or two things at once."""
        tests = [self.is_, self.is_not, self.any_of, self.at_least, self.stated]
        count = sum(test is not None for test in tests)
        groups = (self.all_ is not None) + (self.any_ is not None)
        if self.field is None and (groups != 1 or count):
            message = "a condition without a field needs exactly one of 'all' or 'any'"
            raise ValueError(message)
        if self.field is not None and (groups or count != 1):
            message = "a condition on a field needs exactly one of is, is_not, any_of, at_least, stated"
            raise ValueError(message)

    def fields(self) -> Iterator[str]:
        """The ids of every field the rule looks at."""
        if self.field is not None:
            yield self.field
        for part in (self.all_ or ()) + (self.any_ or ()):
            yield from part.fields()

    def holds(self, answers: Mapping[str, Answer]) -> bool:
        """Say whether the rule is satisfied by these answers."""
        if self.all_ is not None:
            return all(part.holds(answers) for part in self.all_)
        if self.any_ is not None:
            return any(part.holds(answers) for part in self.any_)
        answer = answers.get(self.field or "", NOT_ASKED)
        if self.stated is not None:
            return answer.stated is self.stated
        held = _held(answer)
        if self.is_not is not None:
            return self.is_not not in held
        if self.at_least is not None:
            return any(isinstance(value, int) and value >= self.at_least for value in held)
        wanted = self.any_of if self.any_of is not None else (self.is_,)
        return any(value in held for value in wanted)


def _held(answer: Answer) -> tuple[object, ...]:
    """The plain values an answer holds: one, several, or none; yes and no are true and false."""
    value = answer.value
    if value is None:
        return ()
    for part in ("present", "value"):
        if hasattr(value, part):
            return (getattr(value, part),)
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)
