"""Addresses, mail addresses and handles in running text."""

import pytest

from ingest.extract import contacts

HASH = "AbCdEfGhIjKlMnOp"


def read(text: str, platform: str | None = None) -> list[tuple[str, str]]:
    return [(each.node.id, each.raw) for each in contacts(text, platform=platform)]


@pytest.mark.parametrize(
    ("text", "id", "raw"),
    [
        ("see https://t.me/good_name.", "telegram:@good_name", "https://t.me/good_name"),
        ("(t.me/good_name)", "telegram:@good_name", "t.me/good_name"),
        ("**t.me/good_name**", "telegram:@good_name", "t.me/good_name"),
        ("_t.me/good_name_", "telegram:@good_name", "t.me/good_name"),
        ("انضم t.me/good_name، الآن", "telegram:@good_name", "t.me/good_name"),
        ("t.me/good_nameقناة", "telegram:@good_name", "t.me/good_name"),
        ("hxxps://t[.]me/good_name", "telegram:@good_name", "hxxps://t[.]me/good_name"),
        ("t(.)me/good_name", "telegram:@good_name", "t(.)me/good_name"),
        ("go t . me / good_name now", "telegram:@good_name", "t . me / good_name"),
        ("𝐭.𝐦𝐞/𝐠𝐨𝐨𝐝_𝐧𝐚𝐦𝐞", "telegram:@good_name", "𝐭.𝐦𝐞/𝐠𝐨𝐨𝐝_𝐧𝐚𝐦𝐞"),
        ("t.me\u200b/good_name", "telegram:@good_name", "t.me\u200b/good_name"),
        (f"t.me/+{HASH}!", f"invite:t.me/+{HASH}", f"t.me/+{HASH}"),
        ("tg:resolve?domain=good_name", "telegram:@good_name", "tg:resolve?domain=good_name"),
        ("viber://chat?number=%2B447700900123", "+447700900123", "viber://chat?number=%2B447700900123"),
        ("tel:+44-7700-900123", "+447700900123", "tel:+44-7700-900123"),
        ("go to example.com.", "site:example.com", "example.com"),
        ("example.co.uk/way", "site:example.co.uk/way", "example.co.uk/way"),
        ("example.com中国", "site:example.com", "example.com"),
        ("https://example.org/wiki/A_(film)", "site:example.org/wiki/A_(film)", "https://example.org/wiki/A_(film)"),
        ("mail good@example.org.", "mail:good@example.org", "good@example.org"),
        ("good [at] example [dot] org", "mail:good@example.org", "good [at] example [dot] org"),
        ("mailto:good@example.org", "mail:good@example.org", "mailto:good@example.org"),
    ],
)
def test_an_address_ends_where_it_ends(text: str, id: str, raw: str) -> None:
    assert read(text) == [(id, raw)]


@pytest.mark.parametrize(
    "text",
    [
        "end.So we went",
        "today.It rains",
        "file.zip",
        "3.14",
        "e.g. this",
        "$example.com",
        "http://no-tld",
        "a.b.c",
        "Mr.Good",
    ],
)
def test_words_without_a_space_are_no_address(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "platform", "ids"),
    [
        ("ask @Good_Name.", "telegram", ["telegram:@good_name"]),
        ("ask ＠good_name", "telegram", ["telegram:@good_name"]),
        ("ask @good.name.", "instagram", ["instagram:@good.name"]),
        ("の@good_nameに", "telegram", ["telegram:@good_name"]),
        ("insta: @good.name", "telegram", ["instagram:@good.name"]),
        ("TG @good_name", "facebook", ["telegram:@good_name"]),
        ("تلگرام: @good_name", "instagram", ["telegram:@good_name"]),
        ("@good_name", None, []),
        ("@good_name", "whatsapp", []),
        ("@goodnameé", "telegram", []),
        ("@http://example.org", "telegram", []),
        ("f!@good_name", "telegram", []),
        ("good@good_name", "telegram", []),
        ("@me", "telegram", []),
        ("contact @good_name", "whatsapp", []),
        ("contact @good_name", "telegram", ["telegram:@good_name"]),
        ("@good_name.Next", "telegram", ["telegram:@good_name"]),
        ("RT@good_name", "x", ["x:@good_name"]),
        ("@good_name@example.org", "x", []),
        ("@@good_name", "telegram", []),
    ],
)
def test_a_handle_belongs_to_a_platform(text: str, platform: str | None, ids: list[str]) -> None:
    assert [each.node.id for each in contacts(text, platform=platform) if each.rule == "handle"] == ids


def test_a_mail_address_is_neither_handle_nor_site() -> None:
    assert read("john.doe.gov@example.com", "telegram") == [
        ("mail:john.doe.gov@example.com", "john.doe.gov@example.com")
    ]
