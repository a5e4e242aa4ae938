"""What is to be said of a version beside who left it and when: why it does not count."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.responses import VersionInfo, VersionStanding

translate = QCoreApplication.translate


def standing_words(version: VersionInfo) -> str:
    """That it waits or was refused, and why; "" for one that counts."""
    if version.standing is VersionStanding.EFFECTIVE:
        return ""
    if version.standing is VersionStanding.WAITING:
        happened = translate("Version", "It waits for the focal point's decision.")
    else:
        happened = translate("Version", "It does not count.")
    return " ".join(filter(None, [happened, _why().get(version.reason, "")]))


def unconfirmed_words() -> str:
    """That nobody has confirmed its author's computer yet."""
    return translate("Version", "Not confirmed yet: nobody has compared the digits.")


def _why() -> dict[str, str]:
    part = translate("Version", "It was outside the part that its author could write in.")
    return {
        "not-entitled": translate("Version", "Its author was not allowed to write it."),
        "not-possible": translate("Version", "It could not be done when it was written."),
        "restricted": part,
        "unknown-device": translate("Version", "It came from a computer that nobody knew."),
        "removed": translate("Version", "Its author had been removed meanwhile."),
        "demoted": translate("Version", "Its author had been given another role meanwhile."),
        "handed-over": translate("Version", "Its author had handed over meanwhile."),
        "rejected": translate("Version", "The focal point decided not to take it."),
        "broken": translate("Version", "A part of it could not be read."),
    }
