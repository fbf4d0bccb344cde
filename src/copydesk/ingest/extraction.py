"""Read HTML pages in worker processes, each page within its time.

trafilatura is quadratic on some pages, and neither a signal (only the main thread gets one, and Prefect
runs tasks in others) nor a thread can stop it; a process can. One worker serves up to 64 pages, more
pages get one worker a core; results do not depend on their number.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType

import orjson

from copydesk.ingest.page import Page
from copydesk.ingest.worker import receive, send
from copydesk.processes import cores
from copydesk.settings.rooms import Ingest

__all__ = ["Extraction"]

_PAGES_A_WORKER = 64
_START_SECONDS = 120.0
_START = "from copydesk.ingest.worker import main; main()"
_STOPPED = Page(reason="extraction_failed", detail="The page stopped the extractor.")
_Job = tuple[bytes | str, str, "Future[Page]"]


@dataclass
class Extraction:
    """A pool of worker processes; a context manager, whose end stops them."""

    settings: Ingest
    _jobs: queue.Queue[_Job | None] = field(default_factory=lambda: queue.Queue(maxsize=64))
    _threads: list[threading.Thread] = field(default_factory=list)
    _submitted: int = 0

    def __enter__(self) -> Extraction:
        """Start nothing yet: the first page starts the first worker."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the workers; after an error without the pages that still wait."""
        with suppress(queue.Empty):
            while kind:
                self._jobs.get_nowait()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    @property
    def started(self) -> bool:
        """Whether any page was handed in, so that threads run."""
        return bool(self._threads)

    def submit(self, html: bytes | str, url: str) -> Future[Page]:
        """Hand in one page; waits while the workers are far behind."""
        if self._submitted >= _PAGES_A_WORKER * len(self._threads) and len(self._threads) < cores():
            self._threads.append(threading.Thread(target=self._serve, daemon=True))
            self._threads[-1].start()
        self._submitted += 1
        future: Future[Page] = Future()
        self._jobs.put((html, url, future))
        return future

    def _serve(self) -> None:
        worker: _Worker | None = None
        while (job := self._jobs.get()) is not None:
            html, url, future = job
            try:
                worker = worker or _Worker(self.settings)
                page = worker.read(html, url)
                future.set_result(page or _timeout_or_crash(worker, self.settings))
                if page is None:
                    worker.stop()
                    worker = None
            except Exception as error:  # it belongs to the one who waits for the page
                future.set_exception(error)
                worker = None
        if worker:
            worker.stop()


def _timeout_or_crash(worker: _Worker, settings: Ingest) -> Page:
    if not worker.expired:
        return _STOPPED
    return Page(reason="timeout", detail=f"Reading the page took more than {settings.extraction_seconds:g} seconds.")


class _Worker:
    """One worker process and the watch over its time."""

    def __init__(self, settings: Ingest) -> None:
        self.settings = settings
        self.expired = False
        # A fixed hash seed: the order of sets inside the parsers is then the same in every run.
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONHASHSEED": "0"}
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, fixed code
            [sys.executable, "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        if self._within(_START_SECONDS) != b"ready":
            self.stop()
            raise OSError("the HTML extraction worker did not start")

    def read(self, html: bytes | str, url: str) -> Page | None:
        """Read one page; None when the process had to be stopped or died."""
        assert self._process.stdin
        header = {
            "url": url,
            "max_lines": self.settings.max_page_lines,
            "latest_year": self.settings.latest_year,
            "decoded": isinstance(html, str),
        }
        body = html.encode("utf-8", "replace") if isinstance(html, str) else html
        try:
            send(self._process.stdin, orjson.dumps(header), body)
        except OSError:
            return None
        answer = self._within(self.settings.extraction_seconds)
        return Page(**orjson.loads(answer)) if answer is not None else None

    def stop(self) -> None:
        """End the process and free its pipes."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                try:
                    stream.close()
                except OSError:
                    continue
        self._process.wait()

    def _within(self, seconds: float) -> bytes | None:
        assert self._process.stdout
        watch = threading.Timer(seconds, self._expire)
        watch.daemon = True
        watch.start()
        try:
            return receive(self._process.stdout)
        finally:
            watch.cancel()

    def _expire(self) -> None:
        self.expired = True
        self._process.kill()
