// Ways between two nodes: over what few have rather than over what everybody has, the best few of them. The rule is
// that of the question path_between (graph/views/ways.py), which gives the first of them over the whole case.

import { around, data, lookUp, nodes, other } from "./data.js";
import { made } from "./state.js";

/** @import { Entity, Link } from "./types" */

const GENERIC = data.ways.generic; // links from which on a thing is no tie, though nobody has marked it
const WAYS = 4;
const MEMBERS = new Set(["IN", "MEMBER_OF"]);
const COST = data.ways.cost; // of a link by its type, beside 1

/** @param {Entity} node */
export const isGeneric = (node) => Boolean(node.mark) || node.k > GENERIC || Boolean(node.public && node.l === "Group");

/**
 * The cheapest way: each link costs one, each node between more the more links it has. An array of nodes, or null.
 * @param {number} from
 * @param {number} to
 * @param {boolean} wide
 * @param {Set<number>} banned
 * @returns {{ found: number[], cost: number } | null}
 */
function cheapest(from, to, wide, banned) {
  /** @type {Map<number, number>} */
  const cost = new Map([[from, 0]]);
  /** @type {Map<number, number>} */
  const before = new Map();
  const done = new Set();
  /** @type {[number, number][]} */
  const heap = [[0, from]];
  while (heap.length) {
    const [, at] = pop(heap);
    if (done.has(at)) continue;
    done.add(at);
    if (at === to) break;
    const through = at === from ? 0 : Math.log2(1 + nodes[at].k);
    for (const one of around[at]) {
      const end = other(one, at);
      if (done.has(end) || banned.has(end) || made.off.has(one.t) || made.off.has(nodes[end].l)) continue;
      if (made.cut.has(one.at) || made.hidden.has(end)) continue;
      if (!wide && end !== to && isGeneric(nodes[end])) continue;
      const sum = lookUp(cost, at) + 1 + through + (COST[one.t] || 0);
      if (sum < (cost.get(end) ?? Infinity)) {
        cost.set(end, sum);
        before.set(end, at);
        push(heap, [sum, end]);
      }
    }
  }
  if (!done.has(to)) return null;
  const found = [to];
  while (found[0] !== from) found.unshift(lookUp(before, found[0]));
  return { found, cost: lookUp(cost, to) };
}
/**
 * The best ways, each without one of the nodes between of another, so that they differ in more than a detour.
 * @param {number} from
 * @param {number} to
 * @param {boolean} wide
 */
export function waysBetween(from, to, wide) {
  const first = cheapest(from, to, wide, new Set());
  if (!first) return [];
  const all = [first];
  const seen = new Set([first.found.join()]);
  for (const middle of first.found.slice(1, -1)) {
    const next = cheapest(from, to, wide, new Set([middle]));
    if (next && !seen.has(next.found.join())) {
      seen.add(next.found.join());
      all.push(next);
    }
  }
  return all
    .sort((a, b) => a.cost - b.cost)
    .slice(0, WAYS)
    .map((one) => one.found);
}
/**
 * Of the links between two neighbours of a path, the one that tells most.
 * @param {number} a
 * @param {number} b
 * @returns {Link | undefined}
 */
export function stepLink(a, b) {
  const between = around[a].filter((one) => other(one, a) === b && !made.off.has(one.t) && !made.cut.has(one.at));
  return between.sort(
    (one, two) => Number(MEMBERS.has(one.t)) - Number(MEMBERS.has(two.t)) || (two.p || 0) - (one.p || 0),
  )[0];
}

/**
 * A heap of [cost, node].
 * @param {[number, number][]} heap
 * @param {[number, number]} item
 */
function push(heap, item) {
  let at = heap.push(item) - 1;
  while (at > 0) {
    const up = (at - 1) >> 1;
    if (heap[up][0] <= item[0]) break;
    heap[at] = heap[up];
    at = up;
  }
  heap[at] = item;
}
/** @param {[number, number][]} heap */
function pop(heap) {
  const top = heap[0];
  const last = heap.pop();
  if (!heap.length || !last) return top;
  let at = 0;
  for (;;) {
    let down = 2 * at + 1;
    if (down >= heap.length) break;
    if (down + 1 < heap.length && heap[down + 1][0] < heap[down][0]) down += 1;
    if (heap[down][0] >= last[0]) break;
    heap[at] = heap[down];
    at = down;
  }
  heap[at] = last;
  return top;
}
