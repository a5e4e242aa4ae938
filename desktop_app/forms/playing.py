"""Steps played on a form, and its state as JSON: the command line's ``form run``.

Nothing but refusals of the engine itself comes out, as ``step_errors`` or as
``{"ok": false, "error": ...}``; the same arguments give the same result.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from random import Random
from time import perf_counter
from types import MappingProxyType
from typing import Any

from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.errors import Fault, FormRefused, StepRefused, UnknownReference
from desktop_app.forms.beside import FilesBeside
from desktop_app.forms.form import Form
from desktop_app.forms.limits import MAX_FORM_BYTES

Json = dict[str, Any]
Files = Mapping[str, bytes]
FormReader = Callable[[Path], tuple[bytes, Files]]
_NO_FILES: Files = MappingProxyType({})


def play(
    xform: bytes,
    steps: Iterable[object],
    *,
    now: datetime,
    language: str | None = None,
    secondary: Files = _NO_FILES,
) -> Json:
    """The state of a form after steps, as DESIGN section 9 lays it down."""
    result, _ = _timed(xform, steps, now=now, language=language, secondary=secondary)
    return result


def play_batch(
    lines: Iterable[str], *, now: Callable[[], datetime], read: FormReader | None = None
) -> Iterator[str]:
    """One line of JSON for each job; ``now`` counts for jobs that name no moment."""
    for line in lines:
        if line.strip():
            yield json.dumps(_job(line, now, read or read_xform), ensure_ascii=False)


def read_xform(path: Path) -> tuple[bytes, Files]:
    """A compiled form and the files beside it, or FormRefused."""
    try:
        if path.stat().st_size > MAX_FORM_BYTES:
            raise FormRefused(Fault(f"{path.name} is too large"))
        return path.read_bytes(), FilesBeside(path.parent)
    except OSError as error:
        raise FormRefused(Fault(f"{path.name} cannot be read: {error.strerror}")) from error


def _job(line: str, now: Callable[[], datetime], read: FormReader) -> Json:
    try:
        job = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "ok": False, "error": "this line is not JSON"}
    if not isinstance(job, dict):
        return {"id": None, "ok": False, "error": "a job is a JSON object"}
    identity = {"id": job.get("id")}
    try:
        moment = _moment(job.get("now")) or now()
        xform, secondary = read(Path(str(job.get("form", ""))))
    except (FormRefused, ValueError) as refusal:
        return identity | {"ok": False, "error": str(refusal)}
    steps, language = job.get("steps") or [], job.get("language")
    result, ms = _timed(
        xform,
        steps if isinstance(steps, list) else [],
        now=moment,
        language=language if isinstance(language, str) else None,
        secondary=secondary,
    )
    return identity | result | {"ms": ms}


def _moment(text: object) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        raise ValueError(f"{text} is no moment in ISO 8601") from None


def _timed(
    xform: bytes,
    steps: Iterable[object],
    *,
    now: datetime,
    language: str | None,
    secondary: Files,
) -> tuple[Json, Json]:
    started = perf_counter()
    moment = now if now.tzinfo is not None else now.astimezone()
    try:
        form = Form.load(
            xform,
            now=lambda: moment,
            random=Random(0),  # noqa: S311  # a result that can be repeated is wanted
            secondary=secondary,
            language=language,
        )
        if language is not None and language not in form.languages:
            raise FormRefused(Fault(f"the form has no language {language}"))
    except FormRefused as refusal:
        return {"ok": False, "error": str(refusal)}, {}
    loaded = perf_counter()
    errors = list(_play(form, steps))
    played = perf_counter()
    milliseconds = {
        "load": round((loaded - started) * 1e3, 3),
        "steps": round((played - loaded) * 1e3, 3),
    }
    return _result(form, errors), milliseconds


def _play(form: Form, steps: Iterable[object]) -> Iterator[Json]:
    for number, step in enumerate(steps):
        try:
            _step(form, step)
        except (StepRefused, UnknownReference) as refusal:
            reason = getattr(refusal, "reason", "unknown-reference")
            shown = dict(step) if isinstance(step, dict) else {}
            yield {**shown, "step": number, "error": reason}


def _step(form: Form, step: object) -> None:
    if not isinstance(step, dict):
        raise StepRefused("", "bad-step")
    operation, ref = step.get("op"), str(step.get("ref", ""))
    if operation == "set":
        value = step.get("value")
        if value is not None and not isinstance(value, str):
            raise StepRefused(ref, "bad-value")
        form.set(form.resolve(ref), value)
    elif operation == "add":
        form.add(form.resolve(ref))
    elif operation == "remove":
        key = form.resolve(ref)
        inside = form.children(key) if form.state(key).kind is NodeKind.REPEAT else (key,)
        if not inside:
            raise UnknownReference(ref)
        form.remove(inside[0])
    elif operation == "language":
        form.use_language(str(step.get("language")))
    else:
        raise StepRefused(ref, "bad-step")


def _result(form: Form, errors: list[Json]) -> Json:
    return {
        "ok": True,
        "languages": list(form.languages),
        "nodes": [_node(form.state(key)) for key in form.walk()],
        "step_errors": errors,
        "submission": form.submission(),
    }


def _node(state: NodeState) -> Json:
    return {
        "ref": state.ref,
        "type": state.type or state.kind.value,
        "relevant": state.relevant,
        "required": state.required,
        "readonly": state.readonly,
        "value": state.value,
        "constraint_ok": state.constraint_ok,
        "required_ok": state.required_ok,
        "message": state.message,
        "label": state.label,
        "hint": state.hint,
        "choices": [{"value": c.value, "label": c.label} for c in state.choices],
    }
