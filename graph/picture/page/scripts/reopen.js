// The way into a view that an address names: back, reload, a copied link.

import { bring, enter } from "./acts.js";
import { setWritten, written } from "./address.js";
import { centre, draw, fit, later } from "./canvas.js";
import { circleOf, leadOf, links, lookUp, nodeOf, nodes } from "./data.js";
import { byId } from "./elements.js";
import { waysBetween } from "./paths.js";
import { blank, listing, made, now, setNow, TABS } from "./state.js";
import { say } from "./status.js";

// Go where the address says; first is the beginning, when it also says what is filtered.
export function readAddress(first = false) {
  setWritten(location.hash);
  const parts = new URLSearchParams(location.hash.slice(1));
  const before = now.circle;
  const opened = now.open;
  /**
   * @param {string | null | undefined} id
   * @returns {number | undefined}
   */
  const node = (id) => nodeOf.get(id ?? "")?.at;
  const asked = ["circle", "node", "lead", "at"].flatMap((key) => parts.get(key) ?? []);
  /** @param {string} id */
  const known = (id) => nodeOf.has(id) || leadOf.has(id) || circleOf.has(id);
  setNow({ ...blank(), open: parts.get("audiences") === "1" });
  if (first && parts.has("off")) made.off = new Set(parts.getAll("off"));
  listing.leads = {
    kind: parts.get("kind") || "",
    least: Number(parts.get("least")) || 0,
    open: parts.get("open") === "1",
    order: parts.get("order") === "review" ? "review" : "surest",
  };
  listing.kind = parts.get("tab") === "leads" ? "leads" : "nodes";
  for (const one of TABS) byId(`tab-${one}`).setAttribute("aria-selected", String(one === listing.kind));
  const inside = circleOf.get(parts.get("circle") ?? "");
  if (inside) enter(inside.at);
  const [from, to] = parts.getAll("path").map(node);
  if (from !== undefined && to !== undefined) {
    const wide = parts.get("wide") === "1";
    const found = waysBetween(from, to, wide);
    const way = Math.min(Number(parts.get("way")) || 0, Math.max(found.length - 1, 0));
    now.path = { from, to, wide, found: found.length ? found : null, at: way };
  }
  const lead = parts.get("lead");
  const at = parts.get("at");
  const [start, end, type] = parts.getAll("link");
  if (node(parts.get("node")) !== undefined) now.chosen = { node: node(parts.get("node")) };
  else if (lead !== null && leadOf.has(lead) && !(circleOf.has(lead) && now.circle === null)) now.chosen = { lead };
  else if (lead !== null && circleOf.has(lead) && now.circle === null) enter(lookUp(circleOf, lead).at);
  else if (at !== null && circleOf.has(at)) now.chosen = { circle: lookUp(circleOf, at).at };
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
  if (chosen.lead !== undefined) bring(lookUp(leadOf, chosen.lead).who);
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
