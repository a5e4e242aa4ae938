"""The secretariat's staff in tests: each has an authenticator and a browser of their own."""

from __future__ import annotations

import base64
import re
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import requests
from sqlalchemy import update

from review_server.console.accounts import SetUp, add_account
from review_server.console.passwords import keep_password
from review_server.console.sessions import open_session
from review_server.console.totp import STEP_S, code_at
from review_server.schema import staff
from tests.builders.servers import TIMEOUT_S, Process

A_REVIEW = {
    "party": "Ruritania",
    "cluster": "1",
    "start": "2026-11-01",
    "instruments": "UNTOC, TIP",
    "reviewers": "Strelsau: UNTOC, TIP\nZenda: TIP\n\nHentzau",
}
"""What the form for a review is filled in with."""
PASSWORD = "seven quiet herons by the river"
_TOKEN = re.compile(r'name="form_token" value="([0-9a-f]{64})"')
_FAULT = re.compile(
    r'<p class="fault" id="e-(\w+)"><span class="unseen">Error: </span>(.*)</p>'
)


@dataclass
class Clerk:
    """An account, and a browser that keeps cookies and follows nothing by itself."""

    process: Process
    name: str = "maria"
    port: int = 0
    password: str = PASSWORD
    browser: requests.Session = field(default_factory=requests.Session)
    given: SetUp = field(init=False)

    def __post_init__(self) -> None:
        self.browser.trust_env = False
        self.port = self.port or self.process.ports[0]
        with self.process.office.transaction as transaction:
            keys = self.process.office.server.keys
            self.given = add_account(transaction, keys, self.name, "", int(time.time()))

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def base(self) -> str:
        return f"{self.origin}/console"

    @property
    def secret(self) -> bytes:
        """What the authenticator holds."""
        return base64.b32decode(self.given.key.replace(" ", ""))

    def code(self, *, steps: int = 0) -> str:
        """What the authenticator shows, or will show some steps on."""
        return code_at(self.secret, int(time.time()) // STEP_S + steps)

    def ready(self) -> Clerk:
        """With a password, and no code used yet."""
        self._set(password=kept(self.password), setup=b"", setup_until=0)
        return self

    def forget_codes(self) -> None:
        """So that a test need not wait for the next one."""
        self._set(step=0)

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.browser.get(
            self.base + path, timeout=TIMEOUT_S, allow_redirects=False, **options
        )

    def token(self, path: str) -> str:
        """What the forms of a page bring along."""
        found = _TOKEN.search(self.get(path).text)
        assert found is not None, path
        return found[1]

    def post(
        self,
        path: str,
        fields: dict[str, str],
        *,
        page: str = "",
        headers: dict[str, str] | None = None,
        **options: Any,
    ) -> requests.Response:
        """Fill in the form of a page (the one it goes to, if no other), and send it."""
        data = {"form_token": self.token(page or path), **fields}
        return self.send(
            path, data, headers={"Origin": self.origin, **(headers or {})}, **options
        )

    def send(self, path: str, data: Any, **options: Any) -> requests.Response:
        """Send just this."""
        return self.browser.post(
            self.base + path, data=data, timeout=TIMEOUT_S, allow_redirects=False, **options
        )

    def sign_in(self, **other: str) -> requests.Response:
        """With name, password and code, or others."""
        fields = {"name": self.name, "password": self.password, "code": self.code()}
        return self.post("/sign-in", {**fields, **other})

    def at_work(self) -> Clerk:
        """Signed in, without the half second that this takes by the page."""
        self.ready()
        with self.process.office.transaction as transaction:
            word = open_session(transaction, self.name, int(time.time()))
        self.browser.cookies.set("review-session", word, domain="127.0.0.1", path="/")
        return self

    def _set(self, **values: Any) -> None:
        with self.process.office.transaction as transaction:
            transaction.execute(update(staff).filter_by(name=self.name).values(**values))


@cache
def kept(password: str) -> str:
    """A password as it is kept; to make it takes a while."""
    return keep_password(password)


def faults(response: requests.Response) -> dict[str, str]:
    """What a page says is wrong, by field."""
    return dict(_FAULT.findall(response.text))


def where(response: requests.Response) -> str:
    """The page that a response leads on to."""
    return response.headers["location"].partition("/console")[2]
