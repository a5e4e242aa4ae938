"""The questionnaires that a dossier goes by: which ones, which are lacking, taking one in.

One is trusted because a change set that counts names it by the hash of its content; whether
this program can work with it is tried before it is kept, whichever way it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from desktop_app.domain.contents import ContentKind
from desktop_app.domain.keys import DossierId, PackHash
from desktop_app.errors import FormRefused, UserError
from desktop_app.forms.pack import read_pack
from desktop_app.forms.questionnaire import read_with_image
from desktop_app.store import contents, records
from desktop_app.store.transaction import Transaction
from review_protocol.changes import UpgradeChange
from review_protocol.contents import content_id
from review_protocol.names import ContentId
from review_protocol.state import Standing, State


def named_packs(state: State) -> frozenset[PackHash]:
    """The pack that the dossier began with, and those that it went on with."""
    first = {PackHash(state.dossier.pack)} if state.dossier else set()
    return frozenset(first | _later(state))


def lacking_packs(connection: Transaction, state: State) -> frozenset[PackHash]:
    """Those of them that are not here."""
    return frozenset(
        hash_ for hash_ in named_packs(state) if records.read_pack(connection, hash_) is None
    )


def later_packs(connection: Transaction, state: State) -> Mapping[ContentId, bytes]:
    """The files of those that the dossier went on with, as far as they are here.

    Whoever comes in brings the first along, in the file that they came in by.
    """
    found = (records.read_pack(connection, hash_) for hash_ in sorted(_later(state)))
    return {content_id(content): content for content in found if content is not None}


@lru_cache(maxsize=8)
def is_usable(content: bytes) -> bool:
    """Whether this program can work with a questionnaire's file, which was read before."""
    pack = read_pack(content)
    try:
        read_with_image(pack.xform, pack.secondary)
    except FormRefused:
        return False
    return True


def take_questionnaires(
    connection: Transaction, dossier: DossierId, state: State, now: datetime
) -> int:
    """Take in those that came over the line and are lacking here; how many.

    What cannot be used stays while something is lacking, so that it need not come again for
    a newer program; when nothing is, it goes.
    """
    held = contents.held_contents(connection, dossier).values()
    came = [each for each in held if each.kind is ContentKind.QUESTIONNAIRE]
    lacking = lacking_packs(connection, state)
    used: list[ContentId] = []
    for each in came:
        content = contents.read_content(connection, dossier, each.id) if lacking else None
        hash_ = None if content is None else _hash_of(content)
        if content is not None and hash_ in lacking and is_usable(content):
            records.add_pack(connection, hash_, content, now)
            used.append(each.id)
    is_all = len(used) == len(lacking)
    contents.drop_contents(connection, dossier, [each.id for each in came] if is_all else used)
    return len(used)


def _later(state: State) -> set[PackHash]:
    return {
        PackHash(each.judged.change.pack)
        for each in state.versions.values()
        if isinstance(each.judged.change, UpgradeChange)
        and each.judged.standing is Standing.EFFECTIVE
    }


def _hash_of(content: bytes) -> PackHash | None:
    try:
        return read_pack(content).info.hash
    except UserError:
        return None  # no questionnaire, or one for a newer program
