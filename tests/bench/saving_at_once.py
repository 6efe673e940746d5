"""Fifty assessors saving at once: no error, nothing lost, and at least half of the floor's throughput.

Two gunicorn sync workers before a PostgreSQL of their own. Floor, in the same run, in turn, sent by the same client: a
signed-in view that does one UPDATE and one INSERT in a transaction. A save also finds the locus in the person's scope,
asks for team and independence, locks the locus, reads what others said, writes the answer, its history and the evidence
it saw, and answers with the state of the question.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.bench._senders import HOST, TOKEN, Lap, Post, send_all

if TYPE_CHECKING:
    from tests.bench._field_day import Assessor

AT_LEAST_FLOOR = 0.5
ASSESSORS = 50
LAPS = 5
EACH = 10
"""Posts of each person in a lap."""
PORT = 8139
ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Measure; 1 when anything failed, was lost, or took too long."""
    assessors, laps, each = (int(word) for word in sys.argv[1:]) if len(sys.argv) > 1 else (ASSESSORS, LAPS, EACH)
    if "TEST_DATABASE_URL" not in os.environ:
        command = [
            "env",
            "DURABLE=1",
            str(ROOT / "bin/postgres"),
            sys.executable,
            "-m",
            "tests.bench.saving_at_once",
            *sys.argv[1:],
        ]
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            VAR_DIR=folder,
            DATABASE_URL=os.environ["TEST_DATABASE_URL"].replace("/kepatuhan", "/postgres"),
            KEPATUHAN_MODE="local",
            DJANGO_SETTINGS_MODULE="tests.bench._floor_settings",
        )
        people = _prepare(assessors, answers=each * (laps + 1))
        with _server():
            return _measure(people, laps=laps, each=each)


def _prepare(assessors: int, *, answers: int) -> "list[Assessor]":
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from django.db import connections

    from tests.bench._field_day import begin

    people = begin(assessors, answers=answers)
    connections.close_all()
    return people


def _measure(people: "Sequence[Assessor]", *, laps: int, each: int) -> int:
    cookies = [one.cookie for one in people]
    saved = [send_all(PORT, cookies, [one.posts[:each] for one in people])]  # warms up, and is not measured
    floors: list[Lap] = []
    floor_posts = [[Post("/bench/", f"csrfmiddlewaretoken={TOKEN}", b"ditulis")] * each for _ in people]
    for lap in range(1, laps + 1):
        floors.append(send_all(PORT, cookies, floor_posts))
        saved.append(send_all(PORT, cookies, [one.posts[each * lap : each * (lap + 1)] for one in people]))
    problems = [problem for lap in (*floors, *saved) for problem in lap.problems]
    problems += _lost(people)
    measured = saved[1:]
    floor, save = median(lap.per_second for lap in floors), median(lap.per_second for lap in measured)
    client = sum(lap.client_cpu for lap in measured) / sum(lap.seconds for lap in measured)
    print(f"{len(people)} people, {sum(len(lap.waits) for lap in saved)} saves, {len(problems)} errors or losses")
    print(f"floor {floor:.0f}/s, saves {save:.0f}/s, ratio {save / floor:.2f}; the client took {client:.0%} of a core")
    waits = sorted(measured, key=lambda lap: lap.per_second)[len(measured) // 2]
    print(f"a save is answered within {waits.wait_at(50):.2f} s (half), {waits.wait_at(95):.2f} s (95 of 100)")
    for problem in problems[:5]:
        print(problem)
    kept = not problems and save / floor >= AT_LEAST_FLOOR
    print(f"saving at once: {'kept' if kept else 'BROKEN'}")
    return 0 if kept else 1


def _lost(people: "Sequence[Assessor]") -> Iterator[str]:
    """What was said to be saved and does not stand: answers, their versions, and their history."""
    from agencies.models import Event
    from assessments.models import Answer

    for one in people:
        rows = Answer.objects.filter(rater=one.person)
        stored = {(row.indicator, row.method, row.subject_id): (row.version, int(row.value or 0)) for row in rows}
        if stored != one.given:
            yield f"{one.person}: {len(one.given)} answers given, {len(stored)} stand, or others than given"
        history = Event.objects.filter(actor=one.person, verb="record_answer").count()
        if history != len(one.posts):
            yield f"{one.person}: {len(one.posts)} saves, {history} in the history"


@contextmanager
def _server() -> Iterator[None]:
    """Two gunicorn workers as in docs/operations.md, until the measuring is done."""
    command = [sys.executable, "-m", "gunicorn", "--bind", f"{HOST}:{PORT}", "--workers", "2", "--timeout", "60"]
    server = subprocess.Popen([*command, "--no-control-socket", "--log-level", "warning", "kepatuhan.wsgi"], cwd=ROOT)
    try:
        for _ in range(200):
            try:
                socket.create_connection((HOST, PORT), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    sys.exit(main())
