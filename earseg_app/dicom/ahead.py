"""Decode images a few ahead of where they are used, on the cores that are there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from earseg_app.dicom.hounsfield import HuArray

MAX_WORKERS = 4


@contextmanager
def ahead(image: Callable[[int], HuArray], order: Sequence[int]) -> Iterator[Callable[[int], HuArray]]:
    """A function like `image` whose results are prepared in the given order; each index may be asked for once.

    At most twice as many images as workers are held. What `image` raises comes out where its result is asked for.
    """
    workers = min(MAX_WORKERS, os.cpu_count() or 1)
    waiting = iter(order)
    futures: dict[int, Future[HuArray]] = {}
    with ThreadPoolExecutor(workers, thread_name_prefix="decode") as pool:

        def submit() -> None:
            index = next(waiting, None)
            if index is not None:
                futures[index] = pool.submit(image, index)

        def get(index: int) -> HuArray:
            result = futures.pop(index).result() if index in futures else image(index)
            submit()
            return result

        for _ in range(2 * workers):
            submit()
        try:
            yield get
        finally:
            pool.shutdown(cancel_futures=True)
