"""Text under an indentation: wrapped to the console's width, without blanks at the ends of lines."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

_NARROWEST = 20  # columns of text, however narrow the console


def print_indented(text: Text, indent: int, console: Console) -> None:
    for line in text.wrap(console, max(console.width - indent, _NARROWEST)):
        line.rstrip()
        console.print(Text(" " * indent).append_text(line), soft_wrap=True)
