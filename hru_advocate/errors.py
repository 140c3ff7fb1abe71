"""Every error a person may meet; the docstring is the sentence they read.

A sentence says what happened, what is safe and what to do. It never carries
what a person typed: only ids, field ids and numbers may be added.
"""

from __future__ import annotations


class AdvocateError(Exception):
    """Something could not be done. What you saved is safe."""

    def __init__(self, message: str | None = None) -> None:
        self.message = message or " ".join((type(self).__doc__ or "").split())
        super().__init__(self.message)


class DeviceError(AdvocateError):
    """The computer could not do this. What you saved is safe; try again."""


class InvalidAnswer(AdvocateError):
    """An answer does not fit its question. Nothing was saved; correct it and save again.

    ``field`` is the field id (a path such as ``ways.2.phone`` inside a group).
    """

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(f"{field}: {message}")
        self.sentence = message


class InvalidForm(AdvocateError):
    """A form definition cannot be used. No record is touched; mend the definition file."""


class NotFound(AdvocateError):
    """There is nothing with that reference here. Nothing was changed; check the reference."""


class VaultLocked(AdvocateError):
    """The vault is locked. Everything saved is safe; unlock to go on."""


class CannotUnlock(AdvocateError):
    """The vault could not be unlocked. Nothing was changed."""
