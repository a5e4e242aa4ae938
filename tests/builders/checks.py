"""The check of a store as a profile does it, for stores that are open without one."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.crypto.device import device_key
from desktop_app.domain.profiles import CheckReport
from desktop_app.exchange import holding
from desktop_app.store import checking
from desktop_app.store.records import read_meta
from desktop_app.store.store import Store


def check_store(store: Store, is_cancelled: Callable[[], bool] = lambda: False) -> CheckReport:
    """All of it, with the keys that the store itself holds."""
    with store.read() as connection:
        facts = read_meta(connection)
    device = device_key(facts["device"], facts["device_kem"])
    return checking.check_store(
        store,
        lambda transaction, dossier: holding.differences(transaction, dossier, device),
        is_cancelled,
    )
