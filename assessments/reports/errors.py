"""Why a report is not issued, taken back or handed out, each in a sentence for the person who asked."""

from assessments.models import Report


class ReportError(Exception):
    """Something about a report that cannot be done as things stand; the message says why."""


class AlteredReportError(ReportError):
    """The stored bytes of a report are gone, or are no longer those that were issued."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(f"Berkas laporan {report.public_id} hilang atau berubah sejak diterbitkan; pulihkan cadangan.")


class ChangedSinceError(ReportError):
    """What a report was made from has changed, so that no page or table can say what its PDF says."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(f"Data di balik laporan {report.number or report.written_code} berubah sejak diterbitkan.")


class NotDueError(ReportError):
    """A paper that is not for everyone, such as a certificate, was asked for where nobody earned it."""

    def __init__(self, report: Report) -> None:
        super().__init__(
            f"{report.get_kind_display()} tidak diterbitkan untuk {report.about}: syaratnya belum terpenuhi."
        )


class NoReasonError(ReportError):
    """A report was to be withdrawn without saying why."""

    def __init__(self) -> None:
        super().__init__("Tulis alasan pencabutan; alasan ini dibaca oleh siapa pun yang memeriksa laporan.")


class AlreadyWithdrawnError(ReportError):
    """A report was to be withdrawn that is withdrawn already."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"Laporan {report.number or report.written_code} sudah dicabut.")


class NothingToIssueError(ReportError):
    """Reports were asked for where no result is stored yet."""

    def __init__(self) -> None:
        super().__init__("Belum ada hasil yang dapat diterbitkan laporannya. Hitung dahulu hasil instansinya.")


class BatchFinishedError(ReportError):
    """An order was to be stopped or taken up again in which nothing is left to do so."""

    def __init__(self) -> None:
        super().__init__("Tidak ada lagi laporan yang dapat diubah; muat ulang halaman ini.")
