"""How the unit's tables are to be read: one mapping a kind of table."""

MAPPINGS = {
    "whatsapp": """name = "WhatsApp chats, as the unit's tool lists them"
files = ["whatsapp_*.csv"]
delimiter = ";"

[[row]]
kind = "post"
platform = "whatsapp"
time = { column = "Time", format = "%d.%m.%Y %H:%M:%S" }
account = { id = "Sender", name = "Push name" }
text = "Body"

[[row]]
kind = "name"
account = { id = "Sender" }
name = "Saved as"
how = { value = "saved" }
when = { column = "Saved as", not_empty = true }
""",
    "profiles": """name = "answers of providers"
files = ["profiles_*.csv"]
time_zone = "UTC"

[[row]]
kind = "profile"
platform = { column = "Platform" }
account = { id = "Id", name = "Name", handle = "User name" }
phones = { column = "Phones", split = "," }
about = "About"
seen = "Answered"

[[row]]
kind = "name"
account = { id = "Id" }
name = { column = "Former names", split = "|" }
how = { value = "history" }
when = { column = "Former names", not_empty = true }
seen = "Answered"
""",
    "numbers": """name = "accounts of numbers, as answered"
files = ["numbers_*.csv"]
time_zone = "UTC"

[[row]]
kind = "contact"
platform = { column = "Platform" }
account = { id = "Id", name = "Name" }
contact = "Number"
from = "Linked"
to = "Unlinked"
where = { value = "profile" }
seen = "Answered"
""",
    "calls": """name = "call records"
files = ["calls_*.csv"]
delimiter = ";"
header_row = 3

[[row]]
kind = "call"
caller = "A number"
callee = "B number"
at = { column = "Start", format = "%d.%m.%Y %H:%M:%S" }
seconds = "Duration"
how = { column = "Type", map = { VOICE = "call", NOANSWER = "missed", SMS = "text" } }
""",
    "captures": """name = "captures of Facebook"
files = ["capture_*.csv"]
time_zone = "Europe/Paris"

[[row]]
kind = "post"
platform = "facebook"
id = "Post"
time = { column = "Time", format = "%Y-%m-%d %H:%M" }
account = { id = "Author id", name = "Author" }
group = { id = "Group id", name = "Group" }
text = "Text"
""",
    "returns": """name = "contents of accounts, as answered"
files = ["content_*.jsonl"]

[[row]]
kind = "post"
platform = "facebook"
id = "post"
time = "time"
account = { id = "owner.id", name = "owner.name" }
group = { id = "group.id", name = "group.name" }
text = "body"
seen = "answered"
""",
    "checks": """name = "groups looked at again"
files = ["looked_again.csv"]
time_zone = "Europe/Paris"
day_first = true

[[row]]
kind = "status"
platform = { column = "App" }
group = { id = "Id", name = "Name" }
state = { column = "State", map = { active = "alive", gone = "removed", closed = "private" } }
at = { column = "Looked", format = "%d/%m/%Y %H:%M" }
members = "Members"
by = "Officer"
when = { column = "Kind", is = "group" }

[[row]]
kind = "status"
platform = { column = "App" }
account = { id = "Id", name = "Name" }
state = { column = "State", map = { active = "alive", gone = "removed", closed = "private" } }
at = { column = "Looked", format = "%d/%m/%Y %H:%M" }
by = "Officer"
when = { column = "Kind", is = "page" }
""",
    "visits": """name = "groups and pages visited later"
files = ["visited.jsonl"]

[[row]]
kind = "group"
platform = { column = "app" }
group = { id = "id", name = "title", handle = "handle" }
about = "about"
opened_by = "link"
members = "members"
seen = "visited"
when = { column = "kind", is = "group" }

[[row]]
kind = "profile"
platform = { column = "app" }
account = { id = "id", name = "title" }
about = "about"
opened_by = "link"
seen = "visited"
when = { column = "kind", is = "page" }
""",
    "visit_posts": """name = "last posts of what was visited"
files = ["visit_posts_*.csv"]
time_zone = "UTC"

[[row]]
kind = "post"
platform = { column = "App" }
id = "Post"
time = "Time"
account = { id = "Author id", name = "Author" }
group = { id = "Group id", name = "Group" }
text = "Text"
seen = "Visited"
""",
    "page_names": """name = "names of pages, as the platform shows them"
files = ["page_names.csv"]
time_zone = "UTC"

[[row]]
kind = "name"
platform = "facebook"
account = { id = "Page" }
name = "Name"
from = "Since"
to = "Until"
""",
    "admins": """name = "who runs groups, as noted"
files = ["admins.jsonl"]

[[row]]
kind = "member"
platform = { column = "app" }
group = { id = "group.id", name = "group.title" }
account = { id = "admins.id", name = "admins.name" }
role = { value = "admin" }
seen = "noted"
""",
    "books": """name = "address books of phones"
files = ["book_*.csv"]
delimiter = ";"

[[row]]
kind = "contact"
platform = "telegram"
account = { id = "Telegram id" }
contact = "Number"
where = { value = "address-book" }

[[row]]
kind = "name"
account = { id = "Telegram id" }
name = "Saved as"
how = { value = "saved" }
""",
}
