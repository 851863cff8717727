// What the browser keeps: the view in the address, so that back, reload and a copied link lead to it; changes in the
// window's own storage, by places among the nodes and not by names. Where a browser forbids either, the page works on.

const STORE = `liaisons ${data.number} ${data.made} ${nodes.length} ${links.length}`;
let written = null; // the address as it was last written or read

function address() {
  const parts = new URLSearchParams();
  const add = (key, ...values) => {
    for (const value of values) parts.append(key, value);
  };
  if (now.circle !== null) add("circle", circles[now.circle].id);
  if (now.path && now.path.to !== undefined) {
    add("path", nodes[now.path.from].id, nodes[now.path.to].id);
    if (now.path.wide) add("wide", "1");
    if (now.path.at) add("way", now.path.at);
  }
  const chosen = now.chosen || {};
  if (chosen.node !== undefined) add("node", nodes[chosen.node].id);
  if (chosen.lead !== undefined) add("lead", chosen.lead);
  if (chosen.circle !== undefined) add("at", circles[chosen.circle].id);
  if (chosen.link !== undefined) {
    const one = links[chosen.link];
    add("link", nodes[one.from].id, nodes[one.to].id, one.t);
  }
  add("picked", ...Array.from(now.picked, (at) => nodes[at].id));
  if (now.open) add("audiences", "1");
  if (listKind === "leads") add("tab", "leads");
  if (wantedLeads.kind) add("kind", wantedLeads.kind);
  if (wantedLeads.least) add("least", wantedLeads.least);
  if (wantedLeads.open) add("open", "1");
  if (wantedLeads.order !== "surest") add("order", wantedLeads.order);
  add("off", ...made.off);
  const text = parts.toString();
  return text ? `#${text}` : "";
}

// Write down where one is; a step for the way back where one looks at something else.
function remember(stepping = false) {
  keepChanges();
  const text = address();
  if (text === written) return;
  written = text;
  const url = text || location.pathname + location.search;
  try {
    if (stepping && !quiet) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
  } catch {
    location.hash = text;
  }
}

function keepChanges() {
  const per = Array.from(made.per, ([circle, one]) => [
    circle,
    [...one.extra],
    [...one.moved],
    one.keep && [...one.keep],
  ]);
  try {
    sessionStorage.setItem(
      STORE,
      JSON.stringify({ hidden: [...made.hidden], cut: [...made.cut], off: [...made.off], per }),
    );
  } catch {
    /* storage is full or forbidden: changes last until the page is left */
  }
}
function restoreChanges() {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(STORE));
  } catch {
    /* as above */
  }
  if (!kept) return;
  made.hidden = new Set(kept.hidden);
  made.cut = new Set(kept.cut);
  made.off = new Set(kept.off);
  for (const [circle, extra, moved, keep] of kept.per) {
    made.per.set(circle, { extra: new Map(extra), moved: new Map(moved), keep: keep && new Set(keep) });
  }
}

// Go where the address says; first is the beginning, when it also says what is filtered.
function readAddress(first = false) {
  written = location.hash;
  const parts = new URLSearchParams(location.hash.slice(1));
  const before = now.circle,
    opened = now.open;
  const node = (id) => (nodeOf.has(id) ? nodeOf.get(id).at : undefined);
  const asked = ["circle", "node", "lead", "at"].map((key) => parts.get(key)).filter((id) => id !== null);
  const known = (id) => nodeOf.has(id) || leadOf.has(id) || circleOf.has(id);
  now = { ...blank(), open: parts.get("audiences") === "1" };
  if (first && parts.has("off")) made.off = new Set(parts.getAll("off"));
  wantedLeads = {
    kind: parts.get("kind") || "",
    least: Number(parts.get("least")) || 0,
    open: parts.get("open") === "1",
    order: parts.get("order") === "review" ? "review" : "surest",
  };
  listKind = parts.get("tab") === "leads" ? "leads" : "nodes";
  for (const one of ["nodes", "leads"]) $(`tab-${one}`).setAttribute("aria-selected", String(one === listKind));
  if (circleOf.has(parts.get("circle"))) enter(circleOf.get(parts.get("circle")).at);
  const [from, to] = parts.getAll("path").map(node);
  if (from !== undefined && to !== undefined) {
    const wide = parts.get("wide") === "1",
      found = waysBetween(from, to, wide);
    const way = Math.min(Number(parts.get("way")) || 0, Math.max(found.length - 1, 0));
    now.path = { from, to, wide, found: found.length ? found : null, at: way };
  }
  const lead = parts.get("lead"),
    at = parts.get("at"),
    [start, end, type] = parts.getAll("link");
  if (node(parts.get("node")) !== undefined) now.chosen = { node: node(parts.get("node")) };
  else if (lead !== null && leadOf.has(lead) && !(circleOf.has(lead) && now.circle === null)) now.chosen = { lead };
  else if (lead !== null && circleOf.has(lead) && now.circle === null) enter(circleOf.get(lead).at);
  else if (circleOf.has(at)) now.chosen = { circle: circleOf.get(at).at };
  else if (type) {
    const one = links.find((some) => nodes[some.from].id === start && nodes[some.to].id === end && some.t === type);
    if (one) now.chosen = { link: one.at };
  }
  now.picked = new Set(
    parts
      .getAll("picked")
      .map(node)
      .filter((one) => one !== undefined),
  );
  const chosen = now.chosen || {};
  if (chosen.node !== undefined) bring([chosen.node]);
  if (chosen.link !== undefined) bring([links[chosen.link].from, links[chosen.link].to]);
  if (chosen.lead !== undefined) bring(leadOf.get(chosen.lead).who);
  if (now.picked.size) bring(Array.from(now.picked));
  draw();
  if (first || later || now.circle !== before || now.open !== opened || now.path) fit();
  else if (chosen.node !== undefined) centre(chosen.node);
  if (asked.some((id) => !known(id))) say("That is not on this page.");
}
const follow = () => {
  if (location.hash !== written) readAddress();
};
addEventListener("popstate", follow);
addEventListener("hashchange", follow);
