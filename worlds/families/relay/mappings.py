"""The mappings that stand beside the tables of a world."""

MAPPINGS = {
    "whatsapp/chats.toml": """name = "chats of WhatsApp, as a phone tool writes them"
files = ["chats_*.jsonl"]
time_zone = "UTC"

[[row]]
kind = "post"
platform = "whatsapp"
time = "time"
text = "text"
account = { id = "sender", name = "shown_as" }
group = { id = "chat.jid", name = "chat.subject" }
""",
    "facebook/posts.toml": """name = "posts of pages and groups, copied by hand"
files = ["posts_*.csv"]
delimiter = ";"
time_zone = "UTC"

[[row]]
kind = "post"
platform = "facebook"
id = "post"
time = "written"
text = "words"
account = { id = "who", name = "who is called" }
group = { id = "where", name = "where is called" }
""",
    "lookups/profiles.toml": """name = "profiles that were looked up"
files = ["profiles.csv"]
time_zone = "UTC"

[[row]]
kind = "profile"
platform = { column = "platform" }
account = { id = "id", name = "name", handle = "handle" }
about = "bio"
phones = { column = "phone", split = "|" }
seen = "looked at"
""",
    "lookups/places.toml": """name = "channels, chats and groups that were looked up"
files = ["places.jsonl"]
time_zone = "UTC"

[[row]]
kind = "group"
platform = { column = "platform" }
group = { id = "place.id", name = "place.title", handle = "place.username", space = "channel" }
opened_by = "place.invite"
members = "place.members"
seen = "seen"
""",
    "lookups/members.toml": """name = "lists of members and administrators"
files = ["members.csv"]
time_zone = "UTC"

[[row]]
kind = "member"
platform = { column = "platform" }
group = { id = "place", space = "channel" }
account = { id = "account", name = "name" }
role = "role"
seen = "listed"
""",
    "lookups/names.toml": """name = "former names of pages"
files = ["former_names.csv"]
time_zone = "UTC"

[[row]]
kind = "name"
platform = "facebook"
account = { id = "page" }
name = "bore"
from = "since"
to = "until"
""",
    "table/zustand.toml": """name = "table of states, kept by hand"
files = ["zustand.csv"]
delimiter = ";"
time_zone = "Europe/Berlin"
day_first = true

[[row]]
kind = "status"
when = { column = "Netz", is = "tg" }
platform = "telegram"
group = { id = "ID", name = "Name", space = "channel" }
state = { column = "Zustand", map = { lebt = "alive", still = "alive", weg = "removed", privat = "private" } }
at = { column = "Datum", format = "%d.%m.%Y %H:%M" }
by = "Wer"

[[row]]
kind = "status"
when = { column = "Netz", is = "wa" }
platform = "whatsapp"
group = { id = "ID", name = "Name" }
state = { column = "Zustand", map = { lebt = "alive", still = "alive", weg = "removed", privat = "private" } }
at = { column = "Datum", format = "%d.%m.%Y %H:%M" }
by = "Wer"

[[row]]
kind = "status"
when = { column = "Netz", is = "fb" }
platform = "facebook"
account = { id = "ID", name = "Name" }
state = { column = "Zustand", map = { lebt = "alive", still = "alive", weg = "removed", privat = "private" } }
at = { column = "Datum", format = "%d.%m.%Y %H:%M" }
by = "Wer"
""",
    "calls/calls.toml": """name = "call records of seized phones"
files = ["calls_*.csv"]
time_zone = "UTC"

[[row]]
kind = "call"
caller = "from"
callee = "to"
at = "began"
seconds = "seconds"
""",
}
"""Mappings, by the file they are written to."""
