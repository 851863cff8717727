// By what a node is found: names folded and by sound, numbers by their digits, handles and links by their last part.
// Names follow the rules of graph/forms, so that the page finds what the command finds.

import { data } from "./data.js";

/** @import { NumberForms } from "./types" */

/** @param {string} text */
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
/** @param {string} text */
export const digits = (text) =>
  text
    .normalize("NFKC")
    .replace(/\p{Nd}/gu, (one) => String(digit(one)))
    .replace(/[^0-9]/g, "");
/** @param {string} char */
function digit(char) {
  const code = char.codePointAt(0) ?? 0;
  let zero = code; // of each script ten digits follow each other
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
  return code - zero;
}

/**
 * The words of a name without decoration.
 * @param {string} text
 */
export const bare = (text) =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const ARTICLE = /(?<![\p{L}\p{N}_])(?:[\u0648\u0641\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=[\p{L}\p{N}_]{2})/gu;
const LATIN = /(?<![\p{L}\p{N}_])(?:[aeui]l[-' ]+(?=[\p{L}\p{N}_])|[aeui](th|dh|sh|[tdrzsnl])[-' ]+(?=\1))/giu;
const SERVANT = /(?<![\p{L}\p{N}_])(abd)[aeui]l[-' ]*(?=[\p{L}\p{N}_]{3})/giu;
const GLUED = /(?<![\p{L}\p{N}_])[ae]l(?=[a-z]{3})/giu;
const PAIRS = [
  ["kh", "h"],
  ["sh", "s"],
  ["ch", "s"],
  ["gh", "g"],
];
/** @type {Record<string, string>} */
const SAME = { c: "k", q: "k", x: "k", z: "s", p: "b", v: "f", j: "g" };

/**
 * The consonants that survive transliteration, word by word.
 * @param {string} text
 */
function skeleton(text) {
  let sounds = Array.from(text, (one) => data.letters[one] ?? one)
    .join("")
    .normalize("NFKD")
    .toLowerCase();
  for (const [pair, one] of PAIRS) sounds = sounds.replaceAll(pair, one);
  sounds = sounds
    .replace(/[cqxzpvj]/g, (one) => SAME[one])
    .replace(/[aeiouhwy\-'`]/g, "")
    .replace(/\p{M}/gu, "");
  return sounds
    .replace(/[^a-z0-9 ]+/g, " ")
    .replace(/([a-z0-9])\1+/g, "$1")
    .replace(/ +/g, " ")
    .trim();
}
/** @param {string} text */
export function sounds(text) {
  const plain = text.replace(ARTICLE, "").replace(SERVANT, "$1 ").replace(LATIN, "");
  return Array.from(new Set([skeleton(plain.replace(GLUED, "")), skeleton(plain)])).filter(Boolean);
}
/**
 * @param {string[]} asked
 * @param {string[]} name
 */
export function soundAlike(asked, name) {
  /** @param {string} key */
  const joined = (key) => key.replaceAll(" ", "");
  /**
   * @param {string} key
   * @param {string} other
   */
  const within = (key, other) => joined(key).length >= 2 && ` ${other} `.includes(` ${key} `);
  return asked.some((key) => name.some((other) => joined(key) === joined(other) || within(key, other)));
}

/**
 * What was typed of a number: abroad it begins with 00, at home with 0, and either may be left out.
 * @param {string} text
 * @returns {NumberForms | null}
 */
export function numberForms(text) {
  const letterless = !/\p{L}/u.test(text.replace(/^\s*(?:tel:|https?:\/\/)?(?:wa\.me\/|api\.whatsapp\.com\S*=)?/i, ""));
  const all = letterless ? digits(text) : "";
  if (all.length < 4) return null;
  const national = text.replace(/\(0\)/g, "");
  const plain = digits(national).replace(/^00/, "");
  return { all, plain, bare: plain.replace(/^0+/, ""), national: /^0[1-9]/.test(all) };
}
/**
 * How well a number answers: 0 the same, 1 the same at home, 2 its end or a part of it; 9 not at all.
 * @param {NumberForms | null} asked
 * @param {string} own
 */
export function numberRank(asked, own) {
  if (!own || !asked) return 9;
  if (own === asked.all || own === asked.plain || own === asked.bare) return 0;
  if (asked.bare.length >= 6 && own.endsWith(asked.bare)) return asked.national ? 1 : 2;
  return asked.bare.length >= 4 && own.includes(asked.bare) ? 3 : 9;
}

/**
 * What a link or handle may name: of t.me/name/12, https://t.me/+code, @name and facebook.com/name/ each part of it.
 * @param {string} text
 * @returns {string[]}
 */
export function handlesOf(text) {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/^www\./, "")
    .replace(/[?#].*$/, "");
  const [host, ...parts] = plain.split("/").filter(Boolean);
  if (parts.length && /^[a-z0-9.-]+\.[a-z]{2,}$/.test(host)) return parts.map((part) => part.replace(/^[@+]/, ""));
  return /^@[\p{L}\p{N}_.]+$/u.test(plain) ? [plain.slice(1)] : [];
}
