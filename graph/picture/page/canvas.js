// The canvas: what stands on it, what is dimmed, and the pointer: one click chooses, Ctrl adds, Shift draws a box.

const dots = new vis.DataSet(),
  lines = new vis.DataSet();
let focus = null; // what is not dimmed; null where nothing is chosen

// A node of the overview is "c" and its place, the audiences' row "bar", any other its place among the nodes.
const BAR = "bar";
const isCircle = (id) => typeof id === "string";
const circleAt = (id) => circles[Number(id.slice(1))];
const alphaOf = (id) => (focus && !focus.has(id) ? 0.12 : 1);

// Nearer, nodes grow slower than the space between them.
const zoomed = () => 1 / Math.max(net.getScale(), 1) ** 0.5;
function paintNode(ctx, id, x, y, hover, scale, small) {
  const alpha = alphaOf(id);
  if (id === BAR) bar(ctx, x, y, { alpha, hover, scale, open: now.open });
  else if (isCircle(id)) disc(ctx, circleAt(id), x, y, { alpha, chosen: isChosen(id), hover, scale });
  else {
    const one = nodes[id];
    const guest = one.c !== now.circle && !now.path;
    shape(ctx, one.l, x, y, (one.d / 2) * small, { alpha, chosen: isChosen(id), guest, near: one.near, life: one.state });
  }
}
function custom({ ctx, id, x, y, state }) {
  const scale = net.getScale(),
    small = zoomed();
  const [width, height] = id === BAR ? barSize(scale) : [2 * radiusOf(id) * small, 2 * radiusOf(id) * small];
  return { drawNode: () => paintNode(ctx, id, x, y, state.hover, scale, small), nodeDimensions: { width, height } };
}
const radiusOf = (id) => (id === BAR ? 16 : isCircle(id) ? circleAt(id).r : nodes[id].d / 2);
function isChosen(id) {
  if (now.picked.has(id)) return true;
  const chosen = now.chosen;
  if (!chosen || id === BAR) return false;
  if (isCircle(id)) return chosen.circle === Number(id.slice(1));
  if (chosen.node === id) return true;
  return chosen.link !== undefined && (links[chosen.link].from === id || links[chosen.link].to === id);
}

