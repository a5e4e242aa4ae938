"""Which translations can be used: finished, and with what the source puts in."""

from __future__ import annotations

from io import StringIO
from xml.etree import ElementTree as Xml

import pytest

from i18n.sources import Message, messages, placeholders, without_faults


def message(source: str, *forms: str, finished: bool = True, plural: bool = False) -> Message:
    return Message(
        context="Page",
        source=source,
        comment="",
        is_plural=plural,
        is_finished=finished,
        forms=forms,
    )


class TestPlaceholders:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Nothing to put in", set()),
            ("Saved at {time} by {name}", {"{time}", "{name}"}),
            ("%n answers", {"%n"}),
            ("%1 of %2", {"%1", "%2"}),
            ("50 % of it", set()),
            ("{{name}} stands as it is", set()),
            ("{}", {"{}"}),
        ],
    )
    def test_they_are_found(self, text: str, found: set[str]) -> None:
        assert placeholders(text) == found


class TestFault:
    @pytest.mark.parametrize(
        ("source", "translation"),
        [
            ("Saved", "Gespeichert"),
            ("Saved at {time} by {name}", "{name} hat um {time} gespeichert"),
            ("{name}, {name}", "{name}"),
        ],
    )
    def test_one_with_the_same_placeholders_has_none(
        self, source: str, translation: str
    ) -> None:
        assert message(source, translation).fault == ""

    @pytest.mark.parametrize(
        ("source", "translation"),
        [
            ("Saved at {time}", "Gespeichert"),
            ("Saved at {time}", "Gespeichert um {zeit}"),
            ("Saved at {time}", "Gespeichert um {time} von {name}"),
            ("Saved at {time}", "Gespeichert um {time"),
            ("Saved", "Gespeichert {}"),
            ("%1 of %2", "%1 von %3"),
            ("Saved", "  "),
        ],
    )
    def test_one_that_would_lack_or_break_something_has_one(
        self, source: str, translation: str
    ) -> None:
        assert message(source, translation).fault

    def test_what_is_not_finished_is_nobodys_fault(self) -> None:
        assert message("Saved at {time}", "", finished=False).fault == ""

    def test_a_plural_form_may_do_without_the_number(self) -> None:
        forms = ("Eine Antwort", "%n Antworten")
        assert message("%n answers", *forms, plural=True).fault == ""

    @pytest.mark.parametrize(
        "forms",
        [
            ("Eine Antwort für {name}", "%n Antworten"),
            ("Eine Antwort", ""),
            ("%n Antwort", "%1 Antworten"),
        ],
    )
    def test_every_plural_form_is_looked_at(self, forms: tuple[str, ...]) -> None:
        assert message("%n answers", *forms, plural=True).fault


SOURCE = """<TS version="2.1" language="de">
<context><name>Page</name>
<message><source>Saved</source><translation>Gespeichert</translation></message>
<message><source>At {time}</source><translation>Um {zeit}</translation></message>
<message><source>Lost</source><translation type="unfinished"></translation></message>
<message numerus="yes"><source>%n rows</source><translation>
<numerusform>%n Zeile</numerusform><numerusform>%n Zeilen</numerusform>
</translation></message>
</context></TS>"""


@pytest.fixture
def tree() -> Xml.ElementTree[Xml.Element]:
    """The source, parsed."""
    return Xml.parse(StringIO(SOURCE))


def test_messages_are_read_as_they_stand(tree: Xml.ElementTree[Xml.Element]) -> None:
    found = {each.source: (each.is_finished, each.forms) for each in messages(tree)}
    assert found == {
        "Saved": (True, ("Gespeichert",)),
        "At {time}": (True, ("Um {zeit}",)),
        "Lost": (False, ("",)),
        "%n rows": (True, ("%n Zeile", "%n Zeilen")),
    }


def test_what_cannot_be_used_becomes_unfinished_and_is_told(
    tree: Xml.ElementTree[Xml.Element],
) -> None:
    assert [each.source for each in without_faults(tree)] == ["At {time}"]
    finished = [each.source for each in messages(tree) if each.is_finished]
    assert finished == ["Saved", "%n rows"]
