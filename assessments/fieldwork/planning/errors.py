"""What planning refuses, and what the person can do about it."""

from collections.abc import Sequence

from agencies.models import User
from assessments.fieldwork.errors import FieldworkError
from assessments.models import Assessment, Locus


class PlanClosedError(FieldworkError):
    """The results of the period are open to the agencies, so that its plan stays as it is."""

    def __init__(self) -> None:
        super().__init__("Hasil periode ini sudah dibuka bagi instansi, jadi rencananya tidak dapat diubah lagi.")


class WindowsError(FieldworkError):
    """Windows that run backwards, overlap or stand in the wrong order; `problems` holds (stage, sentence)."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(sentence for _, sentence in self.problems))


class NotEligibleError(FieldworkError):
    """Someone named for a team who cannot be in it."""

    def __init__(self, people: Sequence[User], assessment: Assessment) -> None:
        self.people = tuple(people)
        names = ", ".join(person.full_name for person in people)
        place = assessment.office.name if assessment.office else "kantor pusat"
        wanted = "asesor atau ketua tim" if assessment.office else "orang"
        super().__init__(
            f"{names} bukan {wanted} {place}. Pilih orang lain, atau minta administrator memberi perannya."
        )


class ConflictOfInterestError(FieldworkError):
    """Someone named for a team, or entering answers, who declared a conflict of interest there."""

    def __init__(self, people: Sequence[User], assessment: Assessment) -> None:
        self.people = tuple(people)
        names = ", ".join(person.full_name for person in people)
        super().__init__(
            f"{names} menyatakan ada benturan kepentingan dengan {assessment.agency.name}, jadi tidak menilai di sana."
        )


class DeclarationNeededError(FieldworkError):
    """An answer before the person has declared their independence; the page links to where they do."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        super().__init__(
            f"Nyatakan dahulu independensi Anda terhadap {assessment.agency.name}; sesudah itu jawaban dapat disimpan."
        )


class LocusInUseError(FieldworkError):
    """A locus with work on it cannot leave the plan."""

    def __init__(self, locus: Locus) -> None:
        self.locus = locus
        super().__init__(
            f"{locus.unit.name} sudah mulai diisi, jadi tidak dapat dikeluarkan."
            " Nyatakan lokus ini tidak dinilai, dengan alasannya."
        )


class VisitClashError(FieldworkError):
    """Someone would have to be at two places at one time."""

    def __init__(self, *, person: User, unit: str, time: str) -> None:
        super().__init__(
            f"{person.full_name} sudah dijadwalkan ke {unit} pada hari itu pukul {time}. Pilih jam atau orang lain."
        )
