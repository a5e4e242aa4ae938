"""Signing in to the console: over HTTP as the staff do, and with a clock that can be moved."""

from __future__ import annotations

import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from review_protocol.costs import KdfCost
from review_server.console import entering, passwords, sessions, totp
from review_server.console.accounts import add_account, hash_of_code, reset_account
from review_server.console.derived_keys import unseal
from review_server.console.entering import Credentials
from review_server.console.passwords import is_password, keep_password, why_not
from review_server.console.tries import LONGEST_WAIT_S, wait_after
from review_server.schema import staff, staff_log, staff_sessions, staff_tries
from tests.builders.consoles import PASSWORD, Clerk, faults, kept, where
from tests.builders.servers import Office, Process

_TRY = {"name": "maria", "password": PASSWORD, "address": "192.0.2.7"}


class TestByPage:
    def test_by_password_and_code(self, desk: Process) -> None:
        clerk = Clerk(desk, "ana").ready()
        assert where(clerk.get("/reviews")) == "/sign-in"
        response = clerk.sign_in()
        assert (response.status_code, where(response)) == (303, "/reviews")
        assert clerk.get("/reviews").status_code == 200
        assert where(clerk.get("/sign-in")) == "/reviews"

    def test_a_code_counts_once(self, desk: Process) -> None:
        clerk = Clerk(desk, "ben").ready()
        code = clerk.code()
        assert clerk.sign_in(code=code).status_code == 303
        clerk.browser.cookies.clear()
        response = clerk.sign_in(code=code)
        assert response.status_code == 422
        assert "used before" in faults(response)["name"]
        assert clerk.sign_in(code=clerk.code(steps=1)).status_code == 303

    def test_nothing_tells_what_was_wrong(self, desk: Process) -> None:
        clerk = Clerk(desk, "cora").ready()
        told = [
            faults(clerk.sign_in(name="nobody")),
            faults(clerk.sign_in(password="some other words here")),
            faults(clerk.sign_in(code="000000")),
            faults(clerk.sign_in(code="<b>")),
        ]
        assert told[0]
        assert told == [told[0]] * 4
        assert clerk.get("/reviews").status_code == 303

    def test_an_account_is_set_up_by_its_owner(self, desk: Process) -> None:
        clerk = Clerk(desk, "dora")
        fields = {
            "name": "Dora ", "setup": clerk.given.code, "password": PASSWORD,
            "again": PASSWORD, "code": clerk.code(),
        }  # fmt: skip
        assert "again" in faults(clerk.post("/set-up", {**fields, "again": "x"}))
        weak = {"password": "dora dora dora", "again": "dora dora dora"}
        assert "guessed" in faults(clerk.post("/set-up", {**fields, **weak}))["password"]
        wrong = Clerk(desk, "dorothea").given.code
        assert "setup" in faults(clerk.post("/set-up", {**fields, "setup": wrong}))
        done = clerk.post("/set-up", fields)
        assert (done.status_code, where(done)) == (303, "/reviews?said=set-up")
        assert "is set up" in clerk.get("/reviews?said=set-up").text
        clerk.browser.cookies.clear()
        clerk.forget_codes()
        assert "setup" in faults(clerk.post("/set-up", fields))  # it counts once
        assert clerk.sign_in().status_code == 303

    def test_who_is_not_set_up_cannot_sign_in(self, desk: Process) -> None:
        assert "name" in faults(Clerk(desk, "edna").sign_in(password=""" """))

    def test_signing_out_ends_the_session_here(self, desk: Process) -> None:
        clerk = Clerk(desk, "fay").at_work()
        kept = clerk.browser.cookies.copy()
        assert where(clerk.post("/sign-out", {}, page="/reviews")) == "/sign-in?said=signed-out"
        assert "review-session" not in clerk.browser.cookies
        clerk.browser.cookies = kept
        assert where(clerk.get("/reviews")) == "/sign-in"

    def test_signing_out_everywhere_ends_the_others_too(self, desk: Process) -> None:
        clerk = Clerk(desk, "gia").at_work()
        here = clerk.browser.cookies.copy()
        clerk.browser.cookies.clear()
        clerk.forget_codes()
        clerk.sign_in()
        clerk.post("/sign-out", {"everywhere": "yes"}, page="/account")
        clerk.browser.cookies = here
        assert where(clerk.get("/reviews")) == "/sign-in"

    def test_another_password_ends_the_other_sessions(self, desk: Process) -> None:
        clerk = Clerk(desk, "hana").at_work()
        elsewhere = clerk.browser.cookies.copy()
        new = "nine loud cranes above a harbour"
        fields = {
            "present": PASSWORD,
            "password": new,
            "again": new,
            "code": clerk.code(steps=1),
        }
        assert "present" in faults(clerk.post("/account", {**fields, "present": "wrong"}))
        assert (
            "guessed"
            in faults(
                clerk.post("/account", {**fields, "password": "x" * 14, "again": "x" * 14})
            )["password"]
        )
        assert where(clerk.post("/account", fields)) == "/account?said=password-changed"
        assert clerk.get("/account").status_code == 200
        clerk.browser.cookies = elsewhere
        assert where(clerk.get("/account")) == "/sign-in"
        clerk.forget_codes()
        assert clerk.sign_in().status_code == 422
        clerk.forget_codes()
        assert clerk.sign_in(password=new).status_code == 303

    def test_signing_in_again_ends_the_session_before(self, desk: Process) -> None:
        clerk = Clerk(desk, "lea").at_work()
        before = clerk.browser.cookies["review-session"]
        assert clerk.post("/sign-in", self.fields(clerk), page="/account").status_code == 303
        assert clerk.browser.cookies["review-session"] != before
        clerk.browser.cookies.set("review-session", before, domain="127.0.0.1", path="/")
        assert where(clerk.get("/reviews")) == "/sign-in"

    def fields(self, clerk: Clerk) -> dict[str, str]:
        return {"name": clerk.name, "password": clerk.password, "code": clerk.code()}

    def test_any_process_knows_who_is_signed_in(self, desk: Process) -> None:
        clerk = Clerk(desk, "ida").at_work()
        clerk.port = desk.ports[1]
        assert clerk.get("/reviews").status_code == 200
        clerk.post("/sign-out", {}, page="/reviews")
        clerk.port = desk.ports[0]
        assert where(clerk.get("/reviews")) == "/sign-in"

    def test_an_old_session_is_over(self, desk: Process) -> None:
        clerk = Clerk(desk, "jana").at_work()
        now = int(time.time())
        for column, age in (("seen_at", sessions.IDLE_S), ("made_at", sessions.LONGEST_S)):
            with desk.office.transaction as transaction:
                transaction.execute(
                    update(staff_sessions).filter_by(staff="jana").values({column: now - age})
                )
            assert where(clerk.get("/reviews")) == "/sign-in"
            response = clerk.send(
                "/reviews/new", {"party": "P"}, headers={"Origin": clerk.origin}
            )
            assert response.status_code == 403
            assert "session has ended" in response.text
            with desk.office.transaction as transaction:
                transaction.execute(update(staff_sessions).values(seen_at=now, made_at=now))
            assert clerk.get("/reviews").status_code == 200

    def test_too_many_tries_must_wait(self, desk: Process) -> None:
        clerk = Clerk(desk, "kim").ready()
        told = [faults(clerk.sign_in(password="wrong"))["name"] for _ in range(6)]
        assert ["too many" in each for each in told] == [False] * 5 + [True]
        assert "too many" in faults(clerk.sign_in())["name"]  # though all is right


