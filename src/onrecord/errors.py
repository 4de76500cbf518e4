"""Every error that onrecord raises, as one tree.

    OnrecordError                     exit code
    ├── InputError                    3           an input that cannot be read; the other inputs go on
    │   ├── MissingInput                          no such file, not a file, not allowed to open it
    │   ├── EmptyInput                            nothing in it, or nothing but blanks and markup
    │   ├── UnreadableInput                       binary, damaged, or in an encoding that cannot be told
    │   ├── TooLargeInput                         past the limits in settings.py
    │   └── LanguageNotSupported                  text in another language than English
    ├── ActorsError                   3           a user's own actors, or a file of such, not as they have to be
    ├── IssuesError                   3           a user's own issues not as they have to be
    └── WeightsError                  4           the shipped weights are missing or altered

Each message says what is wrong, with which item, and what to do about it.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Base of all errors raised on purpose. `item` names what it concerns, `remedy` what the user can do."""

    exit_code = 1

    def __init__(self, problem: str, *, item: str, remedy: str) -> None:
        super().__init__(f"{item}: {problem}. {remedy}")
        self.problem = problem
        self.item = item
        self.remedy = remedy


class InputError(OnrecordError):
    exit_code = 3


class MissingInput(InputError):
    pass


class EmptyInput(InputError):
    pass


class UnreadableInput(InputError):
    pass


class TooLargeInput(InputError):
    pass


class LanguageNotSupported(InputError):
    pass


class ActorsError(OnrecordError):
    exit_code = 3


class IssuesError(OnrecordError):
    exit_code = 3


class WeightsError(OnrecordError):
    exit_code = 4
