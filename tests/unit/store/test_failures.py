"""Every error of the libraries below has one of ours; a new one fails here."""

from __future__ import annotations

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
import sqlalchemy.exc
import sqlcipher3

from desktop_app.errors import (
    AppError,
    BugError,
    DamagedFile,
    DiskFull,
    NotWritable,
    ProfileInUse,
)
from desktop_app.store.failures import FOREIGN, Interrupted, Result, sqlite_name, translated

OURS: dict[Result, type[AppError]] = {
    Result.FULL: DiskFull,
    Result.CORRUPT: DamagedFile,
    Result.NOTADB: DamagedFile,
    Result.FORMAT: DamagedFile,
    Result.READONLY: NotWritable,
    Result.PERM: NotWritable,
    Result.CANTOPEN: NotWritable,
    Result.IOERR: NotWritable,
    Result.NOLFS: NotWritable,
    Result.BUSY: ProfileInUse,
    Result.LOCKED: ProfileInUse,
    Result.PROTOCOL: ProfileInUse,
    Result.INTERRUPT: Interrupted,
}


def failure(code: int) -> sqlcipher3.OperationalError:
    error = sqlcipher3.OperationalError("said by the database")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize("code", Result)
def test_every_result_code_has_a_meaning(code: Result, tmp_path: Path) -> None:
    assert type(translated(failure(code), tmp_path / "desk.db")) is OURS.get(code, BugError)


@pytest.mark.parametrize("code", OURS)
def test_an_extended_code_means_what_its_primary_one_does(code: Result, tmp_path: Path) -> None:
    extended = failure(code | 10 << 8)
    assert type(translated(extended, tmp_path / "desk.db")) is OURS[code]


@pytest.mark.parametrize("code", OURS)
def test_what_sqlalchemy_wraps_is_unwrapped(code: Result, tmp_path: Path) -> None:
    wrapped = sqlalchemy.exc.OperationalError("SELECT", {}, failure(code))
    assert type(translated(wrapped, tmp_path / "desk.db")) is OURS[code]


def test_every_class_of_error_is_caught() -> None:
    classes = [value for value in vars(sqlcipher3).values() if _is_error(value)]
    classes += [value for value in vars(sqlalchemy.exc).values() if _is_error(value)]
    ours = {
        cls for cls in classes if cls.__module__.split(".")[0] in ("sqlcipher3", "sqlalchemy")
    }
    uncaught = {cls.__name__ for cls in ours if not issubclass(cls, FOREIGN)}
    warnings = {cls.__name__ for cls in ours if issubclass(cls, Warning)}
    mixins = {"HasDescriptionCode", "DontWrapMixin", "EmulatedDBAPIException"}
    assert uncaught <= warnings | mixins


def test_an_error_without_a_code_is_a_bug(tmp_path: Path) -> None:
    error = sqlalchemy.exc.InvalidRequestError("wrong use")
    assert type(translated(error, tmp_path / "desk.db")) is BugError


def test_an_input_error_on_a_full_disk_is_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 4096))
    found = translated(failure(Result.IOERR), tmp_path / "desk.db")
    assert type(found) is DiskFull


def test_an_input_error_where_the_disk_is_gone_is_not_a_full_disk(tmp_path: Path) -> None:
    found = translated(failure(Result.IOERR), tmp_path / "gone" / "desk.db")
    assert type(found) is NotWritable


def test_a_code_has_a_name() -> None:
    assert (sqlite_name(Result.FULL), sqlite_name(200)) == ("SQLITE_FULL", "200")


def _is_error(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, BaseException)
