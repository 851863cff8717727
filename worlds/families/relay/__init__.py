"""The relay: crews are chains of roles over Telegram channels, WhatsApp groups and a few pages; roles change hands."""

from worlds.families.relay.rates import RATES
from worlds.families.relay.writing import write_world

__all__ = ["RATES", "write_world"]
