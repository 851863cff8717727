// What the browser keeps: the view in the address, so that back, reload and a copied link lead to it; changes in the
// window's own storage, by places among the nodes and not by names. Where a browser forbids either, the page works on.

import { circles, data, links, nodes } from "./data.js";
import { listing, made, now } from "./state.js";

const STORE = `liaisons ${data.number} ${data.made} ${nodes.length} ${links.length}`;
/** @type {string | null} */
export let written = null; // the address as it was last written or read
/** @param {string} text */
export function setWritten(text) {
  written = text;
}

function writeAddress() {
  const parts = new URLSearchParams();
  /**
   * @param {string} key
   * @param {...(string | number)} values
   */
  const add = (key, ...values) => {
    for (const value of values) parts.append(key, String(value));
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
  if (listing.kind === "leads") add("tab", "leads");
  if (listing.leads.kind) add("kind", listing.leads.kind);
  if (listing.leads.least) add("least", listing.leads.least);
  if (listing.leads.open) add("open", "1");
  if (listing.leads.order !== "surest") add("order", listing.leads.order);
  add("off", ...made.off);
  const text = parts.toString();
  return text ? `#${text}` : "";
}

// Write down where one is; a step for the way back where one looks at something else.
export function remember(stepping = false) {
  keepChanges();
  const text = writeAddress();
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
export function restoreChanges() {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(STORE) ?? "null");
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

let quiet = false; // whether what is done now leaves no step for the way back
/** @param {() => void} act */
export function quietly(act) {
  quiet = true;
  act();
  quiet = false;
}
