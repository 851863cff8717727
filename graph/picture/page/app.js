// The canvas, what people do with it, tools and keys: all show one state.

const dots = new vis.DataSet(), lines = new vis.DataSet();
let focus = null; // what is not dimmed; null where nothing is chosen

// A node of the overview is "c" and its place, any other its place among the nodes.
const isCircle = (id) => typeof id === "string";
const alphaOf = (id) => (focus && !focus.has(id) ? 0.12 : 1);

function custom({ ctx, id, x, y, state }) {
  const one = isCircle(id) ? circles[Number(id.slice(1))] : nodes[id];
  const r = isCircle(id) ? one.r : one.d / 2;
  const chosen = isChosen(id);
  return {
    drawNode() {
      if (isCircle(id)) disc(ctx, one, x, y, { alpha: alphaOf(id), chosen, hover: state.hover });
      else shape(ctx, one.l, x, y, r, { alpha: alphaOf(id), chosen, guest: one.c !== now.circle });
    },
    nodeDimensions: { width: 2 * r, height: 2 * r },
  };
}
function isChosen(id) {
  const chosen = now.chosen;
  if (!chosen) return false;
  if (isCircle(id)) return chosen.circle === Number(id.slice(1));
  if (chosen.node === id) return true;
  if (chosen.link !== undefined) return links[chosen.link].from === id || links[chosen.link].to === id;
  return false;
}

const canvas = $("canvas");
const net = new vis.Network(canvas, { nodes: dots, edges: lines }, {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { hover: true, hoverConnectedEdges: false, selectConnectedEdges: false, keyboard: false, tooltipDelay: 1e9, zoomSpeed: 0.7 },
  nodes: { shape: "custom", ctxRenderer: custom, chosen: false, label: undefined },
  edges: { smooth: false, chosen: false, selectionWidth: 0, hoverWidth: 1, arrowStrikethrough: false },
});
for (const made of canvas.querySelectorAll("[tabindex]")) made.removeAttribute("tabindex");

function edge(one, twins) {
  const posts = one.p || 1;
  const strong = !focus || (focus.has(one.from) && focus.has(one.to) && focusedLink(one));
  return {
    id: `l${one.at}`, from: one.from, to: one.to,
    width: Math.min(0.8 + Math.log2(posts) * 0.6, 5) + (one.s === "observed" ? 0 : 0.8),
    dashes: one.s === "inferred" ? [7, 5] : false,
    color: { color: link(one.t)[3], hover: "#f59e0b", opacity: strong ? (focus ? 0.95 : 0.5) : 0.06 },
    arrows: { to: { enabled: true, scaleFactor: 0.35 }, middle: { enabled: one.s === "judged", type: "circle", scaleFactor: 0.5 } },
    smooth: twins ? { enabled: true, type: "curvedCW", roundness: 0.13 * twins } : false,
  };
}
function focusedLink(one) {
  const chosen = now.chosen;
  if (chosen && chosen.node !== undefined && !now.path) return one.from === chosen.node || one.to === chosen.node;
  if (chosen && chosen.link !== undefined) return one.at === chosen.link;
  return true;
}

function focused() {
  const chosen = now.chosen;
  if (now.path && now.path.found) return new Set(now.path.found);
  if (!chosen) return null;
  if (now.circle === null) {
    if (chosen.circle === undefined) return null;
    return new Set([chosen.circle, ...data.between.filter(([a, b]) => a === chosen.circle || b === chosen.circle).flatMap(([a, b]) => [a, b])].map((at) => `c${at}`));
  }
  if (chosen.node !== undefined) return new Set([chosen.node, ...around[chosen.node].filter((one) => !now.off.has(one.t)).map((one) => other(one, chosen.node))]);
  if (chosen.link !== undefined) return new Set([links[chosen.link].from, links[chosen.link].to]);
  if (chosen.lead !== undefined) return withShared(leadOf.get(chosen.lead).who);
  return null;
}

// Subjects of a lead with what two of them or more have links with: that is what it rests on.
function withShared(who) {
  const counts = new Map();
  for (const at of who) for (const end of new Set(around[at].map((one) => other(one, at)))) counts.set(end, (counts.get(end) || 0) + 1);
  return new Set([...who, ...Array.from(counts).filter(([, count]) => count > 1).map(([at]) => at)]);
}