class TestGuessing:
    @pytest.fixture
    def secret(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> bytes:
        """Of an account that is set up with `PASSWORD`, which costs little to try."""
        monkeypatch.setattr(passwords, "COST", KdfCost.FOR_TESTS)
        passwords._nobodys.cache_clear()
        with office.transaction as transaction:
            add_account(transaction, office.server.keys, "maria", "", office.now)
            row = transaction.execute(select(staff)).one()
            transaction.execute(update(staff).values(password=kept(PASSWORD)))
        found = unseal(office.server.keys, "maria", bytes(row.secret))
        assert found is not None
        return found

    def right(self, office: Office, secret: bytes, **other: str) -> Credentials:
        code = totp.code_at(secret, office.now // totp.STEP_S)
        return Credentials(**{**_TRY, "code": code, **other})

    def guess(self, office: Office, **other: str) -> entering.Outcome:
        return entering.sign_in(
            office.server, Credentials(**{**_TRY, "code": "000000", "password": "x", **other})
        )

    def test_the_wait_grows_and_has_an_end(self, office: Office, secret: bytes) -> None:
        waits = []
        for _ in range(14):
            while wait := self.guess(office).wait_s:
                waits.append(wait)
                office.now += wait
        assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
        assert wait_after(10**6, 5) == LONGEST_WAIT_S

    def test_what_is_tried_meanwhile_does_not_make_it_longer(
        self, office: Office, secret: bytes
    ) -> None:
        waits = [self.guess(office).wait_s for _ in range(9)]
        assert waits == [0] * 5 + [30] * 4
        office.now += 30
        assert entering.sign_in(office.server, self.right(office, secret)).word

    def test_success_starts_anew(self, office: Office, secret: bytes) -> None:
        for _ in range(4):
            self.guess(office)
        assert entering.sign_in(office.server, self.right(office, secret)).word
        assert [self.guess(office).wait_s for _ in range(6)] == [0] * 5 + [30]

    def test_a_browser_that_is_known_is_not_kept_out(
        self, office: Office, secret: bytes
    ) -> None:
        """Somebody else fails on purpose, without end: its owner comes in all the same."""
        known = entering.know_browser(office.server, "maria", office.now)
        for _ in range(40):
            self.guess(office)
        assert self.guess(office).wait_s
        assert entering.sign_in(office.server, self.right(office, secret, browser=known)).word

    @pytest.mark.parametrize("change", ["name", "time", "mark", "nonsense", "letters"])
    def test_a_browser_is_known_for_one_account_and_some_time(
        self, office: Office, secret: bytes, change: str
    ) -> None:
        known = entering.know_browser(office.server, "maria", office.now)
        told, _, found = known.rpartition(".")
        other = {
            "name": entering.know_browser(office.server, "nobody", office.now),
            "time": known,
            "mark": f"{told}.{found[:-1]}{'1' if found[-1] == '0' else '0'}",
            "nonsense": "x.y.z",
            "letters": "9999999999.\xe9.\xe9",
        }[change]
        if change == "time":
            office.now += entering.KNOWN_FOR_S
        for _ in range(5):
            self.guess(office)
        right = self.right(office, secret, browser=other)
        assert entering.sign_in(office.server, right).wait_s == 30

    def test_a_known_browser_may_not_guess_without_end(
        self, office: Office, secret: bytes
    ) -> None:
        known = entering.know_browser(office.server, "maria", office.now)
        waits = [self.guess(office, browser=known).wait_s for _ in range(6)]
        assert waits == [0] * 5 + [30]

    def test_one_address_may_not_try_all_names(self, office: Office, secret: bytes) -> None:
        waits = [self.guess(office, name=f"n{n}").wait_s for n in range(31)]
        assert waits == [0] * 30 + [30]
        assert self.guess(office, name="n99", address="192.0.2.8").wait_s == 0

    def test_a_network_of_one_subscriber_is_one_address(
        self, office: Office, secret: bytes
    ) -> None:
        for n in range(30):
            self.guess(office, name=f"n{n}", address=f"2001:db8::{n}")
        assert self.guess(office, name="n99", address="2001:db8::ffff").wait_s == 30
        assert self.guess(office, name="n99", address="2001:db8:0:1::").wait_s == 0

    def test_all_is_forgotten_after_a_day(self, office: Office, secret: bytes) -> None:
        for _ in range(6):
            self.guess(office)
        office.now += 86_401
        assert self.guess(office).wait_s == 0
        with office.transaction as transaction:
            numbers = transaction.execute(select(staff_tries.c.number)).scalars().all()
        assert set(numbers) == {1}

    @pytest.mark.parametrize("steps", [-2, -1, 0, 1, 2])
    def test_a_clock_may_be_off_by_one_step(
        self, office: Office, secret: bytes, steps: int
    ) -> None:
        code = totp.code_at(secret, office.now // totp.STEP_S + steps)
        done = entering.sign_in(office.server, self.right(office, secret, code=code))
        assert bool(done.word) == (abs(steps) <= 1)

    def test_of_two_at_once_one_has_the_code(self, office: Office, secret: bytes) -> None:
        given = self.right(office, secret)
        with ThreadPoolExecutor(4) as pool:
            done = [pool.submit(entering.sign_in, office.server, given) for _ in range(4)]
        assert sorted(bool(each.result().word) for each in done) == [False] * 3 + [True]

    @pytest.mark.parametrize("change", ["reset", "password"])
    def test_what_was_judged_must_still_hold_when_the_code_is_taken(
        self, office: Office, secret: bytes, monkeypatch: pytest.MonkeyPatch, change: str
    ) -> None:
        """Between the two lies a fifth of a second: an account may be taken away in it."""

        def judge_and_change(typed: str, stored: str) -> bool:
            with office.transaction as transaction:
                if change == "reset":
                    reset_account(transaction, office.server.keys, "maria", office.now)
                else:
                    transaction.execute(update(staff).values(password=kept("other words")))
            return is_password(typed, stored)

        monkeypatch.setattr(entering, "is_password", judge_and_change)
        done = entering.sign_in(office.server, self.right(office, secret))
        assert done == entering.Outcome()
        with office.transaction as transaction:
            assert transaction.execute(select(staff_sessions)).all() == []

    def test_who_must_wait_costs_the_server_nothing(
        self, office: Office, secret: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for _ in range(5):
            self.guess(office)

        def none(*_texts: str) -> str:
            raise AssertionError("a password was looked at")

        monkeypatch.setattr(entering, "keep_password", none)
        monkeypatch.setattr(entering, "is_password", none)
        given = self.right(office, secret)
        assert entering.sign_in(office.server, given).wait_s
        assert entering.set_up(office.server, given, "0" * 24).wait_s
        assert entering.change_password(office.server, given, "nine loud cranes").wait_s

    def test_an_older_code_than_the_last_is_none(self, office: Office, secret: bytes) -> None:
        """Also one that was never used itself."""
        now = office.now // totp.STEP_S
        codes = [totp.code_at(secret, now + steps) for steps in (0, -1)]
        done = [
            bool(entering.sign_in(office.server, self.right(office, secret, code=code)).word)
            for code in codes
        ]
        assert done == [True, False]

    def test_it_is_logged_without_what_was_typed(self, office: Office, secret: bytes) -> None:
        self.guess(office, name="my password by mistake")
        self.guess(office)
        entering.sign_in(office.server, self.right(office, secret))
        with office.transaction as transaction:
            rows = transaction.execute(select(staff_log).order_by(staff_log.c.number)).all()
        assert [(row.who, row.what) for row in rows[1:]] == [
            ("", "sign-in refused"), ("maria", "sign-in refused"), ("maria", "signed in"),
        ]  # fmt: skip

    def test_keys_of_another_server_open_no_account(
        self, office: Office, secret: bytes
    ) -> None:
        """A copy of the database alone lets nobody in who makes a server of it."""
        other = replace(office.server.keys, kem=type(office.server.keys.kem)(bytes(32)))
        right = self.right(office, secret)
        assert not entering.sign_in(replace(office.server, keys=other), right).word

    def test_a_set_up_code_expires(self, office: Office) -> None:
        with office.transaction as transaction:
            made = add_account(transaction, office.server.keys, "maria", "", office.now)
            sealed = transaction.execute(select(staff.c.secret)).scalar_one()
        secret = unseal(office.server.keys, "maria", bytes(sealed))
        assert secret is not None
        office.now = made.until
        given = self.right(office, secret)
        assert not entering.set_up(office.server, given, made.code).word
        office.now -= 1
        assert entering.set_up(office.server, self.right(office, secret), made.code).word


def test_nothing_secret_is_kept_in_clear(office: Office) -> None:
    with office.transaction as transaction:
        made = add_account(transaction, office.server.keys, "maria", "", office.now)
        row = transaction.execute(select(staff)).one()
        word = sessions.open_session(transaction, "maria", office.now)
        session = transaction.execute(select(staff_sessions)).one()
    secret = unseal(office.server.keys, "maria", bytes(row.secret))
    assert secret is not None
    assert secret not in bytes(row.secret)
    assert bytes(row.setup) == hash_of_code(made.code.replace(" ", ""))
    assert word.encode() not in bytes(session.id)
    assert unseal(office.server.keys, "other", bytes(row.secret)) is None
    assert unseal(office.server.keys, "maria", b"") is None


class TestPasswords:
    def test_kept_by_argon2id_with_its_parameters(self) -> None:
        kept = keep_password(PASSWORD)
        assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
        assert kept != keep_password(PASSWORD)
        assert is_password(PASSWORD, kept)
        assert not is_password(PASSWORD + " ", kept)
        assert not is_password(PASSWORD, "")

    def test_one_of_other_parameters_is_read(self) -> None:
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        kdf = Argon2id(
            salt=secrets.token_bytes(16), length=32, iterations=2, lanes=1, memory_cost=19_456
        )
        assert is_password(PASSWORD, kdf.derive_phc_encoded(PASSWORD.encode()))

    def test_the_way_of_typing_does_not_matter(self) -> None:
        assert is_password("cafe\u0301 au lait froid", keep_password("caf\xe9 au lait froid"))

    @pytest.mark.parametrize(
        ("password", "word"),
        [
            ("short words", "12"), ("maria maria maria", "guessed"), ("x" * 201, "200"),
            ("qwertyuiop12345", "guessed"), ("password12345", "guessed"), (PASSWORD, ""),
        ],
    )  # fmt: skip
    def test_which_are_taken(self, password: str, word: str) -> None:
        assert word in why_not(password, "maria")
        assert bool(why_not(password, "maria")) == bool(word)


def test_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B: the last six of its eight digits."""
    secret = b"12345678901234567890"
    for at, code in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        assert totp.code_at(secret, at // 30) == code
        assert totp.step_of(secret, f" {code[:3]} {code[3:]} ", at) == at // 30
    assert totp.step_of(secret, "٢٨٧٠٨٢", 59) == 1
    assert totp.step_of(secret, "", 59) is None
    uri = totp.provisioning_uri(secret, "maria")
    assert uri.startswith("otpauth://totp/Review%20Desk:maria?")
    assert "issuer=Review%20Desk" in uri
    assert totp.spelled(secret).replace(" ", "") in uri
