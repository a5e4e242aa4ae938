"""The functions that an expression may call: XPath 1.0's core and ODK's, by name."""

from __future__ import annotations

from desktop_app.forms.functions import dates, logic, nodes, numbers, texts
from desktop_app.forms.functions.signature import Function

FUNCTIONS: dict[str, Function] = {
    **logic.FUNCTIONS,
    **numbers.FUNCTIONS,
    **texts.FUNCTIONS,
    **dates.FUNCTIONS,
    **nodes.FUNCTIONS,
}
