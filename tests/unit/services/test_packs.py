from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop_app.errors import DamagedFile, FormRefused, PackRefused
from desktop_app.forms.pack import Pack, write_pack
from desktop_app.services.packs import (
    TRUSTED,
    build_shipped,
    open_pack,
    shipped_packs,
    signer_fingerprint,
)
from review_protocol.packs import MAX_FILE
from review_protocol.signing import fingerprint
from tests.builders.packs import make_contents, make_info
from tests.builders.signing import make_signing_key

KEY = make_signing_key()
ROOT = Path(__file__).parents[3]


@dataclass
class Compiler:
    """Makes the text of a source folder into a pack, and counts how often it was asked."""

    built: list[str] = field(default_factory=list)

    def __call__(self, folder: Path) -> Pack:
        self.built.append(folder.name)
        text = (folder / "survey.csv").read_text(encoding="utf-8")
        if "wrong" in text:
            raise FormRefused
        return write_pack(make_contents(info=make_info(id=folder.name), xform=text.encode()))


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "questionnaires"
    add_source(folder, "cluster-1", "one")
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "packs"


def add_source(folder: Path, name: str, text: str) -> None:
    (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / name / "survey.csv").write_text(text, encoding="utf-8")


def write_file(folder: Path, pack: Pack) -> Path:
    path = folder / "given.rdpack"
    path.write_bytes(pack.file)
    return path


# The packs that ship


def test_what_was_built_ships(sources: Path, target: Path) -> None:
    add_source(sources, "cluster-2", "two")
    build_shipped(target, sources=sources, build=Compiler())
    assert [pack.info.id for pack in shipped_packs(target)] == ["cluster-1", "cluster-2"]


def test_unchanged_sources_are_not_compiled_again(sources: Path, target: Path) -> None:
    compiler = Compiler()
    built = [build_shipped(target, sources=sources, build=compiler) for _ in range(2)]
    assert (built, compiler.built) == ([True, False], ["cluster-1"])


def test_changed_sources_are_compiled_again(sources: Path, target: Path) -> None:
    build_shipped(target, sources=sources, build=Compiler())
    add_source(sources, "cluster-1", "another")
    build_shipped(target, sources=sources, build=Compiler())
    assert shipped_packs(target)[0].xform == b"another"


def test_only_what_changed_is_compiled_again(sources: Path, target: Path) -> None:
    build_shipped(target, sources=sources, build=Compiler())
    add_source(sources, "cluster-2", "two")
    compiler = Compiler()
    build_shipped(target, sources=sources, build=compiler)
    assert compiler.built == ["cluster-2"]


def test_a_pack_that_was_deleted_is_compiled_again(sources: Path, target: Path) -> None:
    build_shipped(target, sources=sources, build=Compiler())
    (target / "cluster-1.rdpack").unlink()
    assert build_shipped(target, sources=sources, build=Compiler())
    assert len(shipped_packs(target)) == 1


def test_a_questionnaire_whose_sources_are_gone_ships_no_more(
    sources: Path, target: Path
) -> None:
    add_source(sources, "cluster-2", "two")
    build_shipped(target, sources=sources, build=Compiler())
    (sources / "cluster-2" / "survey.csv").unlink()
    (sources / "cluster-2").rmdir()
    assert build_shipped(target, sources=sources, build=Compiler())
    assert len(shipped_packs(target)) == 1


def test_a_file_beside_the_sources_is_no_questionnaire(sources: Path, target: Path) -> None:
    (sources / "README.md").write_text("read me", encoding="utf-8")
    build_shipped(target, sources=sources, build=Compiler())
    assert len(shipped_packs(target)) == 1


def test_sources_with_a_fault_leave_what_ships_as_it_was(sources: Path, target: Path) -> None:
    build_shipped(target, sources=sources, build=Compiler())
    add_source(sources, "cluster-1", "wrong")
    with pytest.raises(FormRefused):
        build_shipped(target, sources=sources, build=Compiler())
    assert shipped_packs(target)[0].xform == b"one"


def test_a_checkout_that_was_never_set_up_is_told_so(target: Path) -> None:
    with pytest.raises(PackRefused) as refused:
        shipped_packs(target)
    assert refused.value.reason == "not-built"


