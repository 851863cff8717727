"""Native ids of a table: one thing has one id however a sheet writes it, and two things never share one."""

import pytest

from graph import forms
from graph.model import Group
from ingest.sources.table import ids


def test_one_whatsapp_number_is_one_account_in_any_writing() -> None:
    writings = ("+49 30 23125 001", "+49 (0)30 23125 001", "0049 30 23125001", "493023125001@c.us")
    assert {ids.make_account("whatsapp", text).id for text in writings} == {"whatsapp:+493023125001"}


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("-1000000012345", "telegram:channel12345"),
        ("-1001234567890", "telegram:channel1234567890"),
        ("-1001234567", "telegram:chat1001234567"),
        ("-1001234", "telegram:chat1001234"),
        ("channel0012345", "telegram:channel12345"),
    ],
)
def test_a_basic_group_whose_number_begins_with_100_is_no_channel(text: str, id: str) -> None:
    assert ids.make_group("telegram", text).id == id


def test_zeros_before_a_number_make_no_other_account() -> None:
    assert ids.make_account("telegram", "007").id == "telegram:user7"
    assert ids.make_account("facebook", "007").id == "facebook:7"
    assert ids.make_post("telegram", "005", Group(id="telegram:channel1")).id == "telegram:channel1/5"
    assert ids.make_account("viber", "007").id == "viber:007"  # not known to be a number


def test_an_account_never_takes_the_id_of_a_handle() -> None:
    assert forms.make_handle_id("viber", "@boats") == "viber:@boats"
    with pytest.raises(ValueError, match="no id of an account"):
        ids.make_account("viber", "@boats")


@pytest.mark.parametrize("word", ids.TAKEN)
def test_a_platform_never_takes_the_word_that_begins_other_ids(word: str) -> None:
    with pytest.raises(ValueError, match="no platform"):
        ids.normalize_platform(word)