const canvas = $("canvas");
const net = new vis.Network(
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

function edge(one, twins) {
  const posts = one.p || 1;
  const strong = !focus || (focus.has(one.from) && focus.has(one.to) && focusedLink(one));
  return {
    id: `l${one.at}`,
    from: one.from,
    to: one.to,
    width: Math.min(0.8 + Math.log2(posts) * 0.6, 5) + (one.s === "observed" ? 0 : 1.6),
    dashes: one.s === "inferred" ? [7, 5] : false,
    color: {
      color: linkColour(one.t),
      hover: look().chosen,
      opacity: strong ? (focus || now.path ? 0.95 : 0.5) : 0.06,
    },
    arrows: {
      to: { enabled: true, scaleFactor: 0.35 },
      middle: { enabled: one.s === "judged", type: "circle", scaleFactor: 0.5 },
    },
    smooth: twins ? { enabled: true, type: "curvedCW", roundness: 0.13 * twins } : false,
  };
}
function focusedLink(one) {
  const chosen = now.chosen;
  if (now.path) return true;
  if (chosen && chosen.node !== undefined) return one.from === chosen.node || one.to === chosen.node;
  return !(chosen && chosen.link !== undefined) || one.at === chosen.link;
}

function focused() {
  const chosen = now.chosen;
  if (now.path && now.path.found) return null;
  if (now.picked.size > 1) return withShared(Array.from(now.picked));
  if (!chosen) return null;
  if (now.circle === null) {
    if (chosen.circle === undefined) return null;
    const pairs = data.between.filter(([a, b]) => a === chosen.circle || b === chosen.circle);
    return new Set([BAR, ...[chosen.circle, ...pairs.flatMap(([a, b]) => [a, b])].map((at) => `c${at}`)]);
  }
  if (chosen.node !== undefined) {
    const ends = around[chosen.node].filter((one) => !made.off.has(one.t) && !made.cut.has(one.at));
    return new Set([chosen.node, ...ends.map((one) => other(one, chosen.node))]);
  }
  if (chosen.link !== undefined) return new Set([links[chosen.link].from, links[chosen.link].to]);
  if (chosen.lead !== undefined) return withShared(leadOf.get(chosen.lead).who);
  return null;
}

// Subjects of a lead with what two of them or more have links with: that is what it rests on.
function withShared(who) {
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

function put(set, wanted) {
  const there = new Set(wanted.map((one) => one.id));
  set.remove(set.getIds().filter((id) => !there.has(id)));
  set.update(wanted);
}

// Crews, below them one row for all audiences, and the audiences where that row is open.
function overviewDots() {
  const { moved } = here();
  const dot = (id, x, y, size) => ({ id, x: (moved.get(id) || [x])[0], y: (moved.get(id) || [0, y])[1], size });
  const drawn = now.open ? [...crews, ...audiences] : crews;
  const dotsOf = drawn.map((one) => dot(`c${one.at}`, one.x, one.y, one.r));
  if (!audiences.length) return dotsOf;
  const low = Math.max(...crews.map((one) => one.y + one.r), 0);
  const high = low - Math.min(...crews.map((one) => one.y - one.r), 0);
  return [...dotsOf, dot(BAR, 0, low + Math.max(85, high * 0.09), 16)];
}
function draw() {
  focus = focused();
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
          opacity: focus && !(focus.has(`c${a}`) && focus.has(`c${b}`)) ? 0.08 : 0.8,
        },
        smooth: { enabled: true, type: "curvedCW", roundness: 0.1 },
      })),
    );
  } else {
    const among = shown();
    const twins = new Map();
    const there = new Set(among.map((node) => node.at));
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
  legend();
  trail();
  list();
  tell();
  buttons();
}

// What is to be labelled, the most telling first; where says where a place of the picture is drawn.
function wantedLabels(where, scale, width, height) {
  const wanted = [];
  const subjects = now.chosen && now.chosen.lead !== undefined ? leadOf.get(now.chosen.lead).who : null;
  const near = now.chosen && now.chosen.node !== undefined ? now.chosen.node : null;
  const small = zoomed();
  for (const id of dots.getIds()) {
    if (id === BAR || (focus && !focus.has(id))) continue;
    const one = isCircle(id) ? circleAt(id) : nodes[id];
    const r = radiusOf(id) * (isCircle(id) ? 1 : small);
    if (!isCircle(id) && r * scale < 4 && !isChosen(id)) continue;
    const spot = net.getPosition(id);
    const at = where({ x: spot.x, y: spot.y + r });
    if (at.x < -60 || at.y < -40 || at.x > width + 60 || at.y > height + 20) continue;
    const first = isChosen(id) || (subjects && subjects.includes(id)) || now.path;
    const rank = isCircle(id) ? one.size + (one.kind === "crew" ? 1e6 : 0) : one.k + (one.l === "Group" ? 30 : 0);
    wanted.push({
      text: one.n,
      x: at.x,
      y: at.y,
      tall: 2 * r * scale,
      alpha: 1,
      chosen: isChosen(id),
      strong: isCircle(id) ? one.kind === "crew" : one.l === "Group",
      soft: one.kind === "audience",
      size: isCircle(id) && one.kind === "crew" ? 14 : 12,
      rank: first ? 1e9 : rank + (near !== null && focus ? 100 : 0),
    });
  }
  return wanted.sort((a, b) => b.rank - a.rank);
}
net.on("afterDrawing", (ctx) => {
  ctx.save();
  ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  labels(
    ctx,
    wantedLabels((spot) => net.canvasToDOM(spot), net.getScale(), canvas.clientWidth, canvas.clientHeight),
  );
  ctx.restore();
  if (!document.body.dataset.ready)
    requestAnimationFrame(() => {
      document.body.dataset.ready = "true";
    });
});