def test_another_whole_pack_in_the_place_of_one_that_ships_is_refused(
    sources: Path, target: Path
) -> None:
    build_shipped(target, sources=sources, build=Compiler())
    (target / "cluster-1.rdpack").write_bytes(write_pack(make_contents(), KEY).file)
    with pytest.raises(PackRefused) as refused:
        shipped_packs(target)
    assert refused.value.reason == "altered"


def test_a_changed_bit_in_what_ships_is_refused(sources: Path, target: Path) -> None:
    build_shipped(target, sources=sources, build=Compiler())
    path = target / "cluster-1.rdpack"
    data = bytearray(path.read_bytes())
    data[40] ^= 4
    path.write_bytes(data)
    with pytest.raises(PackRefused):
        shipped_packs(target)


def test_a_pack_that_is_gone_is_called_damage(sources: Path, target: Path) -> None:
    build_shipped(target, sources=sources, build=Compiler())
    (target / "cluster-1.rdpack").unlink()
    with pytest.raises(DamagedFile):
        shipped_packs(target)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"packs": 1}', '{"packs": {"a": {}}}'])
def test_a_list_of_hashes_that_cannot_be_read_is_called_damage(target: Path, text: str) -> None:
    target.mkdir()
    (target / TRUSTED).write_text(text, encoding="utf-8")
    with pytest.raises(DamagedFile):
        shipped_packs(target)


# Packs from elsewhere


def test_a_pack_of_an_accepted_signer_is_opened(tmp_path: Path) -> None:
    path = write_file(tmp_path, write_pack(make_contents(), KEY))
    assert open_pack(path, trusted_keys=[KEY.public], shipped=tmp_path).info.id == "small"


def test_a_pack_is_opened_when_its_fingerprint_is_given(tmp_path: Path) -> None:
    path = write_file(tmp_path, write_pack(make_contents(), KEY))
    digits = fingerprint(KEY.public).replace(" ", "-")
    assert open_pack(path, accept=digits, shipped=tmp_path).signer == KEY.public


def test_an_unknown_signer_is_refused_with_the_fingerprint(tmp_path: Path) -> None:
    path = write_file(tmp_path, write_pack(make_contents(), KEY))
    with pytest.raises(PackRefused) as refused:
        open_pack(path, shipped=tmp_path)
    found = (refused.value.reason, refused.value.detail)
    assert found == ("unknown-signer", fingerprint(KEY.public))


def test_another_key_s_fingerprint_does_not_open_a_pack(tmp_path: Path) -> None:
    path = write_file(tmp_path, write_pack(make_contents(), KEY))
    other = make_signing_key("another").public
    with pytest.raises(PackRefused):
        open_pack(path, trusted_keys=[other], accept=fingerprint(other), shipped=tmp_path)


def test_an_unsigned_pack_is_refused(tmp_path: Path) -> None:
    path = write_file(tmp_path, write_pack(make_contents()))
    with pytest.raises(PackRefused) as refused:
        open_pack(path, trusted_keys=[KEY.public], shipped=tmp_path)
    assert refused.value.reason == "unsigned"


def test_a_copy_of_a_pack_that_ships_needs_no_signature(sources: Path, target: Path) -> None:
    build_shipped(target, sources=sources, build=Compiler())
    path = write_file(target, shipped_packs(target)[0])
    assert open_pack(path, shipped=target).info.id == "cluster-1"


def test_a_file_that_cannot_be_read_is_called_so(tmp_path: Path) -> None:
    with pytest.raises(DamagedFile):
        open_pack(tmp_path / "none.rdpack", shipped=tmp_path)


def test_a_file_without_end_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.rdpack"
    with path.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    with pytest.raises(PackRefused) as refused:
        open_pack(path, shipped=tmp_path)
    assert refused.value.reason == "too-large"


def test_a_signer_is_shown_by_the_fingerprint() -> None:
    pack = write_pack(make_contents(), KEY)
    assert signer_fingerprint(pack) == fingerprint(KEY.public)


def test_an_unsigned_pack_has_no_fingerprint() -> None:
    assert signer_fingerprint(write_pack(make_contents())) == ""


def test_working_on_a_response_needs_no_workbook_library() -> None:
    code = """
import sys
import desktop_app.services.dossiers, desktop_app.services.packs
print(*{name.split(".")[0] for name in sys.modules} & {"pyxform", "openpyxl", "xlrd"})
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=ROOT
    )
    assert done.stdout.strip() == ""
