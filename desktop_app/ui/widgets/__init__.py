"""Small widgets that several pages use.

Those that the prompt has no use for are imported from their own modules.
"""

from desktop_app.ui.widgets.banner import Banner, BannerKind
from desktop_app.ui.widgets.busy import BusyLine
from desktop_app.ui.widgets.button import Button, ButtonKind, IconButton
from desktop_app.ui.widgets.card_frame import CardFrame
from desktop_app.ui.widgets.foot import Foot
from desktop_app.ui.widgets.layout import ColumnPage, Line, column, row
from desktop_app.ui.widgets.passphrase_edit import PassphraseEdit
from desktop_app.ui.widgets.picture import Picture
from desktop_app.ui.widgets.text import Ink, Text

__all__ = [
    "Banner",
    "BannerKind",
    "BusyLine",
    "Button",
    "ButtonKind",
    "CardFrame",
    "ColumnPage",
    "Foot",
    "IconButton",
    "Ink",
    "Line",
    "PassphraseEdit",
    "Picture",
    "Text",
    "column",
    "row",
]
