"""`review-server` as an operator uses it, and what it says when something is wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from review_protocol import armour
from review_protocol.server_invitations import read_server_invitation
from review_server import migrating, schema
from review_server.cli import main
from review_server.configuration import PASSWORD, read_configuration
from review_server.console.journal import newest_lines
from review_server.database import Database
from review_server.keys import make_keys, read_keys
from review_server.problems import Unusable
from tests.builders.databases import new_postgresql

URL = "https://review.example.org"
CREATE = ("review", "create", "--reviewer", "Strelsau", "--reviewer", "Zenda")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "server"
    assert main(["--folder", str(made), "init", "--url", URL]) == 0
    return made


def said(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    capsys.readouterr()
    assert main(["--json", *words]) == 0
    return json.loads(capsys.readouterr().out)


def wrong(capsys: pytest.CaptureFixture[str], *words: str, code: int = 1) -> str:
    capsys.readouterr()
    assert main(list(words)) == code
    return capsys.readouterr().err


def test_a_server_is_made_for_its_owner_alone(folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_making_it_again_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = read_keys(folder).signing.public
    again = said(capsys, "--folder", str(folder), "init")
    assert again == {"fingerprint": read_keys(folder).fingerprint, "url": URL}
    assert read_keys(folder).signing.public == key


def test_a_review_has_any_number_of_reviewers(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = ("--folder", str(folder))
    made = said(
        capsys, *base, "review", "create", "--party", "Ruritania", "--cluster", "1",
        "--start", "2026-11-01", "--instruments", "UNTOC,TIP,FP",
        "--reviewer", "Strelsau", "--reviewer", "Zenda: TIP,FP", "--reviewer", "Hentzau:FP",
    )  # fmt: skip
    assert isinstance(made, dict)
    said(capsys, *base, *CREATE, "--party", "Arcadia", "--cluster", "2")
    listed = said(capsys, *base, "review", "list")
    assert isinstance(listed, list)
    assert [each["party"] for each in listed] == ["Arcadia", "Ruritania"]
    assert listed[1] == {
        "review": made["review"],
        "party": "Ruritania",
        "cluster": "1",
        "start": "2026-11-01",
        "instruments": ["UNTOC", "TIP", "FP"],
        "reviewers": {"Strelsau": [], "Zenda": ["TIP", "FP"], "Hentzau": ["FP"]},
        "dossiers": [],
    }


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--party", " "), "Enter the party's name."),
        (("--party", "P\u202e"), "cannot be seen"),
        (("--cluster", ""), "Enter the cluster."),
        (("--cluster", "1" * 21), "at most 20"),
        (("--reviewer", ":TIP"), "Name each State once"),
        (("--reviewer", "Zenda:UNTOC"), "Name each State once"),
        (("--reviewer", "Hentzau:U N"), "with commas between"),
        (("--instruments", "UNTOC", "--reviewer", "Hentzau:TIP"), "not under review"),
    ],
)
def test_a_review_that_the_console_would_refuse_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    base = ("--folder", str(folder))
    known = ("--party", "P", "--cluster", "1")
    assert says in wrong(capsys, *base, *CREATE, *known, *words)
    assert said(capsys, *base, "review", "list") == []


def test_a_review_that_is_noted_already_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    create = ("--folder", str(folder), *CREATE, "--party", "Arcadia", "--cluster", "2")
    made = said(capsys, *create)
    assert isinstance(made, dict)
    told = wrong(capsys, *create)
    assert f"is noted already, as {made['review']}" in told
    other = said(capsys, "--folder", str(folder), *CREATE, "--party", "A", "--cluster", "2")
    assert isinstance(other, dict)
    change = ("--folder", str(folder), "review", "change", other["review"])
    assert f"as {made['review']}" in wrong(capsys, *change, "--party", "ARCADIA")
    said(capsys, *create, "--start", "2030-11-01")
    assert "with the start 2030-11-01" in wrong(capsys, *create, "--start", "2030-11-01")


def test_two_states_review_at_least(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("review", "create", "--party", "P", "--cluster", "1", "--reviewer", "Zenda")
    assert "two reviewing States" in wrong(capsys, "--folder", str(folder), *words)


def test_a_review_is_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = ("--folder", str(folder))
    words = ("--party", "Ruritanja", "--cluster", "1", "--instruments", "UNTOC,TIP")
    made = said(capsys, *base, *CREATE, *words, "--start", "2026-11-01")
    assert isinstance(made, dict)
    change = (*base, "review", "change", made["review"])
    told = said(
        capsys, *change, "--party", "Ruritania", "--reviewer", "Hentzau: TIP",
        "--reviewer", "Zenda:UNTOC", "--without", "Strelsau",
    )  # fmt: skip
    assert told == {"review": made["review"], "changed": True}
    listed = said(capsys, *base, "review", "list")
    assert isinstance(listed, list)
    (found,) = listed
    assert (found["party"], found["cluster"], found["start"]) == (
        "Ruritania",
        "1",
        "2026-11-01",
    )
    assert found["reviewers"] == {"Zenda": ["UNTOC"], "Hentzau": ["TIP"]}
    again = said(capsys, *change, "--party", "Ruritania")
    assert again == {"review": made["review"], "changed": False}
    said(capsys, *change, "--instruments", "")
    for change_words, says in [
        (("--without", "Zenda"), "two reviewing States"),
        (("--without", "Strelsau"), "Strelsau is no reviewing State"),
        (("--party", ""), "party's name"),
        (("--instruments", "FP"), "not under review"),
    ]:
        assert says in wrong(capsys, *change, *change_words)
    assert "no review r-0" in wrong(capsys, *base, "review", "change", "r-0")
    with Database(read_configuration(folder).database_url).begin() as transaction:
        lines = newest_lines(transaction, 9)
    assert [(each.who, each.what) for each in lines] == [
        ("(command line)", "review changed"),
        ("(command line)", "review changed"),
        ("(command line)", "review created"),
    ]


def test_an_invitation_is_a_file_of_its_own(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = ("--folder", str(folder))
    made = said(capsys, *base, *CREATE, "--party", "P", "--cluster", "1")
    assert isinstance(made, dict)
    file = folder.parent / "i.rdserver"
    told = said(capsys, *base, "invite", made["review"], "--out", str(file), "--days", "3")
    invitation = read_server_invitation(file.read_bytes())
    assert isinstance(told, dict)
    assert (invitation.url, invitation.review, invitation.party) == (URL, made["review"], "P")
    assert invitation.expires == told["expires"]
    assert armour.join(armour.parts_in(told["text"])) == file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert "File exists" in wrong(capsys, *base, "invite", made["review"], "--out", str(file))
    assert "no review" in wrong(capsys, *base, "invite", "r-0", "--out", str(file) + "2")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://review.example.org",
        "review.example.org",
        "https://a b",
        "http://127.0.0.1:x@127.0.0.2:18977",
        "http://127.0.0.1:80@evil.example",
    ],
)
def test_a_poor_address_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], url: str
) -> None:
    told = wrong(capsys, "--folder", str(tmp_path / "s"), "init", "--url", url)
    assert "url" in told or "address" in told
    assert not list((tmp_path / "s").iterdir())


def test_what_is_no_server_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "init" in wrong(capsys, "--folder", str(tmp_path), "review", "list")
    assert "init" in wrong(capsys, "--folder", str(tmp_path), "serve", "--port", "0")
    assert "Missing option" in wrong(
        capsys, "--folder", str(tmp_path), "review", "create", code=2
    )


def test_a_date_is_a_date(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = (*CREATE, "--party", "P", "--cluster", "1", "--start", "1 November")
    assert "2026-11-01" in wrong(capsys, "--folder", str(folder), *words)


def test_a_port_in_use_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--folder", str(folder), "serve", "--host", "192.0.2.1", "--port", "9")
    assert "cannot be used" in wrong(capsys, *words)


def test_keys_that_others_can_read_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "server.key").chmod(0o644)
    assert "chmod" in wrong(capsys, "--folder", str(folder), "review", "list")
    (folder / "server.key").write_text("something else")
    (folder / "server.key").chmod(0o600)
    assert "no keys" in wrong(capsys, "--folder", str(folder), "review", "list")


def test_keys_are_never_made_anew(folder: Path) -> None:
    with pytest.raises(FileExistsError):
        make_keys(folder)


class TestBackup:
    def test_it_is_one_sound_file_for_its_owner(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = folder.parent / "copy.db"
        told = said(capsys, "--folder", str(folder), "backup", str(file))
        assert told == {"file": str(file), "bytes": file.stat().st_size}
        assert file.stat().st_mode & 0o777 == 0o600
        assert [each.name for each in folder.parent.glob("copy.db*")] == ["copy.db"]
        (folder / "server.db").write_bytes(file.read_bytes())
        assert said(capsys, "--folder", str(folder), "review", "list") == []

    def test_no_file_is_overwritten(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        told = wrong(capsys, "--folder", str(folder), "backup", str(folder / "server.key"))
        assert "File exists" in told
        assert read_keys(folder)

    def test_what_cannot_be_copied_leaves_nothing(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "server.db").write_bytes(b"no database at all" * 300)
        told = wrong(capsys, "--folder", str(folder), "backup", str(folder / "copy"))
        assert "nothing was left" in told
        assert not (folder / "copy").exists()

    def test_postgresql_has_its_own(
        self,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setitem(os.environ, PASSWORD, "postgresql://x@127.0.0.1/x")
        assert "pg_dump" in wrong(capsys, "--folder", str(folder), "backup", "x")


class TestDatabase:
    def test_its_shape_is_that_of_the_tables(self, tmp_path: Path) -> None:
        """On PostgreSQL too: the steps make just what the program works with."""
        from alembic.autogenerate import compare_metadata
        from alembic.migration import MigrationContext

        for url in (f"sqlite:///{tmp_path / 'x.db'}", new_postgresql()):
            database = Database(url)
            with database.begin() as transaction:
                migrating.migrate(transaction)
                context = MigrationContext.configure(transaction)
                assert compare_metadata(context, schema.metadata) == []
                assert migrating.found_revision(transaction) == int(migrating.HEAD)
            database.close()

    def test_one_of_another_shape_is_refused(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        database = Database(f"sqlite:///{folder / 'server.db'}")
        for shape, word in (("0000", "init"), ("0099", "Update")):
            with database.begin() as transaction:
                change = f"UPDATE alembic_version SET version_num = '{shape}'"
                transaction.exec_driver_sql(change)
            assert word in wrong(capsys, "--folder", str(folder), "review", "list")
        assert "Update" in wrong(capsys, "--folder", str(folder), "init")
        database.close()

    @pytest.mark.parametrize("address", ["nonsense", "oracle://x"])
    def test_an_address_of_none_is_refused(self, address: str) -> None:
        with pytest.raises(Unusable):
            Database(address)

    def test_its_address_may_come_from_the_environment(
        self,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """So that its password need not stand in a file."""
        monkeypatch.setitem(os.environ, PASSWORD, new_postgresql())
        assert "init" in wrong(capsys, "--folder", str(folder), "review", "list")
        said(capsys, "--folder", str(folder), "init")
        assert said(capsys, "--folder", str(folder), "review", "list") == []

    def test_one_that_does_not_answer_is_told(
        self,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setitem(os.environ, PASSWORD, "postgresql://x@127.0.0.1:1/x")
        assert "cannot be reached" in wrong(capsys, "--folder", str(folder), "review", "list")
