// What the page carries as JSON, and indices over it: links around a node, things by their id.

/** @import { PageData, PageLead } from "./page_data" */
/** @import { Circle, Entity, Link } from "./types" */

/** @type {PageData} */
export const data = JSON.parse(document.getElementById("data")?.textContent ?? "");

/** @type {Entity[]} */
export const nodes = data.nodes.map((node, at) => ({ ...node, at }));
/** @type {Link[]} */
export const links = data.links.map((one, at) => ({ ...one, at }));
/** @type {Circle[]} */
export const circles = data.circles.map((circle, at) => ({ ...circle, at }));
/** @type {Link[][]} */
export const around = nodes.map(() => []);
for (const one of links) {
  around[one.from].push(one);
  if (one.to !== one.from) around[one.to].push(one);
}
export const leadOf = new Map(data.leads.map((lead) => [lead.id, lead]));
export const nodeOf = new Map(nodes.map((node) => [node.id, node]));
export const circleOf = new Map(circles.map((circle) => [circle.id, circle]));
/** @type {PageLead[][]} */
export const about = nodes.map(() => []);
for (const lead of data.leads) for (const at of lead.who) about[at].push(lead);
/**
 * @param {Link} one
 * @param {number} at
 */
export const other = (one, at) => (one.from === at ? one.to : one.from);
export const crews = circles.filter((circle) => circle.kind === "crew");
export const audiences = circles.filter((circle) => circle.kind === "audience");

/**
 * What a map holds for a key that it must hold.
 * @template Key, Value
 * @param {Map<Key, Value>} map
 * @param {Key} key
 * @returns {Value}
 */
export function lookUp(map, key) {
  const value = map.get(key);
  if (value === undefined) throw new RangeError(`${key} is not on this page`);
  return value;
}
