// What is shown now. Changes (hidden, kept, added, moved, filtered) can be taken back; looks (what is open or chosen)
// are kept by the browser's own way back.

import { around, circles, lookUp, nodes, other } from "./data.js";

/** @import { Changes, CircleChanges, Entity, Looks, Place, Step, Telling, WantedLeads } from "./types" */

export const MOST = 60; // nodes that one expansion adds

/**
 * Looks. circle: null in the overview; chosen: what the panel tells of; picked: several nodes; brought: nodes that
 * came along with what was chosen, with their places; path: from where, to where, and the ways found.
 * @returns {Looks}
 */
export const blank = () => ({
  circle: null,
  chosen: null,
  picked: new Set(),
  brought: new Map(),
  path: null,
  open: false,
});
/** @type {Looks} */
export let now = blank();
/**
 * Look at something else altogether.
 * @param {Looks} looks
 */
export function setNow(looks) {
  now = looks;
}

/**
 * Changes. off: labels and link types; per: by circle what was added to it and moved in it, and what it is cut to.
 * @type {Changes}
 */
export let made = { off: new Set(), hidden: new Set(), cut: new Set(), per: new Map() };
/** @type {Step[]} */
export const past = [];
/** @type {Step[]} */
export const future = [];

/**
 * @param {number} circle
 * @returns {Map<number, Place>}
 */
export const guests = (circle) => new Map(circles[circle].g.map(([at, x, y]) => [at, [x, y]]));
/** @type {CircleChanges} */
const NOTHING = { extra: new Map(), moved: new Map(), keep: null };
/** @returns {CircleChanges} */
export const here = () => made.per.get(now.circle) || NOTHING;
/**
 * @param {Changes} state
 * @returns {Changes}
 */
function copy(state) {
  const per = new Map();
  for (const [circle, one] of state.per) {
    per.set(circle, { extra: new Map(one.extra), moved: new Map(one.moved), keep: one.keep && new Set(one.keep) });
  }
  return { off: new Set(state.off), hidden: new Set(state.hidden), cut: new Set(state.cut), per };
}
/**
 * Change what is shown; how is told the changes of this circle beside all of them.
 * @param {(state: Changes, own: CircleChanges) => void} how
 */
export function change(how) {
  past.push({ made: copy(made), circle: now.circle });
  if (past.length > 200) past.shift();
  future.length = 0;
  const own = made.per.get(now.circle) ?? { extra: new Map(), moved: new Map(), keep: null };
  made.per.set(now.circle, own);
  how(made, own);
}
/**
 * Give the circle whose changes were taken back or made again, for there one sees them.
 * @param {Step[]} from
 * @param {Step[]} to
 * @returns {number | null | undefined}
 */
function swap(from, to) {
  const step = from.pop();
  if (!step) return undefined;
  to.push({ made: copy(made), circle: step.circle });
  made = step.made;
  return step.circle;
}
export const undo = () => swap(past, future);
export const redo = () => swap(future, past);

/**
 * All nodes of the canvas, before filters; a path is a picture of its own.
 * @type {{ key: string | null, found: Entity[] }}
 */
let held = { key: null, found: [] };
export function onCanvas() {
  if (now.path?.found) return now.path.found[now.path.at].map((at) => nodes[at]);
  if (now.circle === null) return [];
  const added = new Map([...guests(now.circle), ...here().extra, ...now.brought]);
  const key = `${now.circle} ${Array.from(added.keys()).join()}`;
  if (held.key !== key) {
    const own = nodes.filter((node) => node.c === now.circle && !added.has(node.at));
    held = { key, found: [...own, ...Array.from(added.keys(), (at) => nodes[at])] };
  }
  return held.found;
}
export function shown() {
  if (now.path?.found) return onCanvas();
  const { keep } = here();
  return onCanvas().filter(
    (node) => !made.off.has(node.l) && !made.hidden.has(node.at) && (!keep || keep.has(node.at)),
  );
}
/** @param {Entity[]} among */
export function shownLinks(among) {
  const there = new Map(among.map((node, step) => [node.at, step]));
  const line = now.path?.found;
  const found = [];
  for (const at of there.keys()) {
    for (const one of around[at]) {
      if (one.from !== at || !there.has(one.to) || made.off.has(one.t) || made.cut.has(one.at)) continue;
      if (!line || Math.abs(lookUp(there, one.from) - lookUp(there, one.to)) === 1) found.push(one);
    }
  }
  return found;
}
const STEP = 190; // between two nodes of a path
/**
 * @param {Entity} node
 * @returns {Place}
 */
