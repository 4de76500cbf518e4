"""The web app: a record shown as pages, files and an API, on this machine only. `onrecord serve` runs it."""

from onrecord.web.app import create_app

__all__ = ["create_app"]
