"""Whoever reads the documents, this machine's cores or somebody else's workers, the site is the same."""

from __future__ import annotations

import errno
import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

from generator import config, pipeline, remote, workers
from generator.cli import main
from generator.commands import terminal

from .conftest import ROOT
from .test_incremental import tree


def built(folder: Path, executor: Executor | None = None) -> dict[str, bytes]:
    """Every file of the sample site, made below a folder that holds nothing yet."""
    site, _ = config.load(ROOT / "mkdocs.yml", build=folder)
    assert pipeline.build(site, executor=executor).published
    return tree(folder / "site")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """The site as one process makes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(workers.VARIABLE, "1")
        yield built(tmp_path_factory.mktemp("alone") / "build")


@pytest.mark.parametrize("copies", [True, False], ids=["copies", "started afresh"])
def test_on_several_cores(
    alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copies: bool
) -> None:
    monkeypatch.setenv(workers.VARIABLE, "3")
    monkeypatch.setattr(workers, "COPIES", copies and workers.COPIES)
    assert built(tmp_path / "build") == alone


def test_workers_are_other_processes_and_a_killed_one_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(workers.VARIABLE, "2")
    seen = set(workers.spread(whose, range(40)))
    assert os.getpid() not in seen and seen
    assert list(workers.spread(partial(fatal, os.getpid()), range(5))) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("copies", [True, False], ids=["copies", "no copies"])
def test_later_is_done_once_by_another_process(monkeypatch: pytest.MonkeyPatch, copies: bool) -> None:
    monkeypatch.setenv(workers.VARIABLE, "2")
    monkeypatch.setattr(workers, "COPIES", copies and workers.COPIES)
    asked = workers.later(lambda: (os.getpid(), object()))
    assert (asked()[0] == os.getpid()) is not workers.COPIES
    assert asked() is asked()


def test_later_fails_as_the_work_does_and_a_killed_worker_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(workers.VARIABLE, "2")
    assert workers.later(partial(fatal, os.getpid(), 3))() == 3
    with pytest.raises(ZeroDivisionError):
        workers.later(lambda: 1 // 0)()


def test_what_nobody_asks_for_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would hold what it inherited: the lock of a build for example."""
    monkeypatch.setenv(workers.VARIABLE, "2")
    ended: list[BaseProcess] = []
    end = workers._end

    def noted(process: BaseProcess) -> None:
        end(process)
        ended.append(process)

    monkeypatch.setattr(workers, "_end", noted)
    for work in (lambda: "x" * 1_000_000, lambda: time.sleep(600)):
        workers.later(work)
        gc.collect()
    assert [process.exitcode is not None for process in ended] == [True] * (2 * workers.COPIES)


@pytest.mark.skipif(not workers.COPIES, reason="without copies there is nothing to wait for")
def test_an_error_before_the_answer_keeps_nobody_waiting() -> None:
    script = "import sys; from generator import workers; a = workers.later(lambda: 'x' * 1_000_000); sys.exit(a + 1)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert done.returncode == 1 and b"TypeError" in done.stderr


def test_where_no_process_can_begin_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(workers.VARIABLE, "2")
    monkeypatch.setattr(os, "fork", refuse)
    assert workers.later(os.getpid)() == os.getpid()


def refuse() -> int:
    raise OSError(errno.EAGAIN, "no more processes")


@pytest.mark.skipif(not workers.COPIES, reason="all work is done here")
def test_every_piece_of_work_of_a_build_is_done_by_its_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(workers.VARIABLE, "3")
    monkeypatch.setattr(workers, "_instead", lambda work: pytest.fail(f"left to the owner: {work}"))
    built(tmp_path / "build")


def whose(_: int) -> int:
    return os.getpid()


def fatal(owner: int, number: int) -> int:
    """Kills a worker, as a system short of memory does."""
    if number == 3 and os.getpid() != owner:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


class Counting(ThreadPoolExecutor):
    """Counts what it is given to do."""

    asked = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.asked += 1
        return super().submit(fn, *args, **kwargs)


def test_by_any_executor(alone: dict[str, bytes], tmp_path: Path) -> None:
    with Counting(2) as executor:
        assert built(tmp_path / "build", executor) == alone
        assert executor.asked >= 15


class Failing(Executor):
    """Does two things and then no more."""

    done = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        raise NotImplementedError

    def map(self, fn: Callable[..., Any], /, *items: Iterable[Any], timeout: float | None = None, chunksize: int = 1,
            ) -> Iterator[Any]:  # fmt: skip
        for number, item in enumerate(items[0]):
            if number == 2:
                raise ConnectionError("gone")
            self.done += 1
            yield fn(item)


def test_what_an_executor_leaves_is_done_here(alone: dict[str, bytes], tmp_path: Path) -> None:
    executor = Failing()
    assert built(tmp_path / "build", executor) == alone
    assert executor.done == 2


class Elsewhere(Counting):
    """Workers that have another version, which reads otherwise."""

    def map(self, fn: Callable[..., Any], /, *items: Iterable[Any], timeout: float | None = None, chunksize: int = 1,
            ) -> Iterator[Any]:  # fmt: skip
        self.asked += 1
        return iter([replace(fn(item), sources=(), understood=(), stamp="another") for item in items[0]])


def test_what_another_version_read_is_read_again(alone: dict[str, bytes], tmp_path: Path) -> None:
    with Elsewhere(1) as executor:
        assert built(tmp_path / "build", executor) == alone
        assert executor.asked == 1


def test_by_the_workers_of_dask(alone: dict[str, bytes], tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        said = ["build", "--config", str(ROOT / "mkdocs.yml"), "--build", str(tmp_path / "build")]
        assert main([*said, "--scheduler", cluster.scheduler_address]) == terminal.FINE
        asked = cluster.scheduler.transition_counter
    assert asked > 10  # states of tasks that the scheduler went through: it did the work
    assert tree(tmp_path / "build" / "site") == alone


def test_a_scheduler_that_is_not_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(remote, "SECONDS", 0.2)
    with remote.workers_of("tcp://127.0.0.1:9") as (executor, problems):
        assert executor is None and [problem.code for problem in problems] == ["E127"]
    monkeypatch.setattr(remote, "find_spec", lambda name: None)
    assert main(["build", "--config", str(ROOT / "mkdocs.yml"), "--scheduler", "tcp://127.0.0.1:9"]) == terminal.USAGE
    assert "pip install distributed" in capsys.readouterr().err
