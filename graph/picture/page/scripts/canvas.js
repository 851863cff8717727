// The canvas: what stands on it, what is dimmed, and the pointer: one click chooses, Ctrl adds, Shift draws a box.

import { around, audiences, circles, crews, data, leadOf, links, lookUp, nodes, other } from "./data.js";
import { barSize, drawBar, drawDisc, drawLabels, drawShape, linkColour, look } from "./drawing.js";
import { byId } from "./elements.js";
import { here, made, now, place, shown, shownLinks } from "./state.js";

/** @import { Label, Link, Spot } from "./types" */

/** @type {vis.DataSet<vis.Dot>} */
export const dots = new vis.DataSet();
/** @type {vis.DataSet<vis.Line>} */
export const lines = new vis.DataSet();
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
/** @type {Set<vis.Id> | null} */
let inFocus = null; // what is not dimmed; null where nothing is chosen

// A node of the overview is "c" and its place, the audiences' row "bar", any other its place among the nodes.
export const BAR = "bar";
/**
 * @param {vis.Id} id
 * @returns {id is string}
 */
export const isCircle = (id) => typeof id === "string";
export const nodesOnCanvas = () => dots.getIds().filter((id) => !isCircle(id));
/** @param {string} id */
export const circleAt = (id) => circles[Number(id.slice(1))];
/** @param {vis.Id} id */
export const alphaOf = (id) => (inFocus && !inFocus.has(id) ? 0.12 : 1);

// Nearer, nodes grow slower than the space between them.
const zoomed = () => 1 / Math.max(net.getScale(), 1) ** 0.5;
/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {vis.Id} id
 * @param {number} x
 * @param {number} y
 * @param {boolean} hover
 * @param {number} scale
 * @param {number} small
 */
function paintNode(ctx, id, x, y, hover, scale, small) {
  const alpha = alphaOf(id);
  if (id === BAR) drawBar(ctx, x, y, { alpha, hover, scale, open: now.open });
  else if (isCircle(id)) drawDisc(ctx, circleAt(id), x, y, { alpha, chosen: isChosen(id), hover, scale });
  else {
    const one = nodes[id];
    const guest = one.c !== now.circle && !now.path;
    drawShape(ctx, one.l, x, y, (one.d / 2) * small, {
      alpha,
      chosen: isChosen(id),
      guest,
      near: Boolean(one.near),
      life: one.state,
    });
  }
}
/** @param {vis.Drawn} drawn */
function custom({ ctx, id, x, y, state }) {
  const scale = net.getScale();
  const small = zoomed();
  const [width, height] = id === BAR ? barSize(scale) : [2 * radiusOf(id) * small, 2 * radiusOf(id) * small];
  return { drawNode: () => paintNode(ctx, id, x, y, state.hover, scale, small), nodeDimensions: { width, height } };
}
/** @param {vis.Id} id */
export const radiusOf = (id) => (id === BAR ? 16 : isCircle(id) ? circleAt(id).r : nodes[id].d / 2);
/** @param {vis.Id} id */
export function isChosen(id) {
  if (!isCircle(id) && now.picked.has(id)) return true;
  const chosen = now.chosen;
  if (!chosen || id === BAR) return false;
  if (isCircle(id)) return chosen.circle === Number(id.slice(1));
  if (chosen.node === id) return true;
  return chosen.link !== undefined && (links[chosen.link].from === id || links[chosen.link].to === id);
}

export const canvas = byId("canvas");
export const net = new vis.Network(
  canvas,
  { nodes: dots, edges: lines },
  {
    physics: false,
    layout: { improvedLayout: false },
    interaction: {
      hover: true,
      hoverConnectedEdges: false,
      selectConnectedEdges: false,
      keyboard: false,
      tooltipDelay: 1e9,
      zoomSpeed: 0.7,
    },
    nodes: { shape: "custom", ctxRenderer: custom, chosen: false, label: undefined },
    edges: { smooth: false, chosen: false, selectionWidth: 0, hoverWidth: 1, arrowStrikethrough: false },
  },
);
for (const part of canvas.querySelectorAll("[tabindex]")) part.removeAttribute("tabindex");

/**
 * @param {Link} one
 * @param {number} twins
 * @returns {vis.Line}
 */
