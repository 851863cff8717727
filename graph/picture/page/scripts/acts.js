// What people do: choose, open, expand, hide, keep, look for a path.

import { remember } from "./address.js";
import { centre, dots, draw, fit, fitLater, later, withShared } from "./canvas.js";
import { around, circles, leadOf, links, lookUp, nodes, other } from "./data.js";
import { byId } from "./elements.js";
import { waysBetween } from "./paths.js";
import {
  arc,
  beyond,
  blank,
  change,
  guests,
  here,
  listing,
  MOST,
  made,
  now,
  onCanvas,
  setNow,
  shown,
} from "./state.js";
import { say } from "./status.js";
import { counted, many } from "./words.js";

/** @import { Chosen, Entity, Modifiers } from "./types" */

/**
 * Look at something else: no change that is taken back, but a step for the way back.
 * @param {() => void} how
 * @param {boolean} [refit]
 */
export function lookAt(how, refit = false) {
  how();
  draw();
  if (refit) fit();
  remember(true);
}

/**
 * @param {Chosen | null} what
 * @param {boolean} [always]
 */
export function choose(what, always = false) {
  if (what && what.node !== undefined && now.path && !now.path.found && now.path.from !== what.node) {
    return findPath(now.path.from, what.node);
  }
  now.picked = new Set();
  if (what && what.node !== undefined) bring([what.node]);
  if (what && what.link !== undefined) bring([links[what.link].from, links[what.link].to]);
  if (what && what.lead !== undefined) bring(lookUp(leadOf, what.lead).who);
  now.chosen = what;
  draw();
  if (what && what.node !== undefined) centre(what.node, always);
  else if (later) fit();
  if (what && what.lead !== undefined && now.circle !== null && !now.path) {
    fit(Array.from(withShared(lookUp(leadOf, what.lead).who)).filter((at) => dots.get(at)));
  }
  return remember(true);
}
/** @param {Modifiers | undefined} event */
export const adding = (event) => event && (event.ctrlKey || event.metaKey || event.shiftKey);
/**
 * With Ctrl or Shift a node is added to what is chosen, or taken out of it.
 * @param {number} at
 * @param {Modifiers} event
 */
export function chooseOrPick(at, event) {
  if (adding(event) && (now.circle !== null || now.path)) pickMore([at], true);
  else choose({ node: at });
}
/**
 * @param {number[]} some
 * @param {boolean} [flip]
 */
export function pickMore(some, flip = false) {
  const before = now.chosen && now.chosen.node !== undefined ? [now.chosen.node] : [];
  const picked = new Set([...now.picked, ...before]);
  for (const at of some)
    if (!picked.has(at)) picked.add(at);
    else if (flip) picked.delete(at);
  bring(some);
  if (picked.size < 2) {
    now.picked = new Set();
    now.chosen = picked.size ? { node: Array.from(picked)[0] } : null;
  } else {
    now.picked = picked;
    now.chosen = null;
  }
  draw();
  remember(true);
}
/**
 * Nodes that are not on the canvas come with their circle, or are added to the one that is open.
 * @param {number[]} some
 */
export function bring(some) {
  if (!some.length) return;
  if (now.path?.found) {
    const way = now.path.found[now.path.at];
    if (some.every((at) => way.includes(at))) return;
    now.path = null;
    fitLater();
  }
  if (now.circle === null) enter(nodes[some[0]].c);
  const { keep } = here();
  if (some.some((at) => made.hidden.has(at) || made.off.has(nodes[at].l) || (keep && !keep.has(at)))) {
    change((state, own) => {
      for (const at of some) {
        state.hidden.delete(at);
        state.off.delete(nodes[at].l);
        if (own.keep) own.keep.add(at);
      }
    });
  }
  let there = new Set(onCanvas().map((node) => node.at));
  if (!some.some((at) => there.has(at))) {
    enter(nodes[some[0]].c);
    there = new Set(onCanvas().map((node) => node.at));
  }
  const missing = some.filter((at) => !there.has(at));
  const anchor = some.find((at) => there.has(at));
  if (!missing.length || anchor === undefined) return;
  const spots = arc(
    nodes[anchor],
    missing.slice(0, MOST).map((at) => nodes[at]),
  );
  now.brought = new Map([...now.brought, ...spots]);
}
/** @param {number} circle */
export function enter(circle) {
  now.circle = circle;
  now.brought = new Map();
  now.picked = new Set();
  fitLater();
}

/**
 * @param {number} at
 * @param {number} [node]
 */
