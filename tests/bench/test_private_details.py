from bench.private_details import measure


def test_what_is_written_of_people_is_mostly_found_and_work_is_left_alone() -> None:
    figures, _ = measure()
    assert figures["sentences"] >= 150
    assert figures["found_name"] >= 0.9
    assert figures["found_health"] >= 0.9
    assert figures["found_address"] >= 0.9
    assert figures["marked_needlessly"] <= 0.05
    assert figures["example_sentences_marked"] <= 0.03
    assert figures["example_sentences_marked_wrongly"] <= 0.005
    assert figures["bench_texts_marked"] == 0
