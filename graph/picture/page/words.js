// What things are called, and how elements are made: by text alone, never by markup.

const data = JSON.parse(document.getElementById("data").textContent);
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

const LABELS = {
  Account: "accounts",
  Group: "groups",
  Phone: "numbers",
  Handle: "handles",
  Invite: "invites",
  Site: "sites",
  Email: "mail",
};
const ONE = {
  Account: "account",
  Group: "group",
  Phone: "number",
  Handle: "handle",
  Invite: "invite",
  Site: "site",
  Email: "mail address",
};
const CONTACTS = new Set(["Phone", "Handle", "Invite", "Site", "Email"]);

// Of each type of link: the word, what the start does, what the end undergoes, its colours by day and by night.
const LINKS = {
  MENTIONS: ["names", "names", "named by", "#0f766e", "#2dd4bf"],
  SHOWS: ["shows", "shows on the profile", "shown by", "#0369a1", "#38bdf8"],
  OPENS: ["leads to", "leads to", "reached by", "#a16207", "#facc15"],
  IN: ["writes in", "writes in", "written in by", "#8291a7", "#7d8da6"],
  MEMBER_OF: ["member of", "member of", "members", "#a9b6c8", "#5f718c"],
  ADMIN_OF: ["runs", "runs", "run by", "#c2410c", "#fb923c"],
  FORWARDED_FROM: ["passes on", "passes on posts of", "passed on by", "#64748b", "#a3b1c4"],
  CALLED: ["calls", "called", "called by", "#be185d", "#f472b6"],
  TIED_TO: ["knows", "knows", "known to", "#4d7c0f", "#a3e635"],
  ...data.lines, // of findings
};
const CONCLUDED = new Set(Object.keys(data.lines));
const KINDS = data.kinds; // the colours of the leads of each kind
const STATES = ["removed", "flagged", "private"];
const VERDICTS = { same: "✓ same", different: "✗ different", unsure: "? unsure" };

function link(type) {
  const plain = type.toLowerCase().replaceAll("_", " ");
  return LINKS[type] || [plain, plain, plain, "#64748b", "#a3b1c4"];
}
const many = (number) => number.toLocaleString("en");
const counted = (number, noun) => `${many(number)} ${noun}${number === 1 ? "" : "s"}`;

// Make an element: attributes by name, `on…` as listeners, children as nodes or text.
function h(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "checked" || key === "disabled" || key === "open" || key === "selected") made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}
const bdi = (text, attributes) => h("bdi", attributes, text);
const button = (text, onclick, attributes) => h("button", { type: "button", ...attributes, onclick }, text);
const $ = (id) => document.getElementById(id);

const LETTER = /\p{L}/u;
const RTL_SCRIPTS = ["Arabic", "Hebrew", "Syriac", "Thaana", "Nko", "Adlam"].map((one) => `\\p{Script=${one}}`);
const RTL = new RegExp(`^[^\\p{L}]*[${RTL_SCRIPTS.join("")}]`, "u");

// Cut a name between two letters as people count them.
const letters = new Intl.Segmenter("und", { granularity: "grapheme" });
function cut(text, most = 25) {
  if (text.length <= most) return text;
  const parts = Array.from(letters.segment(text), (one) => one.segment);
  return parts.length <= most
    ? text
    : `${parts
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

// The state of a thing in words, as removed 2024-09-15; nothing of what is alive.
const stateOf = (node) => (node.state ? `${node.state}${node.stateAt ? ` ${node.stateAt}` : ""}` : "");
const stateMark = (node) => (node.state ? h("span", { class: `state ${node.state}` }, stateOf(node)) : "");
const sharedMark = (node) => (node.mark ? h("span", { class: "state shared" }, node.mark) : "");