function put(set, wanted) {
  const there = new Set(wanted.map((one) => one.id));
  set.remove(set.getIds().filter((id) => !there.has(id)));
  set.update(wanted);
}

function draw() {
  focus = focused();
  if (now.circle === null) {
    put(lines, []);
    put(dots, circles.map((one, at) => ({ id: `c${at}`, x: (now.moved.get(`c${at}`) || [one.x])[0], y: (now.moved.get(`c${at}`) || [0, one.y])[1], size: one.r })));
    const most = Math.max(...data.between.map(([, , count]) => count), 1);
    put(lines, data.between.map(([a, b, count]) => ({
      id: `b${a}-${b}`, from: `c${a}`, to: `c${b}`, width: 1 + 7 * Math.sqrt(count / most), arrows: "",
      color: { color: "#94a3b8", hover: "#f59e0b", opacity: focus && !(focus.has(`c${a}`) && focus.has(`c${b}`)) ? 0.08 : 0.6 },
      smooth: { enabled: true, type: "curvedCW", roundness: 0.1 },
    })));
  } else {
    const among = shown();
    const twins = new Map();
    const there = new Set(among.map((node) => node.at));
    lines.remove(lines.getIds().filter((id) => id[0] !== "l" || !there.has(links[Number(id.slice(1))].from) || !there.has(links[Number(id.slice(1))].to)));
    put(dots, among.map((node) => { const [x, y] = place(node); return { id: node.at, x, y, size: node.d / 2 }; }));
    put(lines, shownLinks(among).map((one) => {
      const key = one.from < one.to ? `${one.from} ${one.to}` : `${one.to} ${one.from}`;
      const before = twins.get(key) || 0;
      twins.set(key, before + 1);
      return edge(one, before);
    }));
  }
  legend(); trail(); list(); tell(); buttons();
}

net.on("afterDrawing", (ctx) => {
  const scale = net.getScale();
  const wanted = [];
  const subjects = now.chosen && now.chosen.lead !== undefined ? leadOf.get(now.chosen.lead).who : null;
  const near = now.chosen && now.chosen.node !== undefined ? now.chosen.node : null;
  for (const id of dots.getIds()) {
    const one = isCircle(id) ? circles[Number(id.slice(1))] : nodes[id];
    const r = isCircle(id) ? one.r : one.d / 2;
    if (!isCircle(id) && r * scale < 4 && !isChosen(id)) continue;
    if (focus && !focus.has(id)) continue;
    const spot = net.getPosition(id);
    const at = net.canvasToDOM({ x: spot.x, y: spot.y + r });
    if (at.x < -60 || at.y < -40 || at.x > canvas.clientWidth + 60 || at.y > canvas.clientHeight + 20) continue;
    wanted.push({ text: one.n, x: at.x, y: at.y, tall: 2 * r * scale, alpha: 1, chosen: isChosen(id), strong: isCircle(id) || one.l === "Group", size: isCircle(id) ? 14 : 12, rank: isChosen(id) || (subjects && subjects.includes(id)) ? 1e9 : isCircle(id) ? one.size : one.k + (one.l === "Group" ? 30 : 0) + (near !== null && focus ? 100 : 0) });
  }
  labels(ctx, wanted.sort((a, b) => b.rank - a.rank), scale);
  if (!document.body.dataset.ready) requestAnimationFrame(() => { document.body.dataset.ready = "true"; });
});

// What people do

