"""Sets and contents that come in stretches: kept until they are whole.

Of each device one at a time, which is what it is sending; a stretch of another takes the
place of what was there. Only what is unbroken from the start counts.
"""

from __future__ import annotations

from sqlalchemy import delete, func, insert, select

from review_protocol.names import device_id
from review_protocol.rounds import Request
from review_protocol.sets import set_id
from review_server.database import Transaction
from review_server.schema import stretches


def take(transaction: Transaction, request: Request) -> tuple[int, bytes | None]:
    """Keep a request's stretch: how much there is from the start, and all when it is whole.

    What is whole and is not what it was called is forgotten.
    """
    stretch = request.stretch
    assert stretch is not None
    whose = {
        "dossier": bytes.fromhex(request.dossier),
        "device": bytes.fromhex(device_id(request.device)),
    }
    which = {**whose, "id": bytes.fromhex(stretch.id), "length": stretch.length}
    others = delete(stretches).filter_by(**whose)
    transaction.execute(
        others.where((stretches.c.id != which["id"]) | (stretches.c.length != stretch.length))
    )
    so_far = select(func.sum(func.length(stretches.c.data))).filter_by(**which)
    have = int(transaction.scalar(so_far) or 0)
    fits = stretch.start <= have < stretch.start + len(stretch.data) <= stretch.length
    if not fits:
        return have, None
    more = stretch.data[have - stretch.start :]
    if have + len(more) < stretch.length:
        transaction.execute(insert(stretches), {**which, "start": have, "data": more})
        return have + len(more), None
    query = select(stretches.c.data).filter_by(**which).order_by(stretches.c.start)
    whole = b"".join([*map(bytes, transaction.scalars(query)), more])
    transaction.execute(others)
    if set_id(whole) != stretch.id:
        return 0, None
    return len(whole), whole
