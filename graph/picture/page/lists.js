// The legend, which is the filter, and the list in step with the canvas.

let listKind = "nodes", order = { key: "k", down: true };
let listed_ = []; // the things of the rows, in their order
let drawn_ = ""; // what stands in the list now

// Legend: what is on the canvas, by kind; a switch each.

function legend() {
  const has = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : null;
  const here = now.circle === null ? nodes : onCanvas();
  const byLabel = new Map(), byType = new Map();
  for (const node of here) byLabel.set(node.l, (byLabel.get(node.l) || 0) + 1);
  const there = new Set(here.map((node) => node.at));
  for (const node of here) for (const one of around[node.at]) if (one.from === node.at && there.has(one.to)) byType.set(one.t, (byType.get(one.t) || 0) + 1);
  const kinds = Array.from(new Set(nodes.map((node) => node.l)));
  const types = Array.from(new Set(links.map((one) => one.t)));
  const rank = (all, name) => Object.keys(all).indexOf(name);
  const row = (key, picture, text, count) => h("li", {}, h("label", { class: count ? null : "none" },
    h("input", { type: "checkbox", checked: !now.off.has(key), "data-key": key, onchange: () => { change((state) => { if (!state.off.delete(key)) state.off.add(key); }); draw(); } }),
    picture, h("span", {}, text), h("span", { class: "count" }, many(count))));
  const all = now.off.size ? h("button", { type: "button", onclick: () => { change((state) => { state.off = new Set(); }); draw(); } }, "all") : "";
  $("legend").replaceChildren(
    h("h2", {}, "Entities", all),
    h("ul", { "aria-label": "Entities" }, kinds.sort((a, b) => rank(LABELS, a) - rank(LABELS, b)).map((label) => row(label, icon(label), LABELS[label] || label, byLabel.get(label) || 0))),
    h("h2", {}, "Links"),
    h("ul", { "aria-label": "Links" }, types.sort((a, b) => rank(LINKS, a) - rank(LINKS, b)).map((type) => row(type, stroke(type, type === "ALIAS" || type === "SUCCESSION"), link(type)[0], byType.get(type) || 0))));
  if (has) { const again = $("legend").querySelector(`[data-key="${CSS.escape(has)}"]`); if (again) again.focus(); }
}

// The list in step with the canvas: the equal way in for keyboards and screen readers.

const COLUMNS = {
  nodes: [["n", "Name", ""], ["k", "Links", "n"], ["t", "Last", "d"]],
  circles: [["n", "Cluster", ""], ["size", "Members", "m"], ["t", "Last", "d"]],
  leads: [["kind", "Lead", ""], ["f", "Since", "d"]],
};
function list() {
  const kind = listKind === "leads" ? "leads" : now.circle === null ? "circles" : "nodes";
  const columns = COLUMNS[kind];
  const key = columns.some(([name]) => name === order.key) ? order.key : kind === "leads" ? null : columns[1][0];
  let rows = kind === "leads" ? data.leads.slice() : kind === "circles" ? circles.slice() : shown();
  if (key) {
    const compare = (a, b) => (typeof a[key] === "number" ? a[key] - b[key] : String(a[key]).localeCompare(String(b[key])));
    rows.sort((a, b) => (order.down ? -1 : 1) * compare(a, b) || (a.at ?? 0) - (b.at ?? 0));
  }
  listed_ = rows;
  const table = $("rows");
  const held = table.contains(document.activeElement);
  const same = `${kind} ${key} ${order.down} ${rows.map((one) => one.at ?? one.id).join()}`;
  if (same === drawn_) { // the rows stand already: only what is chosen may have changed
    for (const row of table.querySelectorAll('tr[aria-selected="true"], tr[tabindex="0"]')) { row.setAttribute("aria-selected", "false"); row.tabIndex = -1; }
    const at = rows.findIndex((one) => isRow(kind, one));
    if (at >= 0) table.tBodies[0].rows[at].setAttribute("aria-selected", "true");
    return hold(table, held);
  }
  drawn_ = same;
  const widths = h("colgroup", {}, columns.map(([, , width]) => h("col", { class: width || null })));
  const head = h("tr", {}, columns.map(([name, title, width]) => h("th", { scope: "col", class: width === "n" || width === "m" ? "num" : null, "aria-sort": name === key ? (order.down ? "descending" : "ascending") : null },
    h("button", { type: "button", onclick: () => { order = { key: name, down: key === name ? !order.down : name !== "n" && name !== "kind" }; list(); } }, title))));
  for (const old of table.querySelectorAll("colgroup")) old.remove();
  table.prepend(widths);
  table.tHead.replaceChildren(head);
  table.tBodies[0].replaceChildren(...rows.map((one, at) => line(kind, one, at)));
  hold(table, held);
}
// One row takes the focus: the chosen one, else the first.
function hold(table, held) {
  const here = table.querySelector('tr[aria-selected="true"]');
  const first = here || table.tBodies[0].rows[0];
  if (first) first.tabIndex = 0;
  if (here) here.scrollIntoView({ block: "nearest" });
  if (held && first) first.focus({ preventScroll: !here });
}
function isRow(kind, one) {
  const chosen = now.chosen || {};
  return kind === "leads" ? chosen.lead === one.id : kind === "circles" ? chosen.circle === circles.indexOf(one) : chosen.node === one.at;
}
function line(kind, one, at) {
  const cells = kind === "leads"
    ? [h("td", {}, h("span", { class: "kind" }, `${one.kind} `), one.says), h("td", { class: "date" }, one.f)]
    : [h("td", {}, h("span", { class: "cell" }, icon(kind === "circles" ? "" : one.l), bdi(one.n))), h("td", { class: "num" }, many(kind === "circles" ? one.size : one.k)), h("td", { class: "date" }, one.t)];
  return h("tr", { "aria-selected": String(isRow(kind, one)), tabindex: -1, "data-at": at, onclick: () => pick(at), ondblclick: () => openRow(at) }, cells);
}
function pick(at) {
  const one = listed_[at];
  if (listKind === "leads") choose({ lead: one.id });
  else if (now.circle === null) choose({ circle: circles.indexOf(one) });
  else choose({ node: one.at });
}
function openRow(at) {
  const one = listed_[at];
  if (listKind !== "leads" && now.circle === null) { openCircle(circles.indexOf(one)); const first = $("rows").tBodies[0].rows[0]; if (first) first.focus(); } else { pick(at); $("panel").focus(); }
}
$("rows").addEventListener("keydown", (event) => {
  const row = event.target.closest("tbody tr");
  if (!row) return;
  const at = Number(row.dataset.at);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: listed_.length - 1, PageDown: at + 12, PageUp: at - 12 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    const next = Math.max(0, Math.min(listed_.length - 1, to));
    $("rows").tBodies[0].rows[next].focus();
    pick(next);
  } else if (event.key === "Enter") { event.preventDefault(); openRow(at); } else if (event.key === " ") { event.preventDefault(); pick(at); }
});
for (const kind of ["nodes", "leads"]) {
  $(`tab-${kind}`).addEventListener("click", () => {
    listKind = kind;
    for (const one of ["nodes", "leads"]) $(`tab-${one}`).setAttribute("aria-selected", String(one === kind));
    list();
  });
}
