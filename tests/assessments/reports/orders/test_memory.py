"""A worker that draws one report after the other holds no more at last than at first; `make bench` asks for longer."""

import gc
import os
from pathlib import Path

from assessments.models import Result
from assessments.reports.kinds import pdf_of

MEGABYTE = 1024**2


def held() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def test_memory_stays_flat(four_results, small_paper, paper_of):
    papers = [paper_of(result) for result in Result.objects.with_names()]

    def draw_rounds(count):
        for _ in range(count):
            for paper in papers:
                pdf_of(paper)

    draw_rounds(3)
    before = held()
    draw_rounds(8)
    assert held() - before < 3