export function openCircle(at, node) {
  now.path = null;
  enter(at);
  now.chosen = node === undefined ? null : { node };
  listing.order = { key: null, down: true };
  draw();
  fit();
  remember(true);
  const guestCount = guests(at).size;
  const from = guestCount ? `, and ${many(guestCount)} of other clusters that they share` : "";
  say(`${circles[at].n} opened: ${many(circles[at].shown)} of ${many(circles[at].size)} members${from}.`);
}
export function overview() {
  const from = now.circle;
  const open = now.open || (from !== null && circles[from].kind === "audience");
  setNow({ ...blank(), chosen: from === null ? null : { circle: from }, open });
  draw();
  fit();
  remember(true);
}
/** @param {Entity} node */
export function expand(node) {
  const all = beyond(node);
  const some = all.slice(0, MOST);
  if (!some.length) return say("All its neighbours are on the canvas.");
  const spots = arc(node, some);
  change((state, own) => {
    for (const [at, spot] of spots) {
      own.extra.set(at, spot);
      state.hidden.delete(at);
      if (own.keep) own.keep.add(at);
    }
  });
  draw();
  remember();
  const more = all.length > some.length ? `; ${many(all.length - some.length)} more` : "";
  return say(`${many(some.length)} neighbours added${more}.`);
}
export const chosenNodes = () => {
  if (now.picked.size) return Array.from(now.picked);
  return now.chosen && now.chosen.node !== undefined ? [now.chosen.node] : [];
};
/** @param {number[]} some */
export function hide(some) {
  change((state) => {
    for (const at of some) state.hidden.add(at);
  });
  now.chosen = null;
  now.picked = new Set();
  draw();
  remember();
  say(`${some.length === 1 ? nodes[some[0]].n : counted(some.length, "node")} hidden. Ctrl+Z brings back.`);
}
/** @param {number} at */
export function hideLink(at) {
  change((state) => {
    state.cut.add(at);
  });
  now.chosen = null;
  draw();
  remember();
  say("Link hidden. Ctrl+Z brings it back.");
}
export function hideChosen() {
  if (now.chosen && now.chosen.link !== undefined) hideLink(now.chosen.link);
  else if (chosenNodes().length) hide(chosenNodes());
}
// Of one node its neighbours stay too; of several only they.
export function keepChosen() {
  const some = chosenNodes();
  if (!some.length) return;
  const kept = some.length > 1 ? some : [some[0], ...around[some[0]].map((one) => other(one, some[0]))];
  change((_state, own) => {
    own.keep = new Set(kept);
  });
  now.picked = new Set();
  draw();
  fit();
  remember();
}
export function showAll() {
  change((state, own) => {
    own.keep = null;
    state.hidden = new Set();
    state.cut = new Set();
  });
  draw();
  remember();
}

/** @param {Entity} node */
export function markPath(node) {
  lookAt(() => {
    now.path = { from: node.at, wide: false, found: null, at: 0 };
    now.chosen = { node: node.at };
    now.picked = new Set();
  });
  say(`Path from ${node.n}: choose where it ends.`);
}
/**
 * @param {number} from
 * @param {number} to
 * @param {boolean} [wide]
 */
export function findPath(from, to, wide = false) {
  const found = waysBetween(from, to, wide);
  now.chosen = null;
  now.picked = new Set();
  now.path = { from, to, wide, found: found.length ? found : null, at: 0 };
  draw();
  fit();
  remember(true);
  const names = found.length ? found[0].map((at) => nodes[at].n).join(", ") : "";
  const none = `No way leads from ${nodes[from].n} to ${nodes[to].n}${wide ? "" : " over rare ties alone"}.`;
  say(found.length ? `Path of ${counted(found[0].length - 1, "link")}: ${names}.` : none);
  if (!found.length && now.circle === null) byId("panel").focus();
}
export function endPath() {
  lookAt(() => {
    now.path = null;
    now.chosen = null;
  }, true);
}

/** @param {() => number | null | undefined} act */
export function step(act) {
  const before = now.circle;
  const circle = act();
  if (circle === undefined) return;
  if (circle !== before || now.path) {
    now.path = null;
    if (circle === null) now.circle = null;
    else if (circle !== before) enter(circle);
  }
  const there = new Set(shown().map((node) => node.at));
  now.picked = new Set(Array.from(now.picked).filter((at) => there.has(at)));
  if (now.chosen && now.chosen.node !== undefined && !there.has(now.chosen.node)) now.chosen = null;
  draw();
  remember();
  if (circle !== before) fit();
}
