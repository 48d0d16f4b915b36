import pytest

from service.hr.schemas import FILE_KINDS, FileKind
from service.web.loading.templates import template


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.name)
def test_it_has_every_column_and_an_example_in_all_that_must_be_filled_in(kind: FileKind) -> None:
    columns, row = template(kind)
    assert list(columns) == list(kind.columns)
    assert all(dict(zip(columns, row, strict=True))[column] for column in kind.required)
