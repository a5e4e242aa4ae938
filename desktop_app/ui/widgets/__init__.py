"""Small widgets that several pages use."""

from desktop_app.ui.widgets.action_card import ActionCard
from desktop_app.ui.widgets.banner import Banner, BannerKind
from desktop_app.ui.widgets.beside import Beside
from desktop_app.ui.widgets.busy import BusyLine
from desktop_app.ui.widgets.button import Button, ButtonKind, IconButton
from desktop_app.ui.widgets.card_frame import CardFrame
from desktop_app.ui.widgets.choice_buttons import CheckBox, RadioButton, stop_at_chosen
from desktop_app.ui.widgets.elided import Elided
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.field import Field
from desktop_app.ui.widgets.foot import Foot
from desktop_app.ui.widgets.layout import ColumnPage, Line, column, row
from desktop_app.ui.widgets.pages import Pages
from desktop_app.ui.widgets.passphrase_edit import PassphraseEdit
from desktop_app.ui.widgets.picture import Picture
from desktop_app.ui.widgets.progress_counts import (
    ProgressCounts,
    counts_in_words,
    paint_progress,
)
from desktop_app.ui.widgets.radio_group import Option, RadioGroup
from desktop_app.ui.widgets.reading_order import pass_keyboard, stops
from desktop_app.ui.widgets.status_badge import StatusBadge, paint_status_shape, status_word
from desktop_app.ui.widgets.strength_bar import StrengthBar
from desktop_app.ui.widgets.text import Ink, Text

__all__ = [
    "ActionCard",
    "Banner",
    "BannerKind",
    "Beside",
    "BusyLine",
    "Button",
    "ButtonKind",
    "CardFrame",
    "CheckBox",
    "ColumnPage",
    "Elided",
    "EmptyState",
    "Field",
    "Foot",
    "IconButton",
    "Ink",
    "Line",
    "Option",
    "Pages",
    "PassphraseEdit",
    "Picture",
    "ProgressCounts",
    "RadioButton",
    "RadioGroup",
    "StatusBadge",
    "StrengthBar",
    "Text",
    "column",
    "counts_in_words",
    "paint_progress",
    "paint_status_shape",
    "pass_keyboard",
    "row",
    "status_word",
    "stop_at_chosen",
    "stops",
]
