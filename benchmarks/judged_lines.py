"""Write the judged lines of real pages as the table that ``copydesk train notices`` learns from.

    python benchmarks/judged_lines.py OUT

Lines of notice-lines-aeb.tsv and of the ten samples of benchmarks/data/notice-lines-dev.tsv, with the columns
page, class and line; "?" where the judge was unsure. The table holds texts of others: keep it out of the project. Reads
COPYDESK_DATA (default ../shared/data).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from notice_samples import edge_text, judged, pages, read_texts

from notices import DATA, rows


def aeb_lines() -> Iterator[tuple[str, str, str]]:
    """Page, class and text of each judged line of the article-extraction benchmark."""
    for line in rows("notice-lines-aeb.tsv"):
        yield line["page"], line["class"], line["text"].strip()


def sample_lines() -> Iterator[tuple[str, str, str]]:
    """Page, class and text of each judged line of the samples."""
    listed = pages()
    texts = read_texts(listed)
    for page in listed:
        marks = judged(page)
        for number, line in enumerate(edge_text(page, texts.get((page["corpus"], page["id"]), "")).split("\n")):
            yield f"{page['corpus']}/{page['id']}", "+".join(sorted(marks.get(number, ()))), line


def main() -> None:
    if not DATA.is_dir():
        print(f"skipped: {DATA} is absent; set COPYDESK_DATA to the data folder")
        return
    found = [each for each in (*aeb_lines(), *sample_lines()) if each[2] not in ("", "-")]
    told = [f"{page}\t{'?' if '?' in kind else kind}\t{' '.join(line.split())}" for page, kind, line in found]
    Path(sys.argv[1]).write_text("\n".join(["page\tclass\tline", *told, ""]), encoding="utf-8")
    print(f"{len(told)} lines, {sum(bool(kind) for _, kind, _ in found)} with a class: {sys.argv[1]}")


if __name__ == "__main__":
    main()
