"""How a command refuses: every problem on stderr, exit 2."""

from collections.abc import Iterable

from django.core.management.base import SystemCheckError


class InputRefusedError(SystemCheckError):
    """Bad input; each problem is one line that says what to do."""

    # Of its kinds of error Django prints only this one without the name of a class before the sentence.

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems), returncode=2)
