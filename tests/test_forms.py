"""Normal forms: what is one thing gets one id, in any writing."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import forms

HASH = "AbCdEfGhIjKlMnOp"
CODE = "AbCdEfGhIjKlMnOpQrStUv"

# Every row of the table of links: what is written, the label, the id.
LEADS = [
    ("https://t.me/Good_Name", "Handle", "telegram:@good_name"),
    ("t.me/s/Good_Name", "Handle", "telegram:@good_name"),
    ("good_name.t.me", "Handle", "telegram:@good_name"),
    ("https://telegram.me/good_name", "Handle", "telegram:@good_name"),
    ("telegram.dog/good_name", "Handle", "telegram:@good_name"),
    ("tg://resolve?domain=Good_Name", "Handle", "telegram:@good_name"),
    ("tg:resolve?domain=good_name", "Handle", "telegram:@good_name"),
    ("https://web.telegram.org/k/#@good_name", "Handle", "telegram:@good_name"),
    ("https://t.me/good_name/17", "Handle", "telegram:@good_name"),
    ("https://t.me/c/1001/17", "Group", "telegram:channel1001"),
    ("tg://privatepost?channel=1001&post=17", "Group", "telegram:channel1001"),
    ("tg://user?id=1001", "Account", "telegram:user1001"),
    (f"https://t.me/+{HASH}", "Invite", f"invite:t.me/+{HASH}"),
    (f"https://t.me/joinchat/{HASH}", "Invite", f"invite:t.me/+{HASH}"),
    (f"tg://join?invite={HASH}", "Invite", f"invite:t.me/+{HASH}"),
    (f"t.me/addlist/{HASH}", "Invite", f"invite:t.me/addlist/{HASH}"),
    (f"t.me/contact/{HASH}", "Invite", f"invite:t.me/contact/{HASH}"),
    (f"t.me/m/{HASH}", "Invite", f"invite:t.me/m/{HASH}"),
    ("t.me/+447700900123", "Phone", "+447700900123"),
    ("tg://resolve?phone=447700900123", "Phone", "+447700900123"),
    ("https://wa.me/447700900123", "Phone", "+447700900123"),
    ("wa.me/+447700900123", "Phone", "+447700900123"),
    ("https://api.whatsapp.com/send?phone=447700900123&text=hi", "Phone", "+447700900123"),
    ("https://web.whatsapp.com/send?phone=%2B447700900123", "Phone", "+447700900123"),
    ("whatsapp://send?phone=447700900123", "Phone", "+447700900123"),
    (f"https://chat.whatsapp.com/{CODE}", "Invite", f"invite:chat.whatsapp.com/{CODE}"),
    (f"https://chat.whatsapp.com/invite/{CODE}?mode=x", "Invite", f"invite:chat.whatsapp.com/{CODE}"),
    ("https://wa.me/message/ABCDEF1", "Invite", "invite:wa.me/message/ABCDEF1"),
    ("https://wa.me/qr/ABCDEF1", "Invite", "invite:wa.me/qr/ABCDEF1"),
    ("https://whatsapp.com/channel/0029VaAbC", "Group", "whatsapp:channel0029VaAbC"),
    ("https://www.whatsapp.com/channel/0029VaAbC", "Group", "whatsapp:channel0029VaAbC"),
    ("https://signal.me/#p/+447700900123", "Phone", "+447700900123"),
    ("sgnl://signal.me/#p/+447700900123", "Phone", "+447700900123"),
    ("https://signal.me/#eu/AbC_-1", "Handle", "signal:@eu/AbC_-1"),
    ("https://signal.group/#CjQKIAbC", "Invite", "invite:signal.group/#CjQKIAbC"),
    ("sgnl://signal.group/#CjQKIAbC", "Invite", "invite:signal.group/#CjQKIAbC"),
    ("viber://chat?number=%2B447700900123", "Phone", "+447700900123"),
    ("viber://add?number=447700900123", "Phone", "+447700900123"),
    ("https://invite.viber.com/?g=AbCdEf", "Invite", "invite:invite.viber.com/?g=AbCdEf"),
    ("https://invite.viber.com/?g2=AbCdEf", "Invite", "invite:invite.viber.com/?g2=AbCdEf"),
    ("viber://pa?chatURI=goodname", "Handle", "viber:@goodname"),
    ("https://m.me/good.name", "Handle", "facebook:@goodname"),
    ("https://www.messenger.com/t/good.name", "Handle", "facebook:@goodname"),
    ("https://m.me/100012345678901", "Account", "facebook:100012345678901"),
    ("https://m.me/j/AbCdEf", "Invite", "invite:m.me/j/AbCdEf"),
    ("https://s.imoim.net/AbCdEf", "Invite", "invite:s.imoim.net/AbCdEf"),
    ("https://profile.imo.im/profileshare/shr.AbC", "Invite", "invite:profile.imo.im/profileshare/shr.AbC"),
    ("https://m.facebook.com/Good.Name?mibextid=ZbWKwL", "Handle", "facebook:@goodname"),
    ("https://fb.com/goodname", "Handle", "facebook:@goodname"),
    ("https://www.facebook.com/profile.php?id=100012345678901&__tn__=x", "Account", "facebook:100012345678901"),
    ("https://www.facebook.com/people/Good-Name/100012345678901/", "Account", "facebook:100012345678901"),
    ("https://www.facebook.com/groups/123456789", "Group", "facebook:group123456789"),
    ("https://www.facebook.com/groups/goodname/", "Handle", "facebook:@groups/goodname"),
    ("https://facebook.com/permalink.php?story_fbid=77&id=88", "Post", "facebook:post77"),
    ("https://facebook.com/goodname/posts/77", "Post", "facebook:post77"),
    ("https://facebook.com/groups/123456789/permalink/77/", "Post", "facebook:post77"),
    ("https://l.facebook.com/l.php?u=https%3A%2F%2Ft.me%2Fgood_name&h=x", "Handle", "telegram:@good_name"),
    ("https://instagram.com/Good.Name?igsh=x", "Handle", "instagram:@good.name"),
    ("https://ig.me/m/good.name", "Handle", "instagram:@good.name"),
    ("https://www.instagram.com/p/CaBcD_-/", "Post", "instagram:postCaBcD_-"),
    ("https://www.instagram.com/good.name/reel/CaBcD/", "Post", "instagram:postCaBcD"),
    ("https://www.instagram.com/tv/CaBcD/", "Post", "instagram:postCaBcD"),
    ("https://ig.me/j/AbCdEf", "Invite", "invite:ig.me/j/AbCdEf"),
    ("https://www.tiktok.com/@good.name", "Handle", "tiktok:@good.name"),
    ("https://www.tiktok.com/@good.name/video/7123", "Post", "tiktok:post7123"),
    ("https://x.com/Good_Name", "Handle", "x:@good_name"),
    ("https://mobile.twitter.com/good_name", "Handle", "x:@good_name"),
    ("https://twitter.com/good_name/status/7123?s=20", "Post", "x:post7123"),
    ("https://x.com/i/user/7123", "Account", "x:7123"),
    ("https://youtube.com/channel/UC" + CODE, "Account", "youtube:UC" + CODE),
    ("https://youtube.com/@GoodName", "Handle", "youtube:@goodname"),
    ("https://www.youtube.com/watch?v=AbC-dEf&t=1", "Post", "youtube:postAbC-dEf"),
    ("https://youtu.be/AbC-dEf?si=x", "Post", "youtube:postAbC-dEf"),
    ("tel:+44-7700-900123", "Phone", "+447700900123"),
    ("sms:+447700900123?body=hi", "Phone", "+447700900123"),
    ("mailto:Good@Example.org?subject=x", "Email", "mail:good@example.org"),
    ("good (at) example (dot) org", "Email", "mail:good@example.org"),
    ("https://vm.tiktok.com/AbC/", "Site", "site:vm.tiktok.com/AbC"),
    ("bit.ly/AbC", "Site", "site:bit.ly/AbC"),
    ("https://t.co/AbC", "Site", "site:t.co/AbC"),
    ("fb.me/AbC", "Site", "site:fb.me/AbC"),
    ("https://vb.me/AbC", "Site", "site:vb.me/AbC"),
    ("hxxps://t[.]me/good_name", "Handle", "telegram:@good_name"),
    ("t(.)me/good_name", "Handle", "telegram:@good_name"),
    ("t . me / good_name", "Handle", "telegram:@good_name"),
    ("https://t.me/good_name).", "Handle", "telegram:@good_name"),
    ("https://EXAMPLE.org/Path/?utm_source=a&b=C&fbclid=x#top", "Site", "site:example.org/Path?b=C"),
    ("http://user@evil.example.org:8080/x", "Site", "site:evil.example.org:8080/x"),
    ("https://en.example.org/wiki/Name_(film)", "Site", "site:en.example.org/wiki/Name_(film)"),
]

NO_HANDLES = [
    "addemoji", "addstickers", "addtheme", "auth", "boost", "call", "confirmphone", "giftcode", "invoice", "login",
    "nft", "proxy", "setlanguage", "share", "socks", "web", "iv", "bg",
]  # fmt: skip


@pytest.mark.parametrize(("written", "label", "id"), LEADS)
def test_a_link_leads_to(written: str, label: str, id: str) -> None:
    found = forms.read_address(written)
    assert found is not None
    assert (found.label, found.id) == (label, id)


@pytest.mark.parametrize("word", [*NO_HANDLES, "a"])
def test_a_reserved_word_is_no_handle(word: str) -> None:
    found = forms.read_address(f"https://t.me/{word}/x")
    assert found is None or found.label == ""


@pytest.mark.parametrize(
    "written",
    [
        "t.me", "https://t.me/", "t.me/+44", "t.me/+4420", "wa.me", "https://wa.me/+44", "chat.whatsapp.com",
        "https://chat.whatsapp.com/", "https://web.whatsapp.com", "signal.me", "https://signal.group/", "viber://",
        "viber://chat", "tg://", "tg://settings", "whatsapp://send", "invite.viber.com", "m.me", "facebook.com",
        "https://m.facebook.com/", "https://www.facebook.com/login", "https://facebook.com/help/x", "instagram.com",
        "https://instagram.com/explore/tags/sea", "tiktok.com", "https://tiktok.com/@", "youtube.com/feed/history",
        "youtu.be", "bit.ly", "https://t.co/", "discord.gg", "vk.com", "web.telegram.org", "https://l.facebook.com/",
    ],
)  # fmt: skip
def test_the_host_of_an_app_or_service_alone_leads_nowhere(written: str) -> None:
    assert forms.read_address(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "https://facebook.com/events/123456789",
        "https://youtube.com/c/GoodName",
        "https://www.facebook.com/share/AbCdE1",
    ],
)
def test_a_page_that_is_one_thing_is_a_site(written: str) -> None:
    found = forms.read_address(written)
    assert found is not None
    assert found.label == "Site"


@pytest.mark.parametrize(
    "text",
    ["", "hello", "two words", "end.So", "today.It", "file.zip", "3.14", "http://no-tld", "@name", "a@b", "x" * 9999],
)
def test_what_is_no_address_leads_nowhere(text: str) -> None:
    assert forms.read_address(text) is None


def test_words_that_a_link_carries_are_kept() -> None:
    assert [
        found and found.text
        for found in map(
            forms.read_address, ["https://wa.me/447700900123?text=see%20t.me/x", "https://wa.me/?text=t.me/xy"]
        )
    ] == ["see t.me/x", "t.me/xy"]


def test_a_link_with_a_national_number_keeps_the_digits() -> None:
    found = forms.read_address("tel:07700900123", ["GB", "FR"])
    assert found is not None
    assert (found.id, found.candidates) == ("national:07700900123", ("GB",))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+44 7700 900123", "+447700900123"),
        ("0044 (0) 7700-900.123", "+447700900123"),
        ("٠٠٤٤٧٧٠٠٩٠٠١٢٣", "+447700900123"),
        ("＋۴۴ ۷۷۰۰ ۹۰۰۱۲۳", "+447700900123"),
        ("+33 6 39 98 12 34", "+33639981234"),
        ("+44 1632 960123", "+441632960123"),
        ("+353 20 912 3456", "+353209123456"),
        ("+1 202 555 0123", "+12025550123"),
        ("07700 900123", None),
        ("+1 555 0123", None),
        ("+44 7700 900123 x", None),
        ("", None),
    ],
)
def test_a_number_has_one_form(written: str, number: str | None) -> None:
    assert forms.parse_phone(written) == number


def test_a_known_region_completes_a_national_number() -> None:
    assert forms.parse_phone("07700 900123", "GB") == "+447700900123"


@pytest.mark.parametrize("written", ["7700900123", "07700900123"])
def test_with_and_without_its_zero_a_number_of_one_country_is_one(written: str) -> None:
    assert forms.make_national_id(written, forms.find_countries(written, ["GB"])) == "national:07700900123"


def test_without_a_country_digits_stay_as_written() -> None:
    assert forms.make_national_id("7700900123") == "national:7700900123"


def test_what_is_typed_finds_a_number_with_and_without_its_zero() -> None:
    assert {"national:07700900123", "national:7700900123"} <= {*forms.list_typed_ids("7700 900123")}
    assert {"national:07700900123", "national:7700900123"} <= {*forms.list_typed_ids("07700 900123")}


@pytest.mark.parametrize(
    ("number", "made_up"),
    [
        ("national:110", True), ("national:3000000", True), ("national:123456789", True), ("national:11111111", True),
        ("+491234567890", True), ("+493010000000", True), ("national:01711234567", False), ("+447700900123", False),
        ("+447700900000", False), ("+12025550100", False),
    ],
)  # fmt: skip
def test_round_counted_and_short_numbers_are_made_up(number: str, made_up: bool) -> None:
    assert forms.made_up(number) is made_up


@pytest.mark.parametrize(
    ("id", "nobody"),
    [
        ("site:wa.me/+44", True), ("site:t.me", True), ("site:x.com", True), ("site:google.com", True),
        ("invite:t.me/+4420", True), ("site:example.org", False), ("site:bit.ly/AbC", False),
        ("invite:signal.group/#CjQKIAbC", False), (f"invite:t.me/+{HASH}", False), ("mail:good@example.org", False),
    ],
)  # fmt: skip
def test_the_address_of_a_service_is_nobodys(id: str, nobody: bool) -> None:
    assert forms.of_nobody(id) is nobody


def test_candidates_are_the_countries_where_the_digits_are_valid() -> None:
    assert forms.find_countries("0639981234", ["GB", "FR"]) == ("FR",)
    assert forms.find_countries("447700900123", ["GB"]) == ()


@pytest.mark.parametrize(
    ("platform", "written", "id"),
    [
        ("telegram", "@Good_Name", "telegram:@good_name"),
        ("telegram", "＠good_name", "telegram:@good_name"),
        ("telegram", "1name", None),
        ("facebook", "a.good.name", "facebook:@agoodname"),
        ("facebook", "1000123456", None),
        ("facebook", "000.a", None),
        ("instagram", "good..name", None),
        ("x", "longer_than_fifteen", None),
        ("nowhere", "name", None),
    ],
)
def test_a_handle_has_one_form(platform: str, written: str, id: str | None) -> None:
    assert forms.make_handle_id(platform, written) == id


@pytest.mark.parametrize(
    "pair",
    [
        ("★ Good Travel ✈️", "good travel"),
        ("𝐆𝐨𝐨𝐝 Travel", "Good  Travel"),
        ("Good-Travel | 🇬🇧", "good travel"),
        ("ســفر", "سفر"),
        ("سَفَر", "سفر"),
        ("G\u200bood", "good"),
    ],
)
def test_decoration_does_not_change_a_name(pair: tuple[str, str]) -> None:
    assert forms.name_key(pair[0]) == forms.name_key(pair[1])


def test_names_of_decoration_alone_stay_two() -> None:
    assert forms.name_key("★★") != forms.name_key("☆")


def test_a_number_in_a_name_counts() -> None:
    assert forms.name_key("Group 2") != forms.name_key("Group 3")


@pytest.mark.parametrize(
    "pair",
    [
        ("Khaled", "Haled"),
        ("Mohamed", "Muhammad"),
        ("خالد", "Khalid"),
        ("Сергей", "Sergei"),
        ("Yusuf", "Yousef"),
    ],
)
def test_a_skeleton_survives_spelling(pair: tuple[str, str]) -> None:
    assert forms.make_name_skeleton(pair[0]) == forms.make_name_skeleton(pair[1]) != ""


def test_a_skeleton_tells_names_apart() -> None:
    assert forms.make_name_skeleton("Khaled") != forms.make_name_skeleton("Karim")


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("telegram:user1", "telegram:user1"),
        ("national:07700900123", "national:07700900123"),
        ("0044 7700 900123", "+447700900123"),
        ("447700900123", "+447700900123"),
        ("+44 7700 900123", "whatsapp:+447700900123"),
        ("07700 900123", "national:07700900123"),
        ("@Good_Name", "telegram:@good_name"),
        ("good_name", "instagram:@good_name"),
        ("t.me/Good_Name", "telegram:@good_name"),
        ("https://example.org/x", "site:example.org/x"),
        ("Good@Example.org", "mail:good@example.org"),
        ("Good Travel", "name:Good Travel"),
    ],
)
def test_what_is_typed_gives_ids(written: str, id: str) -> None:
    assert id in forms.list_typed_ids(written)


def test_nothing_typed_gives_nothing() -> None:
    assert forms.list_typed_ids("  ") == []


def test_a_terminal_is_not_obeyed() -> None:
    assert forms.clean_line("\x1b[31mred\x9b\u202e\u2066\ud800\nnext") == "[31mred next"


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_clean_leaves_no_control(text: str) -> None:
    assert not {unicodedata.category(char) for char in forms.clean_line(text)} & {"Cc", "Cs"}
    assert forms.clean_line(forms.clean_line(text)) == forms.clean_line(text)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_a_name_key_is_its_own_key(text: str) -> None:
    key = forms.name_key(text)
    assert forms.name_key(key) == key


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_folds_with_its_offsets(text: str) -> None:
    folded = forms.Folded.of(text)
    assert len(folded.offsets) == len(folded.text)
    assert all(forms.fold_text(text[raw]) == char for raw, char in zip(folded.offsets, folded.text, strict=True))


PIECES = st.sampled_from(
    [
        "http://",
        "t.me/",
        "wa.me/",
        "+",
        "44",
        "7700900123",
        "?",
        "text=",
        "%2B",
        "#",
        "@",
        "(",
        ")",
        ".",
        "xn--",
        " ",
        "x",
        "é",
        "٣",
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40))
def test_normal_forms_are_their_own_and_nothing_raises(text: str) -> None:
    forms.list_typed_ids(text)
    forms.make_name_skeleton(text)
    if number := forms.parse_phone(text):
        assert forms.parse_phone(number) == number
    if normal := forms.normalize_address(text):
        assert forms.normalize_address(normal if "://" in normal else f"https://{normal}") == normal
    for platform in ("telegram", "facebook", "youtube"):
        if name := forms.make_handle_id(platform, text):
            assert forms.make_handle_id(platform, name.partition(":")[2]) == name


@pytest.mark.parametrize(("written", "label", "id"), [row for row in LEADS if row[1] in ("Invite", "Site")])
def test_an_id_that_is_an_address_reads_as_itself(written: str, label: str, id: str) -> None:
    found = forms.read_address("https://" + id.partition(":")[2])
    assert found is not None
    assert found.id == id