const adding = (event) => event && (event.ctrlKey || event.metaKey || event.shiftKey);
net.on("click", ({ nodes: on, edges: over, event }) => {
  const source = (event && event.srcEvent) || {};
  if (on.length) chooseDot(on[0], source);
  else if (over.length && over[0][0] === "l") choose({ link: Number(over[0].slice(1)) });
  else if (over.length && over[0][0] === "b") choose({ circle: Number(over[0].slice(1).split("-")[0]) });
  else if ((now.chosen || now.picked.size) && !adding(source)) choose(null);
  net.unselectAll();
});
function chooseDot(id, event) {
  if (id === BAR)
    look_(() => {
      now.open = !now.open;
    }, true);
  else if (isCircle(id)) choose({ circle: Number(id.slice(1)) });
  else chooseOrPick(id, event);
}
// The browser's own event: it knows two clicks also where the first one took long to draw.
canvas.addEventListener("dblclick", (event) => {
  const on = net.getNodeAt(boxSpot(event));
  if (on === BAR || event.ctrlKey || event.shiftKey) return;
  if (isCircle(on)) openCircle(circleAt(on).at);
  else if (on !== undefined && !now.path) expand(nodes[on]);
});
net.on("dragEnd", ({ nodes: on }) => {
  if (!on.length || now.path) return;
  const spot = net.getPosition(on[0]);
  change((state, own) => {
    own.moved.set(on[0], [spot.x, spot.y]);
  });
  buttons();
  remember();
});
for (const [name, shape_] of [
  ["hoverNode", "pointer"],
  ["hoverEdge", "pointer"],
  ["blurNode", ""],
  ["blurEdge", ""],
]) {
  net.on(name, () => {
    canvas.style.cursor = shape_;
  });
}
net.on("oncontext", ({ event, pointer }) => {
  event.preventDefault();
  const on = net.getNodeAt(pointer.DOM),
    over = net.getEdgeAt(pointer.DOM);
  menu(event.clientX, event.clientY, on, over);
});
addEventListener("resize", () => net.redraw());

// Shift and drag on the canvas draws a box; what lies in it is added to what is chosen.
let boxed = null;
function boxSpot(event) {
  const frame = canvas.getBoundingClientRect();
  return { x: event.clientX - frame.x, y: event.clientY - frame.y };
}
canvas.addEventListener(
  "pointerdown",
  (event) => {
    const spot = boxSpot(event);
    if (!event.shiftKey || event.button !== 0 || now.circle === null || net.getNodeAt(spot) !== undefined) return;
    event.stopPropagation();
    event.preventDefault();
    boxed = { from: spot, frame: $("box") };
    canvas.setPointerCapture(event.pointerId);
  },
  true,
);
canvas.addEventListener(
  "pointermove",
  (event) => {
    if (!boxed) return;
    event.stopPropagation();
    const spot = boxSpot(event),
      { from, frame } = boxed;
    frame.hidden = false;
    frame.style.left = `${Math.min(from.x, spot.x)}px`;
    frame.style.top = `${Math.min(from.y, spot.y)}px`;
    frame.style.width = `${Math.abs(from.x - spot.x)}px`;
    frame.style.height = `${Math.abs(from.y - spot.y)}px`;
  },
  true,
);
canvas.addEventListener(
  "pointerup",
  (event) => {
    if (!boxed) return;
    event.stopPropagation();
    const spot = boxSpot(event),
      { from, frame } = boxed;
    boxed = null;
    frame.hidden = true;
    const [left, right] = [from.x, spot.x].sort((a, b) => a - b),
      [top, bottom] = [from.y, spot.y].sort((a, b) => a - b);
    const inside = dots.getIds().filter((id) => {
      const at = net.canvasToDOM(net.getPosition(id));
      return !isCircle(id) && at.x >= left && at.x <= right && at.y >= top && at.y <= bottom;
    });
    if (inside.length) pickMore(inside);
  },
  true,
);