function edge(one, twins) {
  const posts = one.p || 1;
  const strong = !inFocus || (inFocus.has(one.from) && inFocus.has(one.to) && focusedLink(one));
  return {
    id: `l${one.at}`,
    from: one.from,
    to: one.to,
    width: Math.min(0.8 + Math.log2(posts) * 0.6, 5) + (one.s === "observed" ? 0 : 1.6),
    dashes: one.s === "inferred" ? [7, 5] : false,
    color: {
      color: linkColour(one.t),
      hover: look().chosen,
      opacity: strong ? (inFocus || now.path ? 0.95 : 0.5) : 0.06,
    },
    arrows: {
      to: { enabled: true, scaleFactor: 0.35 },
      middle: { enabled: one.s === "judged", type: "circle", scaleFactor: 0.5 },
    },
    smooth: twins ? { enabled: true, type: "curvedCW", roundness: 0.13 * twins } : false,
  };
}
/** @param {Link} one */
function focusedLink(one) {
  const chosen = now.chosen;
  if (now.path) return true;
  if (chosen && chosen.node !== undefined) return one.from === chosen.node || one.to === chosen.node;
  return !(chosen && chosen.link !== undefined) || one.at === chosen.link;
}

/** @returns {Set<vis.Id> | null} */
function focused() {
  const chosen = now.chosen;
  if (now.path?.found) return null;
  if (now.picked.size > 1) return withShared(Array.from(now.picked));
  if (!chosen) return null;
  if (now.circle === null) {
    if (chosen.circle === undefined) return null;
    const pairs = data.between.filter(([a, b]) => a === chosen.circle || b === chosen.circle);
    return new Set([
      BAR,
      ...[chosen.circle, ...pairs.map(([a, b]) => (a === chosen.circle ? b : a))].map((at) => `c${at}`),
    ]);
  }
  if (chosen.node !== undefined) {
    const at = chosen.node;
    const ends = around[at].filter((one) => !made.off.has(one.t) && !made.cut.has(one.at));
    return new Set([at, ...ends.map((one) => other(one, at))]);
  }
  if (chosen.link !== undefined) return new Set([links[chosen.link].from, links[chosen.link].to]);
  if (chosen.lead !== undefined) return withShared(lookUp(leadOf, chosen.lead).who);
  return null;
}

/**
 * Subjects of a lead with what two of them or more have links with: that is what it rests on.
 * @param {number[]} who
 * @returns {Set<vis.Id>}
 */
export function withShared(who) {
  const counts = new Map();
  for (const at of who) {
    for (const end of new Set(around[at].map((one) => other(one, at)))) counts.set(end, (counts.get(end) || 0) + 1);
  }
  return new Set([
    ...who,
    ...Array.from(counts)
      .filter(([, count]) => count > 1)
      .map(([at]) => at),
  ]);
}

/**
 * @template {{ id: vis.Id }} Item
 * @param {vis.DataSet<Item>} set
 * @param {Item[]} wanted
 */
function put(set, wanted) {
  const there = new Set(wanted.map((one) => one.id));
  set.remove(set.getIds().filter((id) => !there.has(id)));
  set.update(wanted);
}

// Crews, below them one row for all audiences, and the audiences where that row is open.
function overviewDots() {
  const { moved } = here();
  /**
   * @param {vis.Id} id
   * @param {number} x
   * @param {number} y
   * @param {number} size
   * @returns {vis.Dot}
   */
  const dot = (id, x, y, size) => ({ id, x: (moved.get(id) || [x])[0], y: (moved.get(id) || [0, y])[1], size });
  const drawn = now.open ? [...crews, ...audiences] : crews;
  const dotsOf = drawn.map((one) => dot(`c${one.at}`, one.x, one.y, one.r));
  if (!audiences.length) return dotsOf;
  const low = Math.max(...crews.map((one) => one.y + one.r), 0);
  const high = low - Math.min(...crews.map((one) => one.y - one.r), 0);
  return [...dotsOf, dot(BAR, 0, low + Math.max(85, high * 0.09), 16)];
}
/** @type {(() => void)[]} */
const afterDraw = [];
/**
 * Have this done whenever the canvas was drawn: what stands beside it shows the same.
 * @param {() => void} act
 */