function choose(what, always = false) {
  change((state) => {
    state.chosen = what;
    if (what && what.node !== undefined) bring(state, [what.node]);
    if (what && what.link !== undefined) bring(state, [links[what.link].from, links[what.link].to]);
    if (what && what.lead !== undefined) bring(state, leadOf.get(what.lead).who);
    if (what && state.path && !state.path.found && what.node !== undefined) walk(state, what.node);
  });
  draw();
  if (what && what.node !== undefined) centre(what.node, always);
  if (what && what.lead !== undefined && now.circle !== null) fit(Array.from(withShared(leadOf.get(what.lead).who)).filter((at) => dots.get(at)));
}
// Nodes that are not on the canvas come with their circle, or are added to the one that is open.
function bring(state, some) {
  if (!some.length) return;
  if (state.circle === null) { state.circle = nodes[some[0]].c; state.extra = guests(state.circle); state.moved = new Map(); state.keep = null; later = true; }
  for (const at of some) {
    state.hidden.delete(at); state.off.delete(nodes[at].l);
    if (state.keep) state.keep.add(at);
  }
  const there = new Set(onCanvas().map((node) => node.at));
  const missing = some.filter((at) => !there.has(at));
  if (!missing.length) return;
  const anchor = some.find((at) => there.has(at));
  if (anchor === undefined) { state.circle = nodes[some[0]].c; state.extra = guests(state.circle); state.moved = new Map(); state.keep = null; later = true; bring(state, some); return; }
  for (const [at, spot] of arc(nodes[anchor], missing.slice(0, MOST).map((one) => nodes[one]))) state.extra.set(at, spot);
}
let later = false; // whether another circle was opened, so that the view must be fitted

function openCircle(at, node) {
  change((state) => { state.circle = at; state.extra = guests(at); state.moved = new Map(); state.keep = null; state.path = null; state.chosen = node === undefined ? null : { node }; });
  draw(); fit();
  const from = now.extra.size ? `, and ${many(now.extra.size)} of other circles that they share` : "";
  say(`${circles[at].n} opened: ${many(circles[at].shown)} of ${many(circles[at].size)} members${from}.`);
}
function overview() {
  change((state) => { const from = state.circle; state.circle = null; state.extra = new Map(); state.moved = new Map(); state.keep = null; state.path = null; state.chosen = from === null ? null : { circle: from }; });
  draw(); fit();
}
function expand(node) {
  const all = beyond(node), some = all.slice(0, MOST);
  if (!some.length) return say("All its neighbours are on the canvas.");
  change((state) => { for (const [at, spot] of arc(node, some)) { state.extra.set(at, spot); state.hidden.delete(at); if (state.keep) state.keep.add(at); } });
  draw();
  say(`${many(some.length)} neighbours added${all.length > some.length ? `; ${many(all.length - some.length)} more` : ""}.`);
}
function hide(node) {
  change((state) => { state.hidden.add(node.at); state.chosen = null; });
  draw(); say(`${node.n} hidden. Ctrl+Z brings it back.`);
}
function keepOnly(node) {
  change((state) => { state.keep = new Set([node.at, ...around[node.at].map((one) => other(one, node.at))]); });
  draw(); fit();
}
function markPath(node) {
  change((state) => { state.path = { from: node.at }; });
  draw(); say(`Path from ${node.n}: choose where it ends.`);
}
function walk(state, to) {
  const found = way(state.path.from, to);
  if (!found.length) { state.path = null; later = `No way leads from there to ${nodes[to].n}.`; return; }
  const there = new Set(onCanvas().map((node) => node.at));
  state.path = { from: state.path.from, found };
  state.chosen = { node: to };
  let anchor = state.path.from;
  for (const at of found) {
    if (!there.has(at)) for (const [one, spot] of arc(nodes[anchor], [nodes[at]])) state.extra.set(one, spot);
    anchor = at;
  }
  later = `Path of ${counted(found.length - 1, "link")}: ${found.map((at) => nodes[at].n).join(", ")}.`;
}

// Moves only where the node is out of sight, or was searched for; the zoom stays.
function centre(at, always) {
  if (later === true) { later = false; fit(); return; }
  if (typeof later === "string") { say(later); later = false; }
  const spot = net.getPosition(at), seen = net.canvasToDOM(spot);
  const inside = seen.x > 60 && seen.y > 60 && seen.x < canvas.clientWidth - 60 && seen.y < canvas.clientHeight - 60;
  if (inside && !always) return;
  net.moveTo({ position: spot, animation: still ? false : { duration: 200, easingFunction: "easeInOutQuad" } });
}
function fit(some) {
  later = false;
  net.fit({ nodes: some && some.length ? some : dots.getIds(), maxZoomLevel: 1.4, animation: false });
  net.moveTo({ scale: Math.min(net.getScale() * 0.9, 1.3) });
}
let said = "";
function say(text) { said = text; tell(); }
function tell() {
  const status = $("status");
  const kinds = now.circle === null ? `${counted(circles.length, "circle")}, ${many(nodes.length)} nodes, ${many(links.length)} links` : (() => {
    const all = onCanvas().length, here = dots.length;
    return `${many(here)} nodes${here < all ? ` (${many(all - here)} hidden)` : ""}, ${many(lines.length)} links`;
  })();
  status.textContent = `${kinds}. ${said}`;
  said = "";
}

