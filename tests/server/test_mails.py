"""E-mail as it is handed over: encrypted, signed in, or not at all."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from review_server.configuration import Configuration
from review_server.mails import (
    PASSWORD,
    Line,
    Mail,
    NoLine,
    NotTaken,
    check_configuration,
    message_of,
)
from review_server.problems import Unusable
from tests.builders import mail as builders
from tests.builders.mail import MailServer, certificate_for_loopback, serving_mail

A_MAIL = Mail(id="ab" * 16, to="focal@example.org", subject="A\r\nBcc: x@y.z", text="Ünï\n.\n")
NOW = 1_794_830_400


def configured(server: MailServer, **how: Any) -> Configuration:
    return Configuration(
        folder=Path(),
        url="https://review.example.org:8443/a",
        smtp_host="127.0.0.1",
        smtp_port=server.port,
        mail_from="secretariat@example.org",
        **how,
    )


def sent(configuration: Configuration, *, mail: Mail = A_MAIL) -> None:
    line = Line(configuration)
    try:
        line.send(mail, NOW, lambda: None)
    finally:
        line.close()


def test_a_message_is_plain_text_whatever_stands_in_it() -> None:
    with serving_mail() as server:
        configuration = configured(server, smtp_security="none")
        sent(configuration)
    (message,) = server.messages
    assert message.get_content() == A_MAIL.text.replace("\n", "\r\n")
    assert message["Bcc"] is None
    assert message["Subject"] == "A Bcc: x@y.z"
    assert message["From"] == "secretariat@example.org"
    assert message["Message-ID"] == f"<{'ab' * 16}@review.example.org>"
    assert message["Date"] == "Mon, 16 Nov 2026 12:00:00 +0000"
    assert message_of(configuration, A_MAIL, NOW).as_bytes().isascii()


@pytest.mark.parametrize("implicit", [False, True])
def test_the_line_is_encrypted_and_the_password_goes_over_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, implicit: bool
) -> None:
    context, trusted = certificate_for_loopback(tmp_path)
    monkeypatch.setenv(PASSWORD, builders.PASSWORD)
    with serving_mail(certificate=context, implicit=implicit) as server:
        security = "tls" if implicit else "starttls"
        how = {"smtp_security": security, "smtp_user": "desk", "smtp_ca": str(trusted)}
        sent(configured(server, **how))
    assert server.was_encrypted is True
    assert len(server.messages) == 1
    (login,) = server.logins
    assert base64.b64decode(login).split(b"\0")[1:] == [b"desk", builders.PASSWORD.encode()]


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    context, _trusted = certificate_for_loopback(tmp_path)
    with serving_mail(certificate=context) as server, pytest.raises(NoLine):
        sent(configured(server))
    assert server.messages == []


def test_a_server_that_does_not_encrypt_gets_nothing() -> None:
    with serving_mail() as server, pytest.raises(NoLine):
        sent(configured(server, smtp_user="desk"))
    assert (server.messages, server.logins) == ([], [])


def test_what_is_begun_is_said_before_the_text_goes_and_not_before() -> None:
    seen: list[str] = []

    def trying(server: MailServer) -> Callable[[], None]:
        return lambda: seen.append(f"{len(server.messages)} came")

    with serving_mail(refuses={A_MAIL.to}) as server:
        line = Line(configured(server, smtp_security="none"))
        with pytest.raises(NotTaken) as refused:
            line.send(A_MAIL, NOW, trying(server))
        assert (refused.value.code, seen) == (550, [])
        server.refuses = set()
        line.send(A_MAIL, NOW, trying(server))
        line.close()
    assert seen == ["0 came"]
    assert len(server.messages) == 1


def test_one_line_carries_several_messages() -> None:
    with serving_mail() as server:
        line = Line(configured(server, smtp_security="none"))
        for _ in range(3):
            line.send(A_MAIL, NOW, lambda: None)
        line.close()
        line.close()
    assert len(server.messages) == 3


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"smtp_security": "ssl"}, "one of"),
        ({"smtp_security": "none", "smtp_host": "mail.example.org"}, "this machine alone"),
        ({"smtp_security": "none", "smtp_host": "127.0.0.1.example.org"}, "this machine"),
        ({"mail_from": ""}, "mail_from"),
        ({"mail_from": "a@b\nBcc: x@y"}, "mail_from"),
    ],
)
def test_what_would_go_out_in_clear_or_from_nobody_is_refused(
    how: dict[str, Any], says: str
) -> None:
    usual = {"smtp_host": "mail.example.org", "mail_from": "a@example.org"}
    fields: dict[str, Any] = {**usual, **how}
    with pytest.raises(Unusable, match=says):
        check_configuration(Configuration(folder=Path(), url="https://a.org", **fields))


def test_a_usual_configuration_is_taken() -> None:
    for security in ("starttls", "tls"):
        check_configuration(
            Configuration(
                folder=Path(),
                url="https://a.org",
                smtp_host="mail.example.org",
                smtp_security=security,
                mail_from="a@example.org",
            )
        )
