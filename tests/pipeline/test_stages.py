"""The one composition: every table has one writer, every reader comes after it."""

from __future__ import annotations

import inspect
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

from copydesk.attribution import model
from copydesk.errors import TableError
from copydesk.pipeline import STAGES, Stage, read_tables, stage
from copydesk.readability.hyphenation import hyphenation
from copydesk.settings import Settings, load
from copydesk.tables import PUBLISHED, TABLES

INGESTED = ("articles", "rejects", "intake", "known_lines")
ROOMS = {field.name for field in fields(Settings)}
each_stage = pytest.mark.parametrize("each", STAGES, ids=lambda each: each.name)


def test_a_stage_reads_only_what_was_written_before_it():
    written = set(INGESTED)
    for each in STAGES:
        assert set(each.reads) <= written, each.name
        written |= set(each.writes)


def test_every_table_is_written_once_and_every_published_one_is_written():
    written = [*INGESTED, *(name for each in STAGES for name in each.writes)]
    assert sorted(written) == sorted(TABLES)
    assert set(PUBLISHED) <= set(written)


def test_every_stage_but_the_last_is_read_or_published():
    read = {name for each in STAGES for name in each.reads}
    assert all(set(each.writes) <= read | set(PUBLISHED) for each in STAGES)


@each_stage
def test_a_stage_takes_the_tables_it_names_in_that_order(each):
    module, name = each.function.split(":")
    parameters = inspect.signature(getattr(import_module(module), name)).parameters
    wanted = [*each.reads, *(["settings"] if each.room else [])]
    if any(parameter.kind is parameter.VAR_POSITIONAL for parameter in parameters.values()):
        return
    assert [name for name, parameter in parameters.items() if parameter.default is parameter.empty] == wanted


@each_stage
def test_a_stage_is_found_by_its_name_and_has_a_room(each):
    assert stage(each.name) is each
    assert each.room in ROOMS | {""}


def test_what_stages_load_is_loaded_before_lines_are_labelled():
    settings, sample = load(), Path(__file__).parents[2] / "corpus" / "sample"
    tables = read_tables([str(sample)], settings)
    tables |= stage("text").run(tables, settings)
    hyphenation.cache_clear()
    model.load.cache_clear()
    for each in STAGES:
        if each.load:
            each.load_with(tables, settings)
    assert hyphenation.cache_info().currsize > 0
    assert model.load.cache_info().currsize > 0


def test_an_unknown_stage_is_a_key_error():
    with pytest.raises(KeyError):
        stage("printing")


def test_names_are_distinct():
    assert len({each.name for each in STAGES}) == len(STAGES)


def half(articles):
    return articles[["doc_id"]]


def same(intake):
    return intake


def whole(articles, settings):
    return TABLES["rejects"].empty().assign(extra=settings.min_words), TABLES["intake"].empty()


def test_results_are_conformed_and_settings_handed_on():
    tables = {"articles": TABLES["articles"].empty()}
    made = Stage("x", f"{__name__}:whole", ("articles",), ("rejects", "intake"), "ingest").run(tables, load())
    assert list(made) == ["rejects", "intake"]
    assert made["rejects"].columns.tolist() == TABLES["rejects"].names


def test_a_stage_that_breaks_its_table_is_told():
    tables = {"articles": pd.DataFrame({"doc_id": ["d1"]})}
    with pytest.raises(TableError, match="table articles: missing columns input_id"):
        Stage("x", f"{__name__}:half", ("articles",), ("articles",)).run(tables, load())


def test_a_stage_that_returns_too_few_tables_is_a_fault():
    tables = {"intake": TABLES["intake"].empty()}
    with pytest.raises(ValueError, match="zip"):
        Stage("x", f"{__name__}:same", ("intake",), ("intake", "rejects")).run(tables, load())
