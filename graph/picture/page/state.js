// What is shown now: one circle or all, what was added, filtered, hidden and chosen; every step can be taken back.

const nodes = data.nodes, links = data.links, circles = data.circles;
nodes.forEach((node, at) => { node.at = at; });
links.forEach((one, at) => { one.at = at; });
const around = nodes.map(() => []);
for (const one of links) { around[one.from].push(one); if (one.to !== one.from) around[one.to].push(one); }
const leadOf = new Map(data.leads.map((lead) => [lead.id, lead]));
const nodeOf = new Map(nodes.map((node) => [node.id, node]));
const about = nodes.map(() => []);
for (const lead of data.leads) for (const at of lead.who) about[at].push(lead);
const other = (one, at) => (one.from === at ? one.to : one.from);

const MOST = 60; // nodes that one expansion adds

// circle: null in the overview; extra: nodes that were added, with their places; chosen: what the panel tells of.
let now = { circle: null, extra: new Map(), off: new Set(), hidden: new Set(), keep: null, chosen: null, moved: new Map(), path: null };
const past = [], future = [];

function copy(state) {
  return { ...state, extra: new Map(state.extra), off: new Set(state.off), hidden: new Set(state.hidden), keep: state.keep && new Set(state.keep), moved: new Map(state.moved) };
}
function change(how) {
  past.push(copy(now));
  if (past.length > 200) past.shift();
  future.length = 0;
  how(now);
}
function undo() { if (past.length) { future.push(copy(now)); now = past.pop(); } }
function redo() { if (future.length) { past.push(copy(now)); now = future.pop(); } }

// Nodes of other circles that belong to the picture of one: without them its members would stand apart.
const guests = (circle) => new Map(circles[circle].g.map(([at, x, y]) => [at, [x, y]]));

// All nodes of the canvas, before filters.
function onCanvas() {
  if (now.circle === null) return [];
  const own = nodes.filter((node) => node.c === now.circle && !now.extra.has(node.at));
  return [...own, ...Array.from(now.extra.keys(), (at) => nodes[at])];
}
function shown() {
  return onCanvas().filter((node) => !now.off.has(node.l) && !now.hidden.has(node.at) && (!now.keep || now.keep.has(node.at)));
}
function shownLinks(among) {
  const there = new Set(among.map((node) => node.at));
  const found = [];
  for (const at of there) for (const one of around[at]) if (one.from === at && there.has(one.to) && !now.off.has(one.t)) found.push(one);
  return found;
}
function place(node) {
  return now.moved.get(node.at) || now.extra.get(node.at) || [node.x, node.y];
}

// Give free places for new nodes on an arc around an anchor, on the side that has most room; nothing there moves.
function arc(anchor, added) {
  const there = onCanvas().map((node) => [...place(node), node.d / 2]);
  const [x, y] = place(anchor);
  let dx = 0, dy = 0;
  for (const [a, b] of there) {
    const far = Math.hypot(x - a, y - b);
    if (far > 0 && far < 400) { dx += (x - a) / far ** 2; dy += (y - b) / far ** 2; }
  }
  const middle = dx || dy ? Math.atan2(dy, dx) : -Math.PI / 2;
  const spots = new Map();
  let ring = 110, slot = 0;
  for (const node of added) {
    for (let tries = 0; tries < 2000; tries += 1) {
      const fits = Math.max(Math.floor((Math.PI * 1.2 * ring) / 52), 3);
      const turn = ((slot % 2 ? 1 : -1) * Math.ceil(slot / 2) * Math.PI * 1.2) / fits;
      const spot = [x + ring * Math.cos(middle + turn), y + ring * Math.sin(middle + turn)];
      slot += 1;
      if (slot >= fits) { slot = 0; ring += 52; }
      const free = [...there, ...spots.values()].every(([a, b, r]) => Math.hypot(a - spot[0], b - spot[1]) > (r || node.d / 2) + node.d / 2 + 10);
      if (free) { spots.set(node.at, [...spot, node.d / 2]); break; }
    }
  }
  return spots;
}

// Neighbours that are not on the canvas, those with the fewest links first: what few share tells most.
function beyond(node) {
  const there = new Set(onCanvas().map((one) => one.at));
  const found = new Map();
  for (const one of around[node.at]) {
    const end = other(one, node.at);
    if (!there.has(end) && !now.off.has(one.t)) found.set(end, Math.max(found.get(end) || 0, one.p || 1));
  }
  return Array.from(found).sort((a, b) => nodes[a[0]].k - nodes[b[0]].k || b[1] - a[1] || a[0] - b[0]).map(([at]) => nodes[at]);
}

// The shortest way between two nodes, over all links that the legend shows.
function way(from, to) {
  const before = new Map([[from, null]]);
  let front = [from];
  while (front.length && !before.has(to)) {
    const next = [];
    for (const at of front) {
      for (const one of around[at]) {
        const end = other(one, at);
        if (!before.has(end) && !now.off.has(one.t) && !now.off.has(nodes[end].l)) { before.set(end, at); next.push(end); }
      }
    }
    front = next;
  }
  if (!before.has(to)) return [];
  const found = [];
  for (let at = to; at !== null; at = before.get(at)) found.unshift(at);
  return found;
}
