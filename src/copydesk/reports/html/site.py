"""Which pages a report has, and writing them."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from copydesk.reports.html.article import article_page
from copydesk.reports.html.index import index_page
from copydesk.reports.html.library import Library
from copydesk.reports.html.pair import pair_page
from copydesk.reports.html.story import story_page
from copydesk.settings.rooms import Reports

__all__ = ["linked", "plan", "write_index", "write_pages"]

_LINK = re.compile(r"pages/([A-Za-z0-9][A-Za-z0-9_-]{0,120})\.html")
_MAKERS = {"pair": pair_page, "story": story_page, "article": article_page}


def linked(frames: dict[str, pd.DataFrame], settings: Reports) -> dict[str, pd.DataFrame]:
    """``frames`` whose findings link only to pages that the report will have; other links are emptied."""
    pages = plan(frames, settings)
    links = frames["findings"]["link"]
    kept = links.where(_targets(links).isin(list(pages)))
    return frames | {"findings": frames["findings"].assign(link=kept.astype("str"))}


def plan(frames: dict[str, pd.DataFrame], settings: Reports) -> dict[str, str]:
    """Every page of the report, id to kind (pair, story, article), at most ``settings.html_pairs``.

    First what findings link to, in their order, then the stories, largest first.
    """
    kinds = _kinds(frames)
    stories = frames["clusters"].sort_values(["documents", "cluster_id"], ascending=[False, True])["cluster_id"]
    wanted = dict.fromkeys([*_targets(frames["findings"]["link"]).dropna(), *stories])
    pages = {identifier: kinds[identifier] for identifier in wanted if identifier in kinds}
    return dict(list(pages.items())[: settings.html_pairs])


def write_index(frames: dict[str, pd.DataFrame], folder: Path, settings: Reports) -> None:
    """Write index.html into ``folder``; ``frames`` are as ``linked`` gives them."""
    _write(folder / "index.html", index_page(Library(frames, plan(frames, settings)), settings))


def write_pages(frames: dict[str, pd.DataFrame], folder: Path, settings: Reports) -> None:
    """Write pages/*.html into ``folder``; ``frames`` are as ``linked`` gives them, and may lack checks and summary."""
    library = Library(frames, plan(frames, settings))
    (folder / "pages").mkdir(exist_ok=True)
    for identifier, kind in library.pages.items():
        _write(folder / "pages" / f"{identifier}.html", _MAKERS[kind](identifier, library, settings))


def _kinds(frames: dict[str, pd.DataFrame]) -> dict[str, str]:
    by_kind = (("article", "documents", "doc_id"), ("story", "clusters", "cluster_id"), ("pair", "pairs", "pair_id"))
    return {identifier: kind for kind, table, column in by_kind for identifier in frames[table][column].tolist()}


def _targets(links: pd.Series) -> pd.Series:
    found = {link: _LINK.fullmatch(link) for link in links.dropna().unique()}
    ids = {link: match.group(1) for link, match in found.items() if match}
    return pd.Series([ids.get(link) if isinstance(link, str) else None for link in links], dtype="str")


def _write(file: Path, page: str) -> None:
    file.write_text(page, encoding="utf-8", newline="\n")
