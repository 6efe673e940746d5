"""Respondents outside the field days."""

from datetime import date

from assessments.quality.rules.outside_field import find


def asked(said):
    return [said("IN-01", 3, method="interview", kind="officer-pelayanan"), said("IN-02", 3)]


def test_before_the_window_and_before_the_first_visit_are_two_findings(snapshot, said):
    window, visits = (date(2026, 11, 3), date(2026, 12, 18)), (date(2026, 11, 5), date(2026, 11, 4))
    first, second = find(snapshot(said=asked(said), window=window, visits=visits))
    assert (first.key, second.key) == ("window", "visit")
    assert first.sentence.endswith("masa pengambilan data, 3 November 2026 sampai 18 Desember 2026.")
    assert second.sentence == "1 jawaban responden diisi sebelum kunjungan pertama, 4 November 2026."


def test_on_the_first_day_of_both_nothing_is_found(snapshot, said):
    day = date(2026, 11, 2)
    assert not list(find(snapshot(said=asked(said), window=(day, day), visits=(day,))))


def test_documents_may_be_read_on_any_day(snapshot, said):
    assert not list(find(snapshot(said=[said("IN-02", 3)], visits=(date(2026, 12, 1),))))
