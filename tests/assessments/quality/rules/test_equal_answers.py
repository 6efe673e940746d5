"""Answers that are all alike."""

from assessments.quality.rules.equal_answers import find

CODES = ("IN-01", "IN-02", "IN-03")


def officer(said, number, levels):
    return [
        said(f"PR-0{place}", level, method="interview", kind="officer-pelayanan", number=number)
        for place, level in enumerate(levels, start=1)
    ]


def user(said, number, levels):
    return [
        said(code, level, method="survey", kind="user", number=number)
        for code, level in zip(CODES, levels, strict=True)
    ]


def test_an_officer_who_says_the_same_to_all_is_named_by_number(snapshot, said):
    (found,) = find(snapshot(said=[*officer(said, 1, [4, 4, 4, 4, 4]), *officer(said, 2, [4, 3, 4, 4, 4])]))
    assert found.severity == "warning"
    assert found.details == ("Petugas pelayanan 1: semua 4 (5 jawaban)",)


def test_four_answers_are_too_few_to_tell(snapshot, said):
    assert not list(find(snapshot(said=officer(said, 1, [4, 4, 4, 4]))))


def test_ten_users_who_answer_alike_are_found(snapshot, said):
    alike = [each for number in range(1, 11) for each in user(said, number, [3, 4, 3])]
    (found,) = find(snapshot(said=alike))
    assert found.sentence == "10 pengguna layanan menjawab persis sama."
    assert found.indicators == CODES


def test_more_than_half_of_flat_users_are_found_and_half_is_not(snapshot, said):
    def of(flat):
        levels = [[number % 4] * 3 if number <= flat else [1, 2, number % 5] for number in range(1, 11)]
        return snapshot(said=[each for number, given in enumerate(levels, 1) for each in user(said, number, given)])

    (found,) = find(of(6))
    assert found.sentence == "6 dari 10 pengguna layanan memberi nilai yang sama pada semua pertanyaan."
    assert not list(find(of(5)))


def test_nine_users_are_too_few_to_tell(snapshot, said):
    assert not list(find(snapshot(said=[each for number in range(1, 10) for each in user(said, number, [3, 3, 3])])))
