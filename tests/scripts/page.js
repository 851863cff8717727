// A page for the tests of its scripts: three accounts, a group, a rare number, a hotline; its data stands where the
// scripts look for it.

/** @import { PageCircle, PageData, PageLink, PageNode } from "../../graph/picture/page/scripts/page_data" */

/**
 * @param {string} id
 * @param {string} label
 * @param {Partial<PageNode>} rest
 * @returns {PageNode}
 */
const node = (id, label, rest = {}) => ({
  id,
  l: label,
  n: id,
  c: 0,
  x: 0,
  y: 0,
  d: 20,
  k: 2,
  p: 0,
  f: "",
  t: "",
  o: [],
  words: [],
  sounds: [],
  ...rest,
});
/**
 * @param {number} from
 * @param {number} to
 * @param {string} type
 * @returns {PageLink}
 */
const link = (from, to, type) => ({ from, to, t: type, s: "observed" });
/** @type {PageCircle} */
const circle = {
  id: "cluster:1",
  n: "one",
  kind: "crew",
  lead: null,
  size: 6,
  of: [3, 1, 2],
  shown: 6,
  x: 0,
  y: 0,
  r: 20,
  g: [],
  f: "",
  t: "",
};

/** @type {Partial<PageData>} */
const data = {
  nodes: [
    node("telegram:a", "Account"),
    node("telegram:b", "Account"),
    node("telegram:c", "Account"),
    node("telegram:group", "Group", { k: 30 }),
    node("phone:+12025550147", "Phone", { k: 2 }),
    node("phone:+12025550199", "Phone", { k: 300, mark: "widely shared: 300 of 400" }),
  ],
  links: [
    link(0, 3, "IN"),
    link(1, 3, "IN"),
    link(0, 4, "MENTIONS"),
    link(1, 4, "MENTIONS"),
    link(0, 5, "MENTIONS"),
    link(2, 5, "MENTIONS"),
  ],
  circles: [circle],
  leads: [],
  ways: { generic: 40, cost: { IN: 1, MEMBER_OF: 1 } },
  kinds: {},
  lines: {},
  labels: [
    ["Account", "accounts", "account", "circle", false],
    ["Group", "groups", "group", "hexagon", false],
    ["Phone", "numbers", "number", "square", true],
  ],
  types: [],
  letters: { б: "b", о: "o", т: "t" },
};
const element = { textContent: JSON.stringify(data) };
Object.assign(globalThis, { document: { getElementById: () => element } });
