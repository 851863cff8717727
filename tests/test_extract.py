"""Contacts out of texts: registry, spans, order, hints and cards."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Account, Email, Group, Handle, Invite, Phone, Post, Site
from ingest.extract import EXTRACTORS, Found, find_contacts, read_card_numbers, read_hint
from ingest.record import Card, Hint

HASH = "AbCdEfGhIjKlMnOp"


def ids(found: list[Found]) -> list[str]:
    return [each.node.id for each in found]


def test_all_kinds_are_found_in_the_order_of_the_text() -> None:
    text = (
        f"Join t.me/+{HASH}, ask @good_name or good@example.org, WhatsApp 0044 7700 900123, "
        "https://facebook.com/groups/123456789 https://x.com/a/status/77 www.example.org https://m.me/100012345678901"
    )
    found = find_contacts(text, platform="telegram")
    assert [(type(each.node), each.node.id, each.rule, each.app) for each in found] == [
        (Invite, f"invite:t.me/+{HASH}", "t.me", "telegram"),
        (Handle, "telegram:@good_name", "handle", "telegram"),
        (Email, "mail:good@example.org", "mail", "mail"),
        (Phone, "+447700900123", "phone", "whatsapp"),
        (Group, "facebook:group123456789", "facebook", "facebook"),
        (Post, "x:post77", "x", "x"),
        (Site, "site:example.org", "web", "web"),
        (Account, "facebook:100012345678901", "m.me", "messenger"),
    ]
    assert [each.begin for each in found] == sorted(each.begin or 0 for each in found)


def test_a_text_without_contacts_gives_none() -> None:
    assert find_contacts("We left at night (with friends). It cost 5000 €: too much, 12:30") == []


def test_words_that_a_link_carries_are_read_without_a_place() -> None:
    found = find_contacts("https://wa.me/447700900123?text=join%20t.me/good_name now")
    assert [(each.node.id, each.begin) for each in found] == [("+447700900123", 0), ("telegram:@good_name", None)]


def test_links_in_links_end() -> None:
    link = "https://t.me/share/url?text=a"
    for _ in range(30):
        link = "https://t.me/share/url?text=" + link.replace("%", "%25").replace("&", "%26").replace("?", "%3F")
        link = link[:3000]
    assert len(find_contacts(link)) < 5


def test_a_hidden_link_keeps_the_words_it_hides_behind() -> None:
    hint = Hint(value="https://t.me/good_name", rule="text_link", begin=4, raw="here")
    assert read_hint(hint, platform="telegram", regions=()) == [
        Found(Handle(id="telegram:@good_name"), "here", 4, "text_link", "telegram")
    ]


def test_a_button_gives_its_address_and_no_place() -> None:
    hint = Hint(value="https://wa.me/447700900123?text=or%20t.me/good_name", rule="button")
    found = read_hint(hint, platform="telegram", regions=())
    assert [(each.node.id, each.begin) for each in found] == [("+447700900123", None), ("telegram:@good_name", None)]
    assert (found[0].raw, found[0].rule) == (hint.value, "button")


def test_a_mention_by_id_is_the_account() -> None:
    account = Account(id="telegram:user1")
    hint = Hint(value="Good Name", rule="mention_name", begin=0, raw="Good Name", node=account)
    assert read_hint(hint, platform="telegram", regions=()) == [
        Found(account, "Good Name", 0, "mention_name", "telegram")
    ]


@pytest.mark.parametrize(
    ("rule", "text"),
    [("link", "t.me/good_name"), ("mention", "@good_name"), ("phone", "+447700900123"), ("email", "good@example.org")],
)
def test_what_a_format_marks_in_the_text_is_what_the_text_gives(rule: str, text: str) -> None:
    hint = Hint(value=text, rule=rule, begin=0, raw=text)
    assert read_hint(hint, platform="telegram", regions=()) == find_contacts(text, platform="telegram")


def test_a_marked_number_without_country_keeps_its_digits() -> None:
    [found] = read_hint(Hint(value="07700 900123", rule="phone", begin=0), platform=None, regions=("GB",))
    assert (found.node.id, found.candidates) == ("national:07700900123", ("GB",))


def test_a_hint_that_leads_nowhere_gives_nothing() -> None:
    assert read_hint(Hint(value="just words", rule="button"), platform="telegram", regions=()) == []


def test_a_card_gives_its_numbers() -> None:
    card = Card(name="Good Name", phones=("+44 7700 900123", "12025550123", "07700 900124", "none"))
    assert [(each.node.id, each.rule, each.begin) for each in read_card_numbers(card, regions=("GB",))] == [
        ("+447700900123", "card", None),
        ("+12025550123", "card", None),
        ("national:07700900124", "card", None),
    ]


PIECES = st.sampled_from(
    [
        "+44 7700 900123", "0044", " ", "\n", "t.me/", "@good_name", "wa.me/447700900123", "good@example.org", "(", ")",
        "12/05/2024", "5000€", "9\ufe0f\u20e3", "٠٠٤٤٧٧٠٠٩٠٠١٢٣", "\u202a", "\u200f", "WhatsApp", ":", ",", ".", "é",
        "𝟒", "https://", "facebook.com/groups/1", "تلگرام", "t . me / x", "(.)", "\ud800", "\x00", "\x1f", "x",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(
    st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=60),
    st.sampled_from([None, "telegram", "facebook", "whatsapp", "nowhere"]),
)
def test_spans_give_back_the_raw_text_and_never_overlap(text: str, platform: str | None) -> None:
    found = [each for each in find_contacts(text, platform=platform, regions=("GB", "DE")) if each.begin is not None]
    end = 0
    for each in found:
        assert each.begin is not None
        assert each.begin >= end
        end = each.begin + len(each.raw)
        assert text[each.begin : end] == each.raw != ""


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.sampled_from(["text_link", "button", "link", "mention", "phone", "email"]))
def test_no_hint_and_no_card_raises(text: str, rule: str) -> None:
    assert all(each.rule for each in read_hint(Hint(value=text, rule=rule), platform="telegram", regions=("GB",)))
    assert all(each.rule == "card" for each in read_card_numbers(Card(name="", phones=(text,)), regions=("GB",)))


@pytest.mark.parametrize("name", EXTRACTORS)
def test_every_extractor_takes_part(name: str) -> None:
    text = {
        "links": "t.me/good_name",
        "mails": "good@example.org",
        "handles": "@good_name",
        "phones": "+44 7700 900123",
    }[name]
    assert len(find_contacts(f"ask {text} now", platform="telegram")) == 1
