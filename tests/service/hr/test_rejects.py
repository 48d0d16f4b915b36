from service.hr.rejects import LONGEST_VALUE
from service.personal_numbers import HIDDEN
from tests.service.hr.conftest import reject

CPR = "0101901234"


def test_a_personal_number_is_in_none_of_its_cells():
    made = reject(source=CPR, column=CPR, value=f"x {CPR}", reason=CPR, fix=CPR)
    assert made.cells() == (HIDDEN, "linje 3", HIDDEN, HIDDEN, HIDDEN, HIDDEN)


def test_a_long_value_is_shortened():
    assert len(reject(value="å" * 1000).cells()[3]) == LONGEST_VALUE
