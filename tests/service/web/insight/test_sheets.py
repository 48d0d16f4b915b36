from flask import Flask

from service.web.insight.sheets import sheet


def test_a_table_is_saved_as_a_file_that_nobody_in_between_keeps() -> None:
    with Flask(__name__).test_request_context():
        answer = sheet("fordeling", ["gruppe"], [["=1"]])
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == "attachment; filename=fordeling.csv"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.get_data(as_text=True) == "\ufeffgruppe\r\n'=1\r\n"