function trail() {
  const here = now.circle === null ? null : circles[now.circle];
  const parts = [];
  if (here) {
    parts.push(h("button", { type: "button", id: "back", onclick: overview }, "‹ All clusters"), h("span", {}, bdi(here.n), here.shown < here.size ? ` · ${many(here.shown)} of ${many(here.size)}, ${many(here.size - here.shown)} more` : ` · ${many(here.size)}`));
    const others = shown().filter((node) => node.c !== now.circle).length;
    if (others) parts.push(h("span", {}, `${many(others)} hollow: of other circles`));
    if (now.keep) parts.push(h("button", { type: "button", onclick: () => { change((state) => { state.keep = null; }); draw(); } }, "Show all again"));
    if (now.hidden.size) parts.push(h("button", { type: "button", onclick: () => { change((state) => { state.hidden = new Set(); }); draw(); } }, `${many(now.hidden.size)} hidden, show`));
    if (now.path) parts.push(h("button", { type: "button", onclick: () => { change((state) => { state.path = null; }); draw(); } }, now.path.found ? "End path" : "Path: choose its end, or stop"));
  }
  $("trail").replaceChildren(...parts);
  panel();
}
function panel() {
  const chosen = now.chosen || {};
  let made;
  if (chosen.node !== undefined) made = nodePanel(nodes[chosen.node]);
  else if (chosen.link !== undefined) made = linkPanel(links[chosen.link]);
  else if (chosen.lead !== undefined) made = leadPanel(leadOf.get(chosen.lead));
  else if (chosen.circle !== undefined) made = circlePanel(chosen.circle);
  else made = casePanel();
  const path = now.path && now.path.found ? [h("h4", {}, "Path"), ...now.path.found.slice(1).map((at, step) => {
    const one = around[at].find((edge) => other(edge, at) === now.path.found[step]);
    return go(nodes[at].l, nodes[at].n, link(one.t)[0], () => choose({ link: one.at }));
  })] : [];
  $("panel").replaceChildren(...[path, made].flat(9).filter((one) => one !== "" && one !== null && one !== undefined));
  $("panel").scrollTop = 0;
}

// Canvas

net.on("click", ({ nodes: on, edges: over }) => {
  if (on.length) { if (isCircle(on[0])) choose({ circle: Number(on[0].slice(1)) }); else choose({ node: on[0] }); } else if (over.length && over[0][0] === "l") choose({ link: Number(over[0].slice(1)) });
  else if (now.chosen) choose(null);
  net.unselectAll();
});
// The first of two clicks has chosen it, and the event tells only of what vis holds as selected, which is nothing.
net.on("doubleClick", ({ pointer }) => {
  const on = net.getNodeAt(pointer.DOM);
  if (isCircle(on)) openCircle(Number(on.slice(1)));
  else if (on !== undefined) expand(nodes[on]);
});
net.on("dragEnd", ({ nodes: on }) => { if (on.length) { const spot = net.getPosition(on[0]); change((state) => { state.moved.set(on[0], [spot.x, spot.y]); }); buttons(); } });
net.on("hoverNode", () => { canvas.style.cursor = "pointer"; });
net.on("hoverEdge", () => { canvas.style.cursor = "pointer"; });
net.on("blurNode", () => { canvas.style.cursor = ""; });
net.on("blurEdge", () => { canvas.style.cursor = ""; });
addEventListener("resize", () => net.redraw());

// Tools and keys

