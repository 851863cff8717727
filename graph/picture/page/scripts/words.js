// What things are called.

import { audiences, data } from "./data.js";

/** @import { PageNode } from "./page_data" */
/** @import { LinkLook } from "./types" */

// As the model declares them: labels and types in the order of the legend.
/** @type {Record<string, string>} */
export const LABELS = Object.fromEntries(data.labels.map(([label, many]) => [label, many]));
/** @type {Record<string, string>} */
export const ONE = Object.fromEntries(data.labels.map(([label, , one]) => [label, one]));
/** @type {Record<string, string>} */
export const SHAPES = Object.fromEntries(data.labels.map(([label, , , shape]) => [label, shape]));
export const CONTACTS = new Set(data.labels.filter(([, , , , contact]) => contact).map(([label]) => label));

/** @type {Record<string, LinkLook>} */
export const LINKS = {
  ...Object.fromEntries(data.types.map(([type, ...look]) => [type, look])),
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
