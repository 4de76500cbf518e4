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
    ├── WeightsError                  4           the shipped weights are missing or altered
    └── RecordError                   5           a record that cannot be used as asked
        ├── NotARecord                            no such file, or a file of another kind
        ├── RecordTooNew                          made by a newer onrecord than this one
        ├── RecordLocked                          another program kept it locked for too long
        ├── RecordDamaged                         bytes of it are not as they were written
        ├── NoSuchRow                             nothing in it has this id
        ├── JudgementError                        a judgement that would contradict one that stands
        └── ExportError                           an export that cannot be written, or not in this format

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


class RecordError(OnrecordError):
    exit_code = 5


class NotARecord(RecordError):
    pass


class RecordTooNew(RecordError):
    pass


class RecordLocked(RecordError):
    pass


class RecordDamaged(RecordError):
    pass


class NoSuchRow(RecordError):
    pass


class JudgementError(RecordError):
    pass


class ExportError(RecordError):
    pass
