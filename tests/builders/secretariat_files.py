"""Makes the golden files of contents, submissions and receipts; run once for each version.

    python -m tests.builders.secretariat_files

The folder `tests/data/protocol/contents-1` must not exist yet. What is in it is never edited.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from review_protocol.contents import contents_digest
from review_protocol.couriers import Direction, Load, write_load
from review_protocol.names import ContentId, SetId, device_id
from review_protocol.receipts import Counts, Receipt, Route, write_receipt
from review_protocol.rounds import request_id
from review_protocol.submissions import ReopeningRequest, Submission, write_submission
from tests.builders.contents import make_submission
from tests.builders.keys import make_kem_key
from tests.builders.protocol_files import plain
from tests.builders.rounds import (
    DEVICE,
    FULL_ANSWER,
    FULL_REQUEST,
    SERVER,
    answer_bytes,
    request_bytes,
)
from tests.builders.sets import AT, DOSSIER, PACK

FOLDER = Path(__file__).parents[1] / "data" / "protocol" / "contents-1"
KEM = make_kem_key("secretariat")
NAMES = tuple(ContentId(digit * 64) for digit in "0ab")
REQUEST = replace(FULL_REQUEST, files=contents_digest(NAMES))
ANSWER = replace(FULL_ANSWER, files=NAMES, refusal="key", kem=KEM.public)
SUBMISSION = make_submission(missing=("q2", "q3"), reason="The law is being drafted.")
REOPENING = ReopeningRequest(submission=NAMES[1], reason="A law was missed.")
RECEIPT = Receipt(
    server=SERVER.public,
    review="r-1",
    party="Ruritania",
    cluster="1",
    dossier=SetId(DOSSIER),
    submission=NAMES[1],
    number=2,
    pack=PACK,
    digest="cd" * 32,
    device=device_id(DEVICE.public),
    member=device_id(DEVICE.public),  # type: ignore[arg-type]  # a founder's is the same
    missing=2,
    route=Route.COURIER,
    sent=AT - 200_000,
    registered=AT,
    received=AT - 3_600,
    remark="By diplomatic bag.",
    counts=Counts.RECEIVED,
)


def message(body: Submission | ReopeningRequest) -> bytes:
    """A body sealed to the secretariat, for the server of the other golden files."""
    return write_submission(
        body, dossier=SetId(DOSSIER), server=SERVER.public, kem=KEM.public, at=AT, key=DEVICE
    )


def receipt_bytes(receipt: Receipt = RECEIPT) -> bytes:
    """A receipt, signed by its server."""
    return write_receipt(receipt, SERVER)


def load_out() -> bytes:
    """Two requests in the hands of a courier."""
    load = Load(dossier=SetId(DOSSIER), messages=(request_bytes(), request_bytes(REQUEST)))
    return write_load(load, Direction.OUT, KEM.public)


def load_back() -> bytes:
    """The answer to the first; the second was refused."""
    name = request_id(request_bytes())
    load = Load(
        dossier=SetId(DOSSIER),
        messages=(answer_bytes(to=name),),
        to=(name.hex(),),
        problem="full",
    )
    return write_load(load, Direction.BACK, make_kem_key("device").public)


def make(folder: Path) -> None:
    """One of each, and what they say."""
    request = request_bytes(REQUEST)
    files = {
        "full.rdrequest": request,
        "full.rdanswer": answer_bytes(ANSWER, to=request_id(request)),
        "submission.rdsubm": message(SUBMISSION),
        "reopening.rdsubm": message(REOPENING),
        "receipt.rdreceipt": receipt_bytes(),
        "out.rdcourier": load_out(),
        "back.rdcourier": load_back(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    expected = {
        "server": SERVER.public.hex(),
        "secretariat_seed": KEM.seed().hex(),
        "device_seed": make_kem_key("device").seed().hex(),
        "request": plain(REQUEST),
        "answer": plain(ANSWER),
        "submission": plain(SUBMISSION),
        "reopening": plain(REOPENING),
        "receipt": plain(RECEIPT),
        "messages": {"out": 2, "back": 1, "problem": "full"},
    }
    text = json.dumps(expected, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    if FOLDER.exists():
        sys.exit(f"{FOLDER} is there already and is never made anew")
    FOLDER.mkdir(parents=True)
    make(FOLDER)
