"""Readings as people see them: marked text, a terminal page, an HTML page. No logic but layout."""

from onrecord.views.marked import plain_marks
from onrecord.views.page import render_page
from onrecord.views.terminal import print_reading

__all__ = ["plain_marks", "print_reading", "render_page"]