export function place(node) {
  if (now.path?.found) return [STEP * now.path.found[now.path.at].indexOf(node.at), 0];
  const { moved, extra } = here();
  const guest = now.circle === null ? undefined : circles[now.circle].g.find(([at]) => at === node.at);
  const own = guest ?? [node.at, node.x, node.y];
  return moved.get(node.at) ?? extra.get(node.at) ?? now.brought.get(node.at) ?? [own[1], own[2]];
}

/**
 * Give free places for new nodes on an arc around an anchor, on the side that has most room; nothing there moves.
 * @param {Entity} anchor
 * @param {Entity[]} added
 * @returns {Map<number, Place>}
 */
export function arc(anchor, added) {
  /** @type {Place[]} */
  const there = onCanvas().map((node) => {
    const [a, b, r] = place(node);
    return [a, b, r ?? node.d / 2];
  });
  const [x, y] = place(anchor);
  let dx = 0;
  let dy = 0;
  for (const [a, b] of there) {
    const far = Math.hypot(x - a, y - b);
    if (far > 0 && far < 400) {
      dx += (x - a) / far ** 2;
      dy += (y - b) / far ** 2;
    }
  }
  const middle = dx || dy ? Math.atan2(dy, dx) : -Math.PI / 2;
  /** @type {Map<number, Place>} */
  const spots = new Map();
  let ring = 110;
  let slot = 0;
  for (const node of added) {
    for (let tries = 0; tries < 2000; tries += 1) {
      const fits = Math.max(Math.floor((Math.PI * 1.2 * ring) / 52), 3);
      const turn = ((slot % 2 ? 1 : -1) * Math.ceil(slot / 2) * Math.PI * 1.2) / fits;
      const left = x + ring * Math.cos(middle + turn);
      const top = y + ring * Math.sin(middle + turn);
      slot += 1;
      if (slot >= fits) {
        slot = 0;
        ring += 52;
      }
      /** @param {number} [r] */
      const near = (r) => (r || node.d / 2) + node.d / 2 + 10;
      const free = [...there, ...spots.values()].every(([a, b, r]) => Math.hypot(a - left, b - top) > near(r));
      if (free) {
        spots.set(node.at, [left, top, node.d / 2]);
        break;
      }
    }
  }
  return spots;
}

/**
 * Neighbours that are not on the canvas, those with the fewest links first: what few share tells most.
 * @param {Entity} node
 */
export function beyond(node) {
  const there = new Set(onCanvas().map((one) => one.at));
  const found = new Map();
  for (const one of around[node.at]) {
    const end = other(one, node.at);
    if (!there.has(end) && !made.off.has(one.t)) found.set(end, Math.max(found.get(end) || 0, one.p || 1));
  }
  /**
   * @param {[number, number]} a
   * @param {[number, number]} b
   */
  const byRare = (a, b) => nodes[a[0]].k - nodes[b[0]].k || b[1] - a[1] || a[0] - b[0];
  return Array.from(found)
    .sort(byRare)
    .map(([at]) => nodes[at]);
}

/**
 * What holds a circle together: things that its members share and few others have. Of an account, what it shares of
 * these. What is widely shared or protected holds nothing.
 * @param {Entity} node
 */
export const rare = (node) => (node.mark ? 0 : Math.log2(1 + nodes.length / (1 + node.k)));
/** @type {Map<number, Map<number, Telling>>} */
const tellings = new Map();
/**
 * @param {number} circle
 * @returns {Map<number, Telling>}
 */
export function telling(circle) {
  const kept = tellings.get(circle);
  if (kept) return kept;
  const found = new Map();
  const members = nodes.filter((node) => node.c === circle);
  for (const node of members) {
    const inside = new Set(around[node.at].map((one) => other(one, node.at)).filter((at) => nodes[at].c === circle))
      .size;
    const all = new Set(around[node.at].map((one) => other(one, node.at))).size;
    const holds = node.l !== "Account" && inside > 1 ? (inside - 1) * (inside / Math.max(all, 1)) * rare(node) : 0;
    found.set(node.at, { inside, all, tell: holds });
  }
  for (const node of members) {
    if (node.l !== "Account") continue;
    const ends = new Set(around[node.at].map((one) => other(one, node.at)));
    for (const end of ends) {
      const thing = found.get(end);
      if (thing && nodes[end].l !== "Account" && thing.inside > 1) found.get(node.at).tell += thing.tell / thing.inside;
    }
  }
  tellings.set(circle, found);
  return found;
}

/**
 * What the list shows, and in which order; leads may be filtered.
 * @type {{ kind: "nodes" | "leads", order: { key: string | null, down: boolean }, leads: WantedLeads }}
 */
export const listing = {
  kind: "nodes",
  order: { key: null, down: true },
  leads: { kind: "", least: 0, open: false, order: "surest" },
};
/** @type {("nodes" | "leads")[]} */
export const TABS = ["nodes", "leads"];
