"""The mappings that lie beside the sample's tables: which columns make what."""

_HEAD = """encoding = "utf-8-sig"
delimiter = ";"
time_zone = "Europe/Berlin"
day_first = true
"""
_SEEN = 'seen = { column = "Seen", format = "%d.%m.%Y %H:%M" }'

MAPPINGS: dict[str, str] = {
    "posts": f"""name = "facebook-posts"
files = ["posts.csv"]
{_HEAD}regions = ["DE", "GB", "FR"]

[[row]]
kind = "post"
platform = "facebook"
id = "Post ID"
time = {{ column = "Created", format = "%d.%m.%Y %H:%M" }}
text = ["Message", "Image Text"]
account = {{ id = "Page ID", name = "Page", handle = "User" }}
group = {{ id = "Group ID", name = "Group" }}
links = {{ column = "Links", split = "," }}
""",
    "accounts": f"""name = "accounts"
files = ["accounts.csv"]
{_HEAD}regions = ["DE", "GB", "FR"]

[[row]]
kind = "profile"
platform = {{ column = "Network" }}
account = {{ id = "Account ID", name = "Name", handle = "Handle" }}
about = "About"
links = {{ column = "Contact", split = "," }}
{_SEEN}
""",
    "groups": f"""name = "groups"
files = ["groups.csv"]
{_HEAD}
[[row]]
kind = "group"
platform = {{ column = "Network" }}
group = {{ id = "Group ID", name = "Name", handle = "Handle" }}
opened_by = "Invite"
links = {{ column = "Contact", split = "," }}
openness = "Openness"
members = "Members"
{_SEEN}
""",
    "members": f"""name = "members"
files = ["members.csv"]
{_HEAD}
[[row]]
kind = "member"
platform = "facebook"
account = "Account ID"
group = "Group ID"
role = "Role"
how = {{ value = "joined" }}
from = {{ column = "Joined", format = "%d.%m.%Y %H:%M" }}
""",
    "states": f"""name = "states"
files = ["states.csv"]
{_HEAD}
[[row]]
kind = "status"
platform = {{ column = "Network" }}
group = "Group ID"
state = "State"
at = {{ column = "Checked", format = "%d.%m.%Y %H:%M" }}
by = "By"
why = "Why"
""",
    "name_history": """name = "former names"
files = ["name_history.csv"]
encoding = "utf-8"
delimiter = ","
time_zone = "UTC"

[[row]]
kind = "name"
platform = "facebook"
account = "page_id"
name = "page_name"
from = { column = "from", format = "%Y-%m-%d" }
to = { column = "to", format = "%Y-%m-%d" }
how = { value = "history" }
""",
}
"""The mapping beside each table."""
