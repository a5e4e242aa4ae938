"""What was found about the profile in the background, in words for the page's banner."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.profiles import CheckReport, FolderWarning
from desktop_app.ui.widgets import BannerKind
from desktop_app.ui.windows.top_bar import Deed

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Finding:
    """One message, and what can be done about it at once."""

    kind: BannerKind
    title: str
    detail: str
    action: str = ""
    deed: Deed | None = None


def words_on_place(warnings: tuple[FolderWarning, ...]) -> Finding | None:
    """What speaks against the folder of a profile that is about to be made, or nothing."""
    advice = translate(
        "Findings",
        "Before you go on, ask those who look after your computer to put the profile on one of "
        "its own disks. The folder is named when the program is started, after --profile.",
    )
    titles = {
        FolderWarning.NETWORK_SHARE: translate(
            "Findings",
            "Your profile would lie on a network share, where a broken line can damage it.",
        ),
        FolderWarning.CLOUD_FOLDER: translate(
            "Findings",
            "Your profile would lie in a folder that is copied to a cloud while you write.",
        ),
    }
    for warning in warnings[:1]:
        return Finding(BannerKind.WAIT, titles[warning], advice)
    return None


def mended_words() -> str:
    """What followed from the changes did not say so, and does now."""
    return translate(
        "Findings",
        "Your profile was checked, and a part of it did not agree with the record of changes. "
        "It was made anew from that record: nothing is lost, and you need do nothing.",
    )


def words_on(report: CheckReport, warnings: tuple[FolderWarning, ...]) -> Finding | None:
    """The gravest of what was found, or nothing."""
    if report.faults:
        return Finding(
            BannerKind.RISK,
            translate("Findings", "The profile was checked, and something in it is not sound."),
            translate(
                "Findings",
                "You can go on reading and writing. Make a backup under a new name now, keep "
                "the older ones, and ask support.",
            ),
        )
    if report.mended:
        return Finding(BannerKind.INFO, mended_words(), "")
    if report.behind:
        return Finding(
            BannerKind.WAIT,
            translate(
                "Findings", "This profile is older than the one that was last used here."
            ),
            translate(
                "Findings",
                "What you sent since then, or took in, comes back with the next exchange file "
                "from anybody who has it. You can go on writing: nothing is overwritten. If "
                "nobody has it, on no stick either, it is gone; then there is no need to be "
                "told again.",
            ),
            action=translate("Findings", "Do not tell me again"),
            deed=Deed.FORGET,
        )
    if FolderWarning.NETWORK_SHARE in warnings:
        return Finding(
            BannerKind.WAIT,
            translate("Findings", "Your profile lies on a network share."),
            translate(
                "Findings",
                "A broken line can damage it there. Make a backup, and have the profile moved "
                "to a disk of this computer.",
            ),
        )
    if FolderWarning.CLOUD_FOLDER in warnings:
        return Finding(
            BannerKind.WAIT,
            translate("Findings", "Your profile lies in a folder that is copied to a cloud."),
            translate(
                "Findings",
                "Copies made while you write may not fit together. Have the profile moved to "
                "a folder that is not copied, and make backups instead.",
            ),
        )
    return None
