"""A Word file's bytes: without what the library's empty file brought, and always the same."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from docx.document import Document as WordFile
from docx.oxml.ns import qn
from lxml import etree

from desktop_app.reports import word_xml as xml
from desktop_app.reports.direction import clean

_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"


def describe(
    file: WordFile, *, title: str, author: str, language: str, timestamp: datetime
) -> None:
    """Say what it is and whose."""
    properties = file.core_properties
    properties.title = clean(title)[:255]
    properties.author = properties.last_modified_by = clean(author)[:255]
    properties.language = language
    properties.created = properties.modified = timestamp.astimezone(UTC).replace(tzinfo=None)
    properties.comments = ""


def saved(file: WordFile, timestamp: datetime) -> bytes:
    """The .docx file's bytes; the same content and timestamp give the same bytes."""
    _finish(file)
    out = io.BytesIO()
    file.save(out)
    return _dated(out.getvalue(), timestamp)


def _finish(file: WordFile) -> None:
    """Say which Word it is for, and take out what the library's empty file brought along."""
    body, settings, links = file.element, file.settings.element, file.part.package.rels
    etree.cleanup_namespaces(
        body, top_nsmap={"w15": xml.WORD_2012}, keep_ns_prefixes=list(body.nsmap)
    )
    body.set(_IGNORABLE, "w14 w15 wp14")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for preview in settings.findall(qn("w:savePreviewPicture")):
        settings.remove(preview)
    for name in [name for name, link in links.items() if link.reltype.endswith("/thumbnail")]:
        links.pop(name)


def _dated(data: bytes, timestamp: datetime) -> bytes:
    """The same archive, whose members are all as old as the report."""
    moment = timestamp.timetuple()[:6]
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as dated,
    ):
        for member in made.infolist():
            entry = zipfile.ZipInfo(member.filename, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            dated.writestr(entry, made.read(member))
    return out.getvalue()
