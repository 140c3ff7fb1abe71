"""The rules of a new passphrase for one advocate, words that keep them, and whether a code was typed right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hru_advocate.casework.product import Product, shipped
from hru_advocate.casework.vault.home import WaitFirst
from hru_advocate.errors import AdvocateError, InvalidRecoveryCode
from hru_advocate.keys import recovery
from hru_advocate.keys.passphrase import PassphrasePolicy

if TYPE_CHECKING:
    from hru_advocate.keys.passphrase import AcceptedPassphrase
    from hru_advocate.keys.throttle import Throttle


def policy(product: Product, author: str) -> PassphrasePolicy:
    """The rules of a new passphrase for this person."""
    return PassphrasePolicy(product.words, (author,))


def suggest_passphrase(count: int, author: str = "") -> str:
    """Generated words: four beside a keychain, six alone."""
    return policy(shipped(), author).generate_words(count)


def check_passphrase(text: str, author: str, *, alone: bool) -> str | None:
    """The fault of a passphrase, as a sentence, or ``None``."""
    try:
        accepted_for(policy(shipped(), author), text, alone=alone)
    except AdvocateError as error:
        return error.message
    return None


def accepted_for(rules: PassphrasePolicy, text: str, *, alone: bool) -> AcceptedPassphrase:
    """Let a passphrase through for a vault that it guards alone, or together with the keychain."""
    return rules.accept_fallback(text) if alone else rules.accept_daily(text)


def same_code(code: str, typed: str) -> bool:
    """True when what was typed back is the recovery code."""
    try:
        return recovery.parse_whole(typed) == recovery.parse_whole(code)
    except InvalidRecoveryCode:
        return False


def refuse_if_waiting(throttle: Throttle, now: float) -> None:
    """Refuse a try that comes too soon after others.

    Raises:
        WaitFirst: With how long to wait.
    """
    if (wait := throttle.wait(now)) > 0:
        message = f"Too many tries in a row. Nothing is lost; wait {round(wait) or 1} seconds and try again."
        raise WaitFirst(message)
