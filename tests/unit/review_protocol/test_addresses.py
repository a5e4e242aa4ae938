from __future__ import annotations

import pytest

from review_protocol.addresses import is_address
from review_protocol.fields import MAX_LINE

USED = [
    "https://review.example.org",
    "https://review.example.org:8443/desk",
    "HTTPS://Review.Example.org/",
    "https://192.0.2.7:443",
    "https://[2001:db8::1]:8443/",
    "https://prüfung.example",
    "http://127.0.0.1",
    "http://127.0.0.1:8080/",
    "http://127.8.9.10:1",
    "http://[::1]/x",
    "http://[0:0:0:0:0:0:0:1]:80",
    "http://localhost:1",
    "http://LOCALHOST",
]
IN_CLEAR = [
    "http://review.example.org",
    "http://192.0.2.7",
    "http://0.0.0.0",
    "http://128.0.0.1",
    "http://[::]",
    "http://[::2]",
    "http://[::ffff:127.0.0.1]",
    "http://127.0.0.1.example.org",
    "http://localhost.example.org",
    "http://localhost.",
    "http://127.1",
    "http://2130706433",
    "http://0177.0.0.1",
    "http://\uff11\uff12\uff17.0.0.1",
]
EVASIONS = [
    "http://127.0.0.1@evil.example",
    "http://127.0.0.1:80@evil.example",
    "http://127.0.0.1:x@127.0.0.2:18977",
    "http://localhost:pass@evil.example/",
    "http://[::1]@evil.example",
    "http://[::1]:80@evil.example",
    "http://[::1].evil.example",
    "http://[::1]evil.example:80",
    "http://evil.example[::1]",
    "http://127.0.0.1\\@evil.example",
    "http://127.0.0.1\\.evil.example",
    "http://evil.example\\@127.0.0.1",
    "http://evil.example#@127.0.0.1",
    "http://evil.example?@127.0.0.1",
    "http://evil.example/@127.0.0.1",
    "http:/\t/evil.example",
    "http://127.0.0.1\n.evil.example",
    "http://127.0.0.1%2eevil.example",
    "http://127.0.0.1%40evil.example",
    "http://127.0.0.1,evil.example",
]
NO_PLACE = [
    "",
    "https://",
    "https:///path",
    "https://:443",
    "//review.example.org",
    "review.example.org",
    "ftp://review.example.org",
    "file:///etc/passwd",
    "https:review.example.org",
    "https://user@review.example.org",
    "https://user:word@review.example.org",
    "https://@review.example.org",
    "https://review.example.org:",
    "https://review.example.org:x",
    "https://review.example.org:-1",
    "https://review.example.org:+80",
    "https://review.example.org:65536",
    "https://review.example.org:\u0664\u0664\u0663",
    "https://review.example.org?a=b",
    "https://review.example.org/?",
    "https://review.example.org/#top",
    "https://review.example.org/ a",
    " https://review.example.org",
    "https://review.example.org\n",
    "https://review.example.org/\u202e",
    "https://review.exa\u2100mple.org",
    "https://[::1",
    "https://[nothing]",
    f"https://review.example.org/{'a' * MAX_LINE}",
]


@pytest.mark.parametrize("url", USED)
def test_https_is_used_and_the_machine_itself(url: str) -> None:
    assert is_address(url)


@pytest.mark.parametrize("url", IN_CLEAR)
def test_nothing_goes_in_clear_over_a_network(url: str) -> None:
    assert not is_address(url)


@pytest.mark.parametrize("url", EVASIONS)
def test_another_host_does_not_pass_as_the_machine_itself(url: str) -> None:
    assert not is_address(url)


@pytest.mark.parametrize("url", NO_PLACE)
def test_what_is_more_or_less_than_a_place_is_none(url: str) -> None:
    assert not is_address(url)