const chosenNode = () => (now.chosen && now.chosen.node !== undefined ? nodes[now.chosen.node] : null);
function openOrExpand() {
  const node = chosenNode();
  if (node) expand(node);
  else if (now.circle === null && now.chosen && now.chosen.circle !== undefined) openCircle(now.chosen.circle);
}
function png() {
  const drawn = canvas.querySelector("canvas");
  const copy = document.createElement("canvas");
  copy.width = drawn.width; copy.height = drawn.height;
  const ctx = copy.getContext("2d");
  ctx.fillStyle = "#fff"; ctx.fillRect(0, 0, copy.width, copy.height); ctx.drawImage(drawn, 0, 0);
  const made = h("a", { download: "network.png", href: copy.toDataURL("image/png") });
  made.click();
}
const withNode = (act) => () => { const node = chosenNode(); if (node) act(node); };
const step = (act) => () => { const before = now.circle; act(); draw(); if (now.circle !== before) fit(); };
const ACTS = {
  "b-overview": overview, "b-undo": step(undo), "b-redo": step(redo), "b-fit": () => fit(), "b-expand": openOrExpand,
  "b-path": withNode(markPath), "b-hide": withNode(hide), "b-keep": withNode(keepOnly), "b-png": png, "b-help": help,
};
for (const [id, act] of Object.entries(ACTS)) $(id).addEventListener("click", act);
function buttons() {
  const node = chosenNode();
  $("b-overview").disabled = now.circle === null;
  $("b-undo").disabled = !past.length;
  $("b-redo").disabled = !future.length;
  $("b-expand").disabled = !node && !(now.circle === null && now.chosen && now.chosen.circle !== undefined);
  for (const id of ["b-path", "b-hide", "b-keep"]) $(id).disabled = !node;
}
const KEYS = [["/", "search"], ["E", "open a circle, or add the neighbours of a node"], ["P", "path from the chosen node to the next one"], ["H", "hide"], ["Shift+H", "keep only it and its neighbours"], ["F", "fit"], ["O", "all clusters"], ["Esc", "choose nothing; then all clusters"], ["Ctrl+Z", "undo"], ["Ctrl+Y", "redo"], ["Up, Down", "in the list: choose the next"], ["Enter", "in the list: open"], ["?", "these keys"]];
function help() {
  const dialog = $("help");
  dialog.replaceChildren(h("h3", {}, "Keys"), h("table", {}, h("tbody", {}, KEYS.map(([key, what]) => h("tr", {}, h("td", {}, h("kbd", {}, key)), h("td", {}, what))))), h("p", { class: "acts" }, h("button", { type: "button", onclick: () => dialog.close() }, "Close")));
  dialog.showModal();
}
addEventListener("keydown", (event) => {
  if (event.target.matches("input[type=search], textarea") || $("help").open) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    if (key === "z" && !event.shiftKey) { event.preventDefault(); ACTS["b-undo"](); } else if (key === "y" || (key === "z" && event.shiftKey)) { event.preventDefault(); ACTS["b-redo"](); }
    return;
  }
  if (event.altKey) return;
  const act = { "/": () => { $("search").focus(); $("search").select(); }, e: ACTS["b-expand"], p: ACTS["b-path"], f: ACTS["b-fit"], o: () => { if (now.circle !== null) overview(); }, "?": help,
    h: event.shiftKey ? ACTS["b-keep"] : ACTS["b-hide"],
    Escape: () => { if (now.path) { change((state) => { state.path = null; }); draw(); } else if (now.chosen) choose(null); else if (now.circle !== null) overview(); } }[key];
  if (act) { event.preventDefault(); act(); }
});

// A report leads here by the hash.
function fromHash() {
  const [kind, ...rest] = location.hash.slice(1).split("=");
  let id;
  try { id = decodeURIComponent(rest.join("=")); } catch { return; }
  if (kind === "node" && nodeOf.has(id)) choose({ node: nodeOf.get(id).at });
  else if (kind === "node" || kind === "lead") {
    const at = circles.findIndex((one) => one.id === id);
    if (at >= 0) openCircle(at);
    else if (leadOf.has(id)) choose({ lead: id });
    else say("That is not on this page.");
  }
}
addEventListener("hashchange", fromHash);
draw();
fit();
fromHash();
// Where an entity stands on the screen: for tests, which click as people do.
window.liaisons = { place: (id) => { const node = nodeOf.get(id), at = circles.findIndex((one) => one.id === id); const key = node && now.circle !== null ? node.at : `c${at}`; if (!dots.get(key)) return null; const spot = net.canvasToDOM(net.getPosition(key)), box = canvas.getBoundingClientRect(); return { x: box.x + spot.x, y: box.y + spot.y }; } };
