"""The crews of the sample case: their names, groups and hands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What makes one crew unlike the others."""

    key: str
    languages: tuple[str, ...]
    supergroup: str
    channel: str
    facebook: str
    page: str
    hands: tuple[tuple[str, str, str], ...]
    """Evidence of each hand, its accounts (t, f, p: Telegram, Facebook, page), and a nickname for the second."""


PLANS = (
    Plan(
        key="sea-door",
        languages=("ar", "fr"),
        supergroup="باب البحر",
        channel="باب البحر | مواعيد",
        facebook="باب البحر للسفر",
        page="Blue Lantern Services",
        hands=(
            ("phone", "tf", ""),
            ("phone", "tfp", "ابو القمر"),
            ("phone", "tt", "Captain Zephyr"),
            ("", "f", ""),
        ),
    ),
    Plan(
        key="green-bridge",
        languages=("ar", "en"),
        supergroup="Green Bridge help",
        channel="Green Bridge dates",
        facebook="Green Bridge families",
        page="Green Bridge Office",
        hands=(
            ("phone", "tf", ""),
            ("phone", "tfp", "Uncle Walnut"),
            ("phone", "ff", "الخال جوزة"),
            ("", "t", ""),
        ),
    ),
    Plan(
        key="wide-line",
        languages=("fr",),
        supergroup="Ligne du Large",
        channel="Ligne du Large infos",
        facebook="Le Large, entraide",
        page="Comptoir du Large",
        hands=(
            ("phone", "tf", ""),
            ("number-change", "tf", "Tonton Marée"),
            ("profile-phone", "tf", "Le Grand Filao"),
            ("", "p", ""),
        ),
    ),
    Plan(
        key="bright-road",
        languages=("fa", "en"),
        supergroup="راه روشن",
        channel="راه روشن خبر",
        facebook="راه روشن مسافران",
        page="",
        hands=(
            ("phone", "tf", ""),
            ("number-change", "tf", "دایی توت"),
            ("text", "tf", "Mr Mulberry"),
            ("", "t", ""),
        ),
    ),
    Plan(
        key="forest-path",
        languages=("ru",),
        supergroup="Лесная тропа",
        channel="Лесная тропа: даты",
        facebook="Тропа и дорога",
        page="",
        hands=(
            ("phone", "tf", ""),
            ("handle", "tf", "Дядя Лис"),
            ("phone", "tt", "Mister Fox"),
            ("", "f", ""),
        ),
    ),
    Plan(
        key="open-road",
        languages=("en", "ar"),
        supergroup="Open Road family",
        channel="Open Road board",
        facebook="Open Road, all welcome",
        page="Open Road Desk",
        hands=(
            ("phone", "tf", ""),
            ("handle", "tf", "Auntie Kite"),
            ("text", "tf", "ابو ورق"),
            ("", "p", ""),
        ),
    ),
)
