from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.responses import PackInfo
from desktop_app.errors import AppError, NewerFormat, PackRefused
from desktop_app.forms.pack import read_pack, refusal, write_pack
from desktop_app.forms.pack_content import PackContents, to_plain
from review_protocol import packs
from review_protocol.encoding import Encodable
from review_protocol.errors import (
    Altered,
    Appended,
    Malformed,
    NewerVersion,
    OpeningError,
    OtherFormat,
    PartsError,
    ProtocolError,
    TooLarge,
    Truncated,
    Unencodable,
    UnknownKind,
    UnusableKey,
)
from review_protocol.receipts import Counts
from tests.builders.packs import make_contents, make_info
from tests.builders.signing import make_signing_key

DATA = Path(__file__).parents[2] / "data" / "packs"
GOLDEN_HASH = "bcb59591bf24bb5b643b1f9bd2acac9233b35a141e23762d3580eab58aaf8717"


def contents_of(pack: PackContents) -> dict[str, Encodable]:
    return to_plain(pack)


def written(**changes: object) -> bytes:
    """A whole file around fields that differ from the small questionnaire's."""
    return packs.seal({**to_plain(make_contents()), **changes})  # type: ignore[dict-item]  # wrong ones on purpose


def test_what_is_written_is_read_again() -> None:
    assert contents_of(write_pack(make_contents())) == contents_of(make_contents())


def test_how_steps_are_told_and_met_is_written_and_read() -> None:
    rule = replace(make_info().timeline[0], ahead=30, met="receipt")
    info = make_info(timeline=(rule,), counting=Counts.SENT)
    pack = read_pack(write_pack(make_contents(info=info)).file)
    assert (pack.info.timeline, pack.info.counting) == ((rule,), Counts.SENT)


def test_the_hash_is_part_of_what_is_read() -> None:
    pack = write_pack(make_contents())
    assert pack.info.hash == packs.content_hash(to_plain(make_contents()))


def test_a_signature_does_not_change_the_hash() -> None:
    signed = write_pack(make_contents(), make_signing_key())
    assert signed.info.hash == write_pack(make_contents()).info.hash


def test_the_signer_is_told() -> None:
    key = make_signing_key()
    assert write_pack(make_contents(), key).signer == key.public


def test_a_pack_keeps_the_bytes_it_was_read_from() -> None:
    data = packs.seal(to_plain(make_contents()), make_signing_key())
    assert read_pack(data).file == data


def test_a_pack_that_was_read_can_be_signed() -> None:
    pack = write_pack(make_contents())
    key = make_signing_key()
    assert write_pack(pack, key).signer == key.public


@pytest.mark.parametrize("name", ["format-1-unsigned", "format-1-signed"])
def test_a_file_of_the_first_format_is_read_for_ever(name: str) -> None:
    pack = read_pack((DATA / f"{name}.rdpack").read_bytes())
    assert contents_of(pack) == contents_of(make_contents())


def test_the_hash_of_the_first_format_never_changes() -> None:
    pack = read_pack((DATA / "format-1-unsigned.rdpack").read_bytes())
    assert pack.info.hash == GOLDEN_HASH


def test_the_golden_signature_is_by_the_key_of_the_tests() -> None:
    pack = read_pack((DATA / "format-1-signed.rdpack").read_bytes())
    assert pack.signer == make_signing_key().public


