"""Steps of the review in words: how they stand, when they are due, what was entered."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.timelines import DatedStep
from desktop_app.ui.wording import day_words, in_language, isolated
from review_protocol.timelines import RECEIPT, START, Standing

translate = QCoreApplication.translate


def step_title(step: DatedStep, language: str) -> str:
    """What a step is called in the language of the questionnaire."""
    return in_language(step.titles, language) or step.step


def standing_words(step: DatedStep) -> str:
    """How it stands, with its date: "Missed: it was due on 15 November 2026"."""
    day = step.actual or step.due
    if day is None:
        return _waiting_words(step)
    words = {
        Standing.DONE: translate("Timeline", "Done on {day}"),
        Standing.MISSED: translate("Timeline", "Missed: it was due on {day}"),
        Standing.COMING: translate("Timeline", "Coming: due on {day}"),
        Standing.LATER: translate("Timeline", "Due on {day}"),
    }[step.standing]
    return words.format(day=day_words(day))


def moved_words(step: DatedStep) -> str:
    """That its date was moved, by whom and why; "" if it was not."""
    if step.revised is None:
        return ""
    planned = day_words(step.planned) if step.planned else ""
    if step.by_secretariat and planned:
        words = translate(
            "Timeline", "Planned for {planned}; moved by the secretariat: {reason}"
        )
    elif step.by_secretariat:
        words = translate("Timeline", "Moved by the secretariat: {reason}")
    elif planned:
        words = translate("Timeline", "Planned for {planned}; moved: {reason}")
    else:
        words = translate("Timeline", "Moved: {reason}")
    return words.format(planned=planned, reason=isolated(step.reason))


def counts_words(day: date | None) -> str:
    """That the secretariat's date goes before what is entered; "" if it has entered none."""
    if day is None:
        return ""
    words = translate(
        "Timeline", "The secretariat's date, {day}, counts until it takes it back."
    )
    return words.format(day=day_words(day))


def dispute_words(step: DatedStep) -> str:
    """That two people entered different things; "" if they did not."""
    if not step.is_conflict:
        return ""
    said = translate("Timeline", "Two people entered different dates or reasons.")
    to_do = translate("Timeline", "Enter it once more to settle that.")
    days = ", ".join(day_words(each) for each in step.others)
    other = translate("Timeline", "The other date: {days}.").format(days=days) if days else ""
    return " ".join(filter(None, (said, other, to_do)))


def _waiting_words(step: DatedStep) -> str:
    bases = {
        RECEIPT: translate("Timeline", "the receipt of the answers"),
        START: translate("Timeline", "the start of the review"),
    }
    base = bases.get(step.after, step.after)
    months, days = _months_words(step.months), _days_words(step.days)
    if months and days:
        both = translate("Timeline", "{months} and {days}")
        span = both.format(months=months, days=days)
    else:
        span = months or days
    if not span:
        return translate("Timeline", "No date yet: with {base}").format(base=base)
    words = translate("Timeline", "No date yet: {span} after {base}")
    return words.format(span=span, base=base)


def _months_words(count: int) -> str:
    if count == 1:
        return str(translate("Timeline", "one month"))
    return str(translate("Timeline", "%n months", None, count)) if count else ""


def _days_words(count: int) -> str:
    if count == 1:
        return str(translate("Timeline", "one day"))
    return str(translate("Timeline", "%n days", None, count)) if count else ""
