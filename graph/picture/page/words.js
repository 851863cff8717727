// What things are called, and how elements are made: by text alone, never by markup.

const data = JSON.parse(document.getElementById("data").textContent);
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

const LABELS = { Account: "accounts", Group: "groups", Phone: "numbers", Handle: "handles", Invite: "invites", Site: "sites", Email: "mail addresses" };
const ONE = { Account: "account", Group: "group", Phone: "number", Handle: "handle", Invite: "invite", Site: "site", Email: "mail address" };

// Of each type of link: the word, what the start does, what the end undergoes, its colour.
const LINKS = {
  MENTIONS: ["names", "names", "named by", "#0f766e"],
  SHOWS: ["shows on profile", "shows", "shown by", "#0369a1"],
  OPENS: ["leads to", "leads to", "reached by", "#a16207"],
  IN: ["writes in", "writes in", "written in by", "#94a3b8"],
  MEMBER_OF: ["member of", "member of", "members", "#b6c2d2"],
  ADMIN_OF: ["runs", "runs", "run by", "#c2410c"],
  FORWARDED_FROM: ["passes on", "passes on posts of", "passed on by", "#64748b"],
  CALLED: ["calls", "called", "called by", "#be185d"],
  ALIAS: ["alias", "alias of", "alias of", "#7c3aed"],
  SUCCESSION: ["succession", "followed by", "follows", "#b91c1c"],
};
// Kinds of leads and their colours; any other is grey.
const KINDS = { succession: "#b91c1c", alias: "#7c3aed", handoff: "#0f766e", cluster: "#2563eb", reuse: "#a16207", rename: "#c2410c" };
const link = (type) => LINKS[type] || [type.toLowerCase().replaceAll("_", " "), type.toLowerCase(), type.toLowerCase(), "#64748b"];
const many = (number) => number.toLocaleString("en");
const counted = (number, noun) => `${many(number)} ${noun}${number === 1 ? "" : "s"}`;

// Make an element: attributes by name, `on…` as listeners, children as nodes or text.
function h(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}
const bdi = (text, attributes) => h("bdi", attributes, text);
const $ = (id) => document.getElementById(id);

const LETTER = /\p{L}/u;
const RTL = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

// Cut a name between two letters as people count them.
const letters = new Intl.Segmenter("und", { granularity: "grapheme" });
function cut(text, most = 25) {
  if (text.length <= most) return text;
  const parts = Array.from(letters.segment(text), (one) => one.segment);
  return parts.length <= most ? text : `${parts.slice(0, most - 1).join("").trimEnd()}…`;
}

// What search compares: folded, without marks; numbers also as digits alone.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const digits = (text) => text.normalize("NFKC").replace(/\p{Nd}/gu, (d) => String(digit(d))).replace(/[^0-9]/g, "");
function digit(char) {
  const code = char.codePointAt(0);
  let zero = code; // of each script ten digits follow each other
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
  return code - zero;
}
