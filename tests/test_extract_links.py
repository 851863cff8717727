"""Addresses, mail addresses and handles in running text."""

import pytest

from ingest.extract import find_contacts

HASH = "AbCdEfGhIjKlMnOp"


def read(text: str, platform: str | None = None) -> list[tuple[str, str]]:
    return [(each.node.id, each.raw) for each in find_contacts(text, platform=platform)]


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
    assert [each.node.id for each in find_contacts(text, platform=platform) if each.rule == "handle"] == ids


def test_a_mail_address_is_neither_handle_nor_site() -> None:
    assert read("john.doe.gov@example.com", "telegram") == [
        ("mail:john.doe.gov@example.com", "john.doe.gov@example.com")
    ]


CODE = "AbCdEfGhIjKlMnOpQrStUv"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("https://t.me/northhttps://t.me/south", ["telegram:@north", "telegram:@south"]),
        ("https://t.me/northhttp://t.me/south", ["telegram:@north", "telegram:@south"]),
        ("t.me/northpartt.me/southpart", ["telegram:@northpart", "telegram:@southpart"]),
        ("t.me/north,t.me/south", ["telegram:@north", "telegram:@south"]),
        ("https://t.me/north/https://t.me/south", ["telegram:@north", "telegram:@south"]),
        ("https://t.me/northwww.example.org", ["telegram:@north", "site:example.org"]),
        (
            f"https://chat.whatsapp.com/{CODE}https://wa.me/442079460123",
            [f"invite:chat.whatsapp.com/{CODE}", "+442079460123"],
        ),
        (f"chat.whatsapp.com/{CODE}join", [f"invite:chat.whatsapp.com/{CODE}"]),
        ("https://wa.me/442079460123https://wa.me/447700900123", ["+442079460123", "+447700900123"]),
        ("wa.me/442079460123wa.me/447700900123", ["+442079460123", "+447700900123"]),
        ("wa.me/442079460123https//t.me/south", ["+442079460123", "telegram:@south"]),
        ("https://example.org/wayhttps://t.me/south", ["site:example.org/way", "telegram:@south"]),
        ("https://wa.me/442079460123good@example.org", ["+442079460123", "mail:good@example.org"]),
        ("good@example.orghttps://t.me/south", ["mail:good@example.org", "telegram:@south"]),
        ("https://t.me/north@south", ["telegram:@north", "telegram:@south"]),
        ("https://t.me/northgood@example.org", []),
        ("https://t.me/+447700900123call", ["+447700900123"]),
        ("قناتناhttps://t.me/northhttps://t.me/southقناة", ["telegram:@north", "telegram:@south"]),
        ("کانال t.me/north،t.me/south", ["telegram:@north", "telegram:@south"]),
        ("https://l.facebook.com/l.php?u=https://t.me/north", ["telegram:@north"]),
        ("https://example.org/old/https://t.me/north", ["site:example.org/old/https:/t.me/north"]),
    ],
)
def test_what_is_written_together_is_two(text: str, ids: list[str]) -> None:
    assert [id for id, _ in read(text, "telegram")] == ids


@pytest.mark.parametrize(
    ("text", "id", "app"),
    [
        ("https://wa.me/+44 20 7946 0123", "+442079460123", "whatsapp"),
        ("https://wa.me/+44 20 7946 0123 now", "+442079460123", "whatsapp"),
        ("https://wa.me/44 20 7946 0123", "+442079460123", "whatsapp"),
        ("https://wa.me/ +44 (20) 7946-0123", "+442079460123", "whatsapp"),
        ("https://wa.me/(+44) 20.7946.0123", "+442079460123", "whatsapp"),
        ("wa.me/+4420794 60123", "+442079460123", "whatsapp"),
        ("https://t.me/+44 20 7946 0123", "+442079460123", "telegram"),
        ("https://t.me/+4420 7946 0123", "+442079460123", "telegram"),
        ("https://t. me/+44 20 7946 0123", "+442079460123", "telegram"),
        ("https://api.whatsapp.com/send?phone=+44 7700 900123", "+447700900123", "whatsapp"),
        ("whatsapp://send?phone=44 7700 900123", "+447700900123", "whatsapp"),
        ("viber://chat?number=+44 7700 900123", "+447700900123", "viber"),
        ("https://signal.me/#p/+44 7700 900123", "+447700900123", "signal"),
        ("tel:+44 20 7946 0123", "+442079460123", "phone"),
        ("اكتبوا https://wa.me/+٤٤ ٢٠ ٧٩٤٦ ٠١٢٣ الآن", "+442079460123", "whatsapp"),
    ],
)
def test_the_number_behind_a_host_is_read_with_its_blanks(text: str, id: str, app: str) -> None:
    assert [(each.node.id, each.app) for each in find_contacts(text, platform="telegram")] == [(id, app)]


@pytest.mark.parametrize(
    "text",
    [
        "https://wa.me/", "ask on t.me please", "https://t.me/+44 tonight", "chat.whatsapp.com", "viber://", "m.me",
        "https://t.me/addstickers/pack2079460123", "https://youtube.com/feed/2079460123", "https://bit.ly/ or bit.ly",
        "https://instagram.com/explore/locations/2079460123/", "https://wa.me/?text=hello", "tiktok.com/@",
    ],
)  # fmt: skip
def test_a_host_of_an_app_alone_is_no_contact(text: str) -> None:
    assert read(text, "telegram") == []


@pytest.mark.slow
@pytest.mark.parametrize("separator", ["https://t.me/x" * 8, "t.me/", "http:", "@a", "wa.me/1", "(dot)", "t . "])
def test_hostile_repetition_costs_what_its_length_does(separator: str) -> None:
    find_contacts(separator * (100_000 // len(separator)), platform="telegram")
