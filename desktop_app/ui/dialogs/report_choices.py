"""The choices of "Print or export", and what goes with which."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.reports import FileKind, ReportOptions
from desktop_app.domain.responses import Part
from desktop_app.ui.dialogs.article_choice import ArticleChoice
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    Ink,
    Text,
    column,
)
from desktop_app.ui.widgets.beside import Beside
from desktop_app.ui.widgets.radio_group import Option, RadioGroup

_FILLED, _BLANK = "filled", "blank"
_ALL, _HERE, _SOME = "all-articles", "this-article", "some-articles"


class ReportChoices(QWidget):
    """What, as what, and which articles.

    Signals:
        changed: Something else is chosen.
    """

    changed = Signal()

    def __init__(
        self,
        parts: tuple[Part, ...],
        *,
        here: NodeKey | None,
        is_approved: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts, self._here, self._is_approved = parts, here, is_approved
        self._what = RadioGroup(self.tr("What"), self._whats())
        self._kind = RadioGroup(self.tr("As"), self._kinds())
        self._which = RadioGroup(self.tr("Which articles"), self._whiches())
        self._articles = ArticleChoice()
        self._only_answered = QCheckBox(self.tr("Only what is answered"))
        self._signature = QCheckBox(self.tr("With a block to sign"))
        self._mark = Text(self._mark_words(), TypeRole.HINT, ink=Ink.SOFT)
        self._open_text = Text(self._warning(), TypeRole.HINT, ink=Ink.SOFT)
        self._build()
        self._show_articles()
        self._fit()

    @property
    def is_blank(self) -> bool:
        """Whether the questionnaire is wanted without answers."""
        return self._what.choice == _BLANK

    @property
    def kind(self) -> FileKind:
        """As which kind of file."""
        return FileKind(self._kind.choice)

    @property
    def options(self) -> ReportOptions:
        """The rest, as far as it goes with that."""
        if self.kind is FileKind.XML:
            return ReportOptions()
        return ReportOptions(
            articles=self._chosen_articles(),
            answered_only=not self.is_blank and self._only_answered.isChecked(),
            has_signature=self._signature.isChecked(),
        )

    @property
    def is_complete(self) -> bool:
        """Whether there is something to print: not when no article is ticked."""
        return self.options.articles != frozenset()

    def take(self, kind: FileKind, options: ReportOptions, *, is_blank: bool) -> None:
        """Choose what was chosen before, but for the articles."""
        self._what.choose(_BLANK if is_blank else _FILLED)
        self._kind.choose(kind)
        self._only_answered.setChecked(options.answered_only)
        self._signature.setChecked(options.has_signature)
        self._on_what()

    def _build(self) -> None:
        self.setFocusProxy(self._what)
        self._only_answered.setObjectName("only-answered")
        self._signature.setObjectName("signature")
        left, right = QWidget(), QWidget()
        left.setLayout(column(self._what, self._kind, spacing=Measure.LARGE))
        ticks = column(self._only_answered, self._signature, spacing=0)
        right.setLayout(column(self._which, ticks, spacing=Measure.MEDIUM))
        notes = column(self._mark, self._open_text, spacing=Measure.HAIR)
        self.setLayout(
            column(Beside(left, right), self._articles, notes, spacing=Measure.MEDIUM)
        )
        self._what.chosen.connect(self._on_what)
        for signal in (
            self._kind.chosen,
            self._which.chosen,
            self._articles.changed,
            self._only_answered.toggled,
            self._signature.toggled,
        ):
            signal.connect(self._on_changed)

    def _whats(self) -> tuple[Option, ...]:
        blank = self.tr("To fill in by hand or to pass on.")
        return (
            Option(_FILLED, self.tr("This response")),
            Option(_BLANK, self.tr("The blank questionnaire"), blank),
        )

    def _kinds(self) -> tuple[Option, ...]:
        pdf = self.tr("To print and to read.")
        word = self.tr("To go on editing in a word processor.")
        xml = self.tr("For other programs: every answer that applies.")
        return (
            Option(FileKind.PDF, self.tr("PDF"), pdf),
            Option(FileKind.WORD, self.tr("Word"), word),
            Option(FileKind.XML, self.tr("ODK XML"), xml),
        )

    def _whiches(self) -> tuple[Option, ...]:
        title = self._title_here()
        here = Option(_HERE, self.tr("The one I am at"), title)
        some = Option(_SOME, self.tr("Only some"))
        return (Option(_ALL, self.tr("All")), *((here,) if title else ()), some)

    def _title_here(self) -> str:
        articles = (article for part in self._parts for article in part.articles)
        return next((each.title for each in articles if each.key == self._here), "")

    def _mark_words(self) -> str:
        if self._is_approved:
            return self.tr("It is marked “Approved”: the focal point has approved all of it.")
        return self.tr("It is marked “Draft” until the focal point has approved all of it.")

    def _warning(self) -> str:
        return self.tr(
            "The file is not encrypted: whoever gets hold of it can read it. Keep it where "
            "only those can who should."
        )

    def _chosen_articles(self) -> frozenset[NodeKey] | None:
        if self._which.choice == _HERE and self._here is not None:
            return frozenset({self._here})
        return self._articles.ticked if self._which.choice == _SOME else None

    def _show_articles(self) -> None:
        """Offer every article of the blank questionnaire, of a response those that apply."""
        parts = self._parts
        if not self.is_blank:
            parts = tuple(
                replace(part, articles=tuple(a for a in part.articles if a.relevant))
                for part in parts
                if part.relevant
            )
        self._articles.show_parts(parts)
        if self._here is not None and not self._articles.ticked:
            self._articles.tick([self._here])

    def _fit(self) -> None:
        """Show what goes with what is chosen."""
        self._kind.offer(FileKind.XML, not self.is_blank)
        is_paper = self.kind is not FileKind.XML
        self._which.setVisible(is_paper)
        self._articles.setVisible(is_paper and self._which.choice == _SOME)
        self._only_answered.setVisible(is_paper and not self.is_blank)
        self._signature.setVisible(is_paper)
        self._mark.setVisible(is_paper and not self.is_blank)
        self._open_text.setVisible(not self.is_blank)

    @Slot()
    def _on_what(self) -> None:
        self._show_articles()
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        self._fit()
        self.changed.emit()
