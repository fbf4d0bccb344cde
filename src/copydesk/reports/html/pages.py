"""The page machinery: templates, style, content policy."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import copydesk
from copydesk.reports.cells import cut
from copydesk.reports.html import phrases
from copydesk.reports.unseen import reveal

__all__ = ["render", "templates"]


def render(template: str, **context: object) -> str:
    """The page of ``template`` with ``context``; every text in it is escaped and on one line."""
    return templates().get_template(f"{template}.html").render(**context)


@cache
def templates() -> Environment:
    """The Jinja environment: escaping on, unknown names are errors, unseen characters are named."""
    environment = Environment(
        loader=PackageLoader("copydesk.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (files("copydesk.reports") / "templates" / "style.css").read_text(encoding="utf-8")
    environment.globals |= {"style": Markup(style), "policy": _policy(style), "version": copydesk.__version__}  # noqa: S704
    environment.filters |= {
        "words": phrases.words,
        "count": phrases.count_text,
        "share": phrases.share_text,
        "unit": phrases.unit_text,
        "time": phrases.time_text,
        "address": phrases.web_address,
        "tongue": phrases.language_tag,
        "apart": phrases.apart_text,
        "cut": cut,
    }
    return environment


def _policy(style: str) -> str:
    """A content policy that allows this one style sheet and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _finalize(value: object) -> object:
    if value is None:
        return ""
    return reveal(value) if isinstance(value, str) and not isinstance(value, Markup) else value
