"""The way of the data: ingest, every stage in order, publication."""

from copydesk.pipeline.engines import run_wave
from copydesk.pipeline.run import Audit, audit, publish, read_tables, require_articles, require_out
from copydesk.pipeline.stages import STAGES, Stage, stage

__all__ = [
    "STAGES",
    "Audit",
    "Stage",
    "audit",
    "publish",
    "read_tables",
    "require_articles",
    "require_out",
    "run_wave",
    "stage",
]