export function whenDrawn(act) {
  afterDraw.push(act);
}
export function draw() {
  inFocus = focused();
  if (now.circle === null && !now.path) {
    put(lines, []);
    put(dots, overviewDots());
    put(
      lines,
      data.between.map(([a, b, things]) => ({
        id: `b${a}-${b}`,
        from: `c${a}`,
        to: `c${b}`,
        width: Math.min(1.5 + 1.5 * things.length, 9),
        arrows: "",
        color: {
          color: look().line,
          hover: look().chosen,
          opacity: inFocus && !(inFocus.has(`c${a}`) && inFocus.has(`c${b}`)) ? 0.08 : 0.8,
        },
        smooth: { enabled: true, type: "curvedCW", roundness: 0.1 },
      })),
    );
  } else {
    const among = shown();
    const twins = new Map();
    const there = new Set(among.map((node) => node.at));
    /** @param {string} id */
    const gone = (id) =>
      id[0] !== "l" || !there.has(links[Number(id.slice(1))].from) || !there.has(links[Number(id.slice(1))].to);
    lines.remove(lines.getIds().filter(gone));
    put(
      dots,
      among.map((node) => {
        const [x, y] = place(node);
        return { id: node.at, x, y, size: node.d / 2 };
      }),
    );
    put(
      lines,
      shownLinks(among).map((one) => {
        const key = one.from < one.to ? `${one.from} ${one.to}` : `${one.to} ${one.from}`;
        const before = twins.get(key) || 0;
        twins.set(key, before + 1);
        return edge(one, before);
      }),
    );
  }
  for (const act of afterDraw) act();
}

/**
 * What is to be labelled, the most telling first; where says where a place of the picture is drawn.
 * @param {(spot: Spot) => Spot} where
 * @param {number} scale
 * @param {number} width
 * @param {number} height
 * @returns {Label[]}
 */
export function wantedLabels(where, scale, width, height) {
  /** @type {Label[]} */
  const wanted = [];
  const subjects = now.chosen && now.chosen.lead !== undefined ? lookUp(leadOf, now.chosen.lead).who : null;
  const near = now.chosen && now.chosen.node !== undefined ? now.chosen.node : null;
  const small = zoomed();
  for (const id of dots.getIds()) {
    if (id === BAR || (inFocus && !inFocus.has(id))) continue;
    const circle = isCircle(id) ? circleAt(id) : null;
    const node = isCircle(id) ? null : nodes[id];
    const crew = circle?.kind === "crew";
    const r = radiusOf(id) * (circle ? 1 : small);
    if (node && r * scale < 4 && !isChosen(id)) continue;
    const spot = net.getPosition(id);
    const at = where({ x: spot.x, y: spot.y + r });
    if (at.x < -60 || at.y < -40 || at.x > width + 60 || at.y > height + 20) continue;
    const first = isChosen(id) || (node && subjects?.includes(node.at)) || now.path;
    const rank = circle ? circle.size + (crew ? 1e6 : 0) : (node?.k ?? 0) + (node?.l === "Group" ? 30 : 0);
    wanted.push({
      text: (circle ?? node)?.n ?? "",
      x: at.x,
      y: at.y,
      tall: 2 * r * scale,
      alpha: 1,
      chosen: isChosen(id),
      strong: crew || node?.l === "Group",
      soft: circle?.kind === "audience",
      size: crew ? 14 : 12,
      rank: first ? 1e9 : rank + (near !== null && inFocus ? 100 : 0),
    });
  }
  return wanted.sort((a, b) => b.rank - a.rank);
}
net.on("afterDrawing", (ctx) => {
  ctx.save();
  ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  drawLabels(
    ctx,
    wantedLabels((spot) => net.canvasToDOM(spot), net.getScale(), canvas.clientWidth, canvas.clientHeight),
  );
  ctx.restore();
  if (!document.body.dataset.ready)
    requestAnimationFrame(() => {
      document.body.dataset.ready = "true";
    });
});

export let later = false; // whether another circle was opened, so that the view must be fitted
export function fitLater() {
  later = true;
}
/**
 * Moves only where the node is out of sight, or was searched for; the zoom stays.
 * @param {number} at
 * @param {boolean} [always]
 */
export function centre(at, always) {
  if (later === true) {
    fit();
    return;
  }
  const spot = net.getPosition(at);
  const seen = net.canvasToDOM(spot);
  const inside = seen.x > 60 && seen.y > 60 && seen.x < canvas.clientWidth - 60 && seen.y < canvas.clientHeight - 60;
  if (inside && !always) return;
  net.moveTo({ position: spot, animation: still ? false : { duration: 200, easingFunction: "easeInOutQuad" } });
}
/** @param {vis.Id[]} [some] */
export function fit(some) {
  later = false;
  net.fit({ nodes: some?.length ? some : dots.getIds(), maxZoomLevel: 1.4, animation: false });
  // names of clusters are broader than their circles
  const names = now.circle === null && crews.length < 25 ? 0.78 : 0.9;
  net.moveTo({ scale: Math.min(net.getScale() * names, 1.3) });
}
