// What things are called.

import { audiences, data } from "./data.js";

/** @import { PageNode } from "./page_data" */
/** @import { LinkLook } from "./types" */

/** @type {Record<string, string>} */
export const LABELS = {
  Account: "accounts",
  Group: "groups",
  Phone: "numbers",
  Handle: "handles",
  Invite: "invites",
  Site: "sites",
  Email: "mail",
};
/** @type {Record<string, string>} */
export const ONE = {
  Account: "account",
  Group: "group",
  Phone: "number",
  Handle: "handle",
  Invite: "invite",
  Site: "site",
  Email: "mail address",
};
export const CONTACTS = new Set(["Phone", "Handle", "Invite", "Site", "Email"]);

/** @type {Record<string, LinkLook>} */
export const LINKS = {
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
export const CONCLUDED = new Set(Object.keys(data.lines));
export const KINDS = data.kinds; // the colours of the leads of each kind
export const STATES = ["removed", "flagged", "private"];
/** @type {Record<string, string>} */
export const VERDICTS = { same: "✓ same", different: "✗ different", unsure: "? unsure" };

/**
 * @param {string} type
 * @returns {LinkLook}
 */
export function linkLook(type) {
  const plain = type.toLowerCase().replaceAll("_", " ");
  return LINKS[type] || [plain, plain, plain, "#64748b", "#a3b1c4"];
}
/** @param {number} number */
export const many = (number) => number.toLocaleString("en");
/**
 * @param {number} number
 * @param {string} noun
 */
export const counted = (number, noun) => `${many(number)} ${noun}${number === 1 ? "" : "s"}`;

export const LETTER = /\p{L}/u;
const RTL_SCRIPTS = ["Arabic", "Hebrew", "Syriac", "Thaana", "Nko", "Adlam"].map((one) => `\\p{Script=${one}}`);
export const RTL = new RegExp(`^[^\\p{L}]*[${RTL_SCRIPTS.join("")}]`, "u");

// Cut a name between two letters as people count them.
const letters = new Intl.Segmenter("und", { granularity: "grapheme" });
/**
 * @param {string} text
 * @param {number} [most]
 */
export function cut(text, most = 25) {
  if (text.length <= most) return text;
  const parts = Array.from(letters.segment(text), (one) => one.segment);
  return parts.length <= most
    ? text
    : `${parts
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

/**
 * The state of a thing in words, as removed 2024-09-15; nothing of what is alive.
 * @param {PageNode} node
 */
export const stateOf = (node) => (node.state ? `${node.state}${node.stateAt ? ` ${node.stateAt}` : ""}` : "");

// All audiences in a few words.
export const audienceWords = () => {
  const accounts = audiences.reduce((sum, circle) => sum + circle.of[0], 0);
  return `${counted(audiences.length, "audience")}, ${counted(accounts, "account")}`;
};