RULE = {"step": "a", "after": "start", "months": 1, "days": 0, "titles": {}}
WRONG: dict[str, dict[str, object]] = {
    "unknown-field": {"score": 1},
    "version-zero": {"version": 0},
    "version-true": {"version": True},
    "version-text": {"version": "1"},
    "version-huge": {"version": 2**31},
    "id-with-path": {"id": "../evil"},
    "id-empty": {"id": ""},
    "id-number": {"id": 1},
    "titles-list": {"titles": []},
    "titles-language": {"titles": {"English (en)": "x"}},
    "titles-number": {"titles": {"en": 1}},
    "languages-text": {"languages": "en"},
    "languages-number": {"languages": [1]},
    "instrument-incomplete": {"instruments": [{"code": "UNTOC"}]},
    "instrument-code": {"instruments": [{"code": "a b", "titles": {}}]},
    "rule-incomplete": {"timeline": [{"step": "a"}]},
    "rule-ahead-none": {"timeline": [{**RULE, "ahead": 0}]},
    "rule-ahead-text": {"timeline": [{**RULE, "ahead": "7"}]},
    "rule-met": {"timeline": [{**RULE, "met": ""}]},
    "rule-late": {"timeline": [{**RULE, "late": 1}]},
    "counting-word": {"counting": "noted"},
    "counting-left-out": {"counting": "received"},
    "counting-number": {"counting": 1},
    "xform-text": {"xform": "<h:html/>"},
    "official-short": {"official": [["q", "en", "1"]]},
    "official-mapping": {"official": {"q": "en"}},
    "official-no-list": {"official": ["q"]},
    "secondary-path": {"secondary": {"../x.csv": b""}},
    "secondary-text": {"secondary": {"x.csv": "a"}},
    "glossary-flat": {"glossary": {"en": "word"}},
}


@pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG.keys())
def test_content_of_another_shape_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(PackRefused) as refused:
        read_pack(written(**changes))
    assert refused.value.reason == "wrong-format"


def test_a_missing_field_is_refused() -> None:
    fields = to_plain(make_contents())
    del fields["xform"]
    with pytest.raises(PackRefused):
        read_pack(packs.seal(fields))


def test_content_that_is_no_record_is_refused() -> None:
    with pytest.raises(PackRefused):
        read_pack(packs.seal([]))  # type: ignore[arg-type]  # wrong on purpose


REFUSALS: dict[type[ProtocolError], tuple[ProtocolError, type[AppError], str]] = {
    Unencodable: (Unencodable("float"), PackRefused, "wrong-format"),
    Malformed: (Malformed("cut"), PackRefused, "wrong-format"),
    TooLarge: (TooLarge(size=2, limit=1), PackRefused, "too-large"),
    UnusableKey: (UnusableKey("small"), PackRefused, "altered"),
    OtherFormat: (OtherFormat("start"), PackRefused, "wrong-format"),
    NewerVersion: (NewerVersion(found=2, supported=1), NewerFormat, ""),
    Truncated: (Truncated("1 bytes"), PackRefused, "altered"),
    Appended: (Appended("1 bytes"), PackRefused, "altered"),
    Altered: (Altered("checksum"), PackRefused, "altered"),
}


@pytest.mark.parametrize(("error", "kind", "reason"), REFUSALS.values(), ids=str)
def test_a_refusal_of_the_container_is_told_in_our_words(
    error: ProtocolError, kind: type[AppError], reason: str
) -> None:
    told = refusal(error)
    assert (type(told), getattr(told, "reason", "")) == (kind, reason)


def test_every_refusal_of_the_container_has_words() -> None:
    # A questionnaire has no addressees, no parts, and nothing that is of a kind.
    elsewhere = leaves(OpeningError) | leaves(PartsError) | {UnknownKind}
    assert leaves(ProtocolError) - elsewhere == REFUSALS.keys()


def leaves(error: type[ProtocolError]) -> set[type[ProtocolError]]:
    below = error.__subclasses__()
    return set().union(*map(leaves, below)) if below else {error}


def test_text_that_cannot_be_encoded_is_refused_when_writing() -> None:
    info: PackInfo = make_info(titles={"en": "\ud800"})
    with pytest.raises(PackRefused):
        write_pack(make_contents(info=info))


def test_opening_a_pack_imports_neither_pyxform_nor_a_workbook_library() -> None:
    code = (
        "import sys; from pathlib import Path; from desktop_app.forms.pack import read_pack\n"
        "read_pack(Path(sys.argv[1]).read_bytes())\n"
        "print(*{n.split('.')[0] for n in sys.modules} & {'pyxform', 'openpyxl', 'xlrd'})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, DATA / "format-1-signed.rdpack"],
        capture_output=True,
        check=True,
        text=True,
        cwd=DATA.parents[2],
    )
    assert done.stdout.strip() == ""
