"""Names in worlds: what files show to be an account's own, by the rule that the truth of every family follows."""

import pytest

from worlds.bearing import Bearing


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ([("seen", 1)], True),
        ([("shown", 1)], False),
        ([("shown", 1), ("shown", 1)], False),
        ([("shown", 1), ("shown", 2)], True),
        ([("shown", 1), ("shown", 2), ("saved", 3)], False),
        ([("shown", 1), ("history", 9)], True),
        ([("saved", 1), ("saved", 5)], False),
    ],
)
def test_what_one_phone_or_an_address_book_says_is_not_known_to_be_an_accounts_own_name(
    said: list[tuple[str, int]], own: bool
) -> None:
    names = Bearing()
    for how, day in said:
        names.note("telegram:user1", "Sam Doe", how, day)
    assert names.is_own("telegram:user1", "Sam Doe") is own
    assert not names.is_own("telegram:user1", "Ida Roe")
