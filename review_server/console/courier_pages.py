"""The page for packages that came by courier: one goes in, the reply to send back comes out.

The reply is not kept. The same package may be taken in again: that changes nothing, and gives
a reply again.
"""

from __future__ import annotations

from starlette.responses import Response

from review_server.console.files import download
from review_server.console.journal import note_package
from review_server.console.showing import show
from review_server.console.visits import MAX_FORM, Page, Visit
from review_server.couriers import MAX_REMARK, Reply, answer_package
from review_server.problems import Unusable
from review_server.received_times import Doubtful, Impossible
from review_server.submissions import Courier

MAX_PACKAGE = 64 * 1024 * 1024
_WHEN = ("Enter the day on which it came into your hands.", "Enter the time at which it did.")
_CHOOSE_AGAIN = (
    "Nothing was taken in. Correct the time, or say below that it is right; then choose the"
    " package again."
)


def couriers(visit: Visit) -> Response:
    """When it was received is what the officer says, with a reason; both go on the receipt."""
    form = visit.form
    if not visit.is_sent:
        return _page(visit)
    package = form.files.get("package", b"")
    if not package:
        form.faults["package"] = "Choose the package."
    received = form.moment("day", "time", _WHEN)
    remark = form.text("remark", "Say how it came, and how its time is known.", most=MAX_REMARK)
    if form.faults:
        return _page(visit)
    courier = Courier(received=received, remark=remark)
    is_sure = form.line("sure") == str(received)  # and not another time, typed since
    try:
        reply = answer_package(visit.server, package, courier, is_sure=is_sure)
    except Impossible as error:
        form.faults["day"] = str(error)
        return _page(visit)
    except Doubtful as error:
        form.faults["day"] = f"{error} {_CHOOSE_AGAIN}"
        return _page(visit, doubted=received)
    except Unusable as error:
        form.faults["package"] = str(error)
        return _page(visit)
    with visit.server.database.begin() as transaction:
        note_package(transaction, visit.now, visit.who, reply)
    return download(reply.data, _name(reply), "rdreply")


PAGES = (Page(path="/couriers", show=couriers, takes_form=True, most=MAX_PACKAGE + MAX_FORM),)


def _page(visit: Visit, *, doubted: int | None = None) -> Response:
    """``doubted`` is the time that has to be confirmed."""
    return show(visit, "couriers", doubted=doubted)


def _name(reply: Reply) -> str:
    """So that the officer sees by the name if the server refused a part of it."""
    refused = f" refused {' '.join(reply.refusals)}" if reply.refusals else ""
    return f"reply to {reply.dossier[:8]}{refused}"
