// The list in step with the canvas: the equal way in for keyboards and screen readers.

import { choose, chooseOrPick, openCircle } from "./acts.js";
import { quietly, remember } from "./address.js";
import { circles, data, leadOf, lookUp } from "./data.js";
import { icon, night } from "./drawing.js";
import { bdi, button, byId, elementOf, h, sharedMark, stateMark, targetOf } from "./elements.js";
import { verdict } from "./panels.js";
import { listing, now, shown, TABS, telling } from "./state.js";
import { counted, many } from "./words.js";

/** @import { PageLead } from "./page_data" */
/** @import { Entity, Listed, ListKind, Modifiers, WantedLeads } from "./types" */

const table = elementOf("rows", HTMLTableElement);
const body = table.tBodies[0];

/** @type {Listed[]} */
let listed = []; // the things of the rows, in their order
let drawnRows = ""; // what stands in the list now

/** @type {Record<string, [key: string, title: string, width: string][]>} */
const COLUMNS = {
  nodes: [
    ["n", "Name", ""],
    ["tell", "Inside", "n"],
    ["t", "Last", "d"],
  ],
  circles: [
    ["n", "Cluster", ""],
    ["size", "In it", "m"],
    ["t", "Last", "d"],
  ],
  leads: [
    ["kind", "Lead", ""],
    ["chance", "Chance", "m"],
    ["f", "Since", "d"],
  ],
};
/** @type {Record<string, string | null>} */
const ORDERED = { nodes: "tell", circles: null, leads: null };
/**
 * @param {Listed} one
 * @returns {one is PageLead}
 */
const isLead = (one) => "says" in one;
/**
 * @param {Listed} one
 * @returns {one is Entity}
 */
const isEntity = (one) => "l" in one;
/** @param {Listed} one */
const placeOf = (one) => (isLead(one) ? one.id : one.at);
/** @param {Entity} node */
const tellingOf = (node) => lookUp(telling(node.c), node.at);
/**
 * What a thing of the list is sorted by; nothing known stands last.
 * @param {Listed} one
 * @param {string} key
 * @returns {string | number}
 */
function sortKey(one, key) {
  // guests stand last
  if (key === "tell" && isEntity(one)) return (one.c === now.circle ? 1e6 : 0) + tellingOf(one).tell;
  const value = Object.entries(one).find(([name]) => name === key)?.[1];
  return value ?? -1;
}
/**
 * @param {ListKind} kind
 * @returns {Listed[]}
 */
function rowsOf(kind) {
  if (kind === "circles") return circles.slice(); // by evidence, audiences after crews, what lies outside last
  if (kind === "nodes") return shown();
  const { kind: only, least, open: unjudged } = listing.leads;
  const ids = listing.leads.order === "review" && data.review.length ? data.review : data.leads.map((lead) => lead.id);
  /** @param {PageLead} lead */
  const asked = (lead) =>
    (!only || lead.kind === only) &&
    (!unjudged || !lead.judged) &&
    (!least || (lead.chance !== null && lead.chance >= least));
  return ids.flatMap((id) => leadOf.get(id) ?? []).filter(asked);
}
export function drawList() {
  const kind = listing.kind === "leads" ? "leads" : now.circle === null && !now.path ? "circles" : "nodes";
  leadFilters(kind === "leads");
  const columns = COLUMNS[kind];
  const key = columns.some(([name]) => name === listing.order.key)
    ? listing.order.key
    : now.path
      ? null
      : ORDERED[kind];
  const rows = rowsOf(kind);
  if (key) {
    /**
     * @param {string | number} a
     * @param {string | number} b
     */
    const compare = (a, b) =>
      typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
    const down = key === listing.order.key ? listing.order.down : true;
    /**
     * @param {Listed} a
     * @param {Listed} b
     */
    const by = (a, b) => (down ? -1 : 1) * compare(sortKey(a, key), sortKey(b, key));
    rows.sort((a, b) => by(a, b) || (isLead(a) || isLead(b) ? 0 : a.at - b.at));
  }
  listed = rows;
  const had = table.contains(document.activeElement);
  const same = `${night} ${kind} ${key} ${listing.order.down} ${now.circle} ${rows.map(placeOf).join()}`;
  /** @param {number} at */
  const chosen = (at) => {
    body.rows[at]?.setAttribute("aria-selected", "true");
  };
  if (same === drawnRows) {
    // the rows stand already: only what is chosen may have changed
    for (const row of body.rows) {
      row.setAttribute("aria-selected", "false");
      row.tabIndex = -1;
    }
    rows.forEach((one, at) => {
      if (isRow(one)) chosen(at);
    });
    return focusRow(had);
  }
  drawnRows = same;
  const widths = h(
    "colgroup",
    {},
    columns.map(([, , width]) => h("col", { class: width || null })),
  );
  /** @param {string} name */
  const sort = (name) => () => {
    listing.order = { key: name, down: key === name ? !listing.order.down : name !== "n" && name !== "kind" };
    drawList();
  };
  const head = h(
    "tr",
    {},
    columns.map(([name, title, width]) =>
      h(
        "th",
        {
          scope: "col",
          class: width === "n" || width === "m" ? "num" : null,
          "aria-sort":
            name === key ? (listing.order.key === key && !listing.order.down ? "ascending" : "descending") : null,
          title: name === "tell" ? "Neighbours within this cluster, of all; sorted by what few others share" : null,
        },
        button(title, sort(name)),
      ),
    ),
  );
  for (const old of table.querySelectorAll("colgroup")) old.remove();
  table.prepend(widths);
  table.tHead?.replaceChildren(head);
  body.replaceChildren(...rows.map(makeRow));
  return focusRow(had);
}
/**
 * One row takes the focus: the chosen one, else the first.
 * @param {boolean} had
 */
function focusRow(had) {
  const row = Array.from(body.rows).find((one) => one.getAttribute("aria-selected") === "true");
  const first = row ?? body.rows[0];
  if (first) first.tabIndex = 0;
  if (row) row.scrollIntoView({ block: "nearest" });
  if (had && first) first.focus({ preventScroll: !row });
}
/**
 * Whether a thing of the list is chosen.
 * @param {Listed} one
 */
function isRow(one) {
  const chosen = now.chosen ?? {};
  if (isLead(one)) return chosen.lead === one.id;
  return isEntity(one) ? chosen.node === one.at || now.picked.has(one.at) : chosen.circle === one.at;
}
/** @param {number | null} chance */
const percent = (chance) => {
  if (chance === null) return "";
  return chance >= 0.995 ? "> 99 %" : `${Math.max(Math.round(100 * chance), 1)} %`;
};
/**
 * @param {Listed} one
 * @param {number} at
 */
function makeRow(one, at) {
  return h(
    "tr",
    {
      "aria-selected": String(isRow(one)),
      tabindex: -1,
      "data-at": at,
      onclick: (event) => pick(at, event),
      ondblclick: () => openRow(at),
    },
    makeCells(one),
  );
}
/** @param {Listed} one */
function makeCells(one) {
  /** @param {string} text */
  const num = (text) => h("td", { class: "num" }, text);
  /** @param {string} text */
  const date = (text) => h("td", { class: "date" }, text);
  if (isLead(one)) {
    const name = h("td", {}, h("span", { class: "kind" }, `${one.kind} `), verdict(one), " ", one.says);
    return [name, num(percent(one.chance)), date(one.f)];
  }
  if (!isEntity(one)) {
    const name = h(
      "span",
      { class: `cell ${one.kind}` },
      icon(one.kind),
      h("span", {}, bdi(one.n), one.kind === "audience" ? h("small", {}, " audience") : ""),
    );
    return [h("td", {}, name), num(many(one.size)), date(one.t)];
  }
  const { inside, all } = tellingOf(one);
  const name = h(
    "span",
    { class: "cell" },
    icon(one.l, one.state),
    h("span", {}, bdi(one.n), " ", stateMark(one), sharedMark(one)),
  );
  return [h("td", {}, name), num(one.c === now.circle ? `${inside}/${all}` : "–"), date(one.t)];
}
/**
 * @param {number} at
 * @param {Modifiers} [event]
 */
function pick(at, event = {}) {
  const one = listed[at];
  if (isLead(one)) choose({ lead: one.id });
  else if (isEntity(one)) chooseOrPick(one.at, event);
  else choose({ circle: one.at });
}
/** @param {number} at */
function openRow(at) {
  const one = listed[at];
  if (!isLead(one) && !isEntity(one)) {
    openCircle(one.at);
    body.rows[0]?.focus();
  } else {
    pick(at);
    byId("panel").focus();
  }
}
table.addEventListener("keydown", (event) => {
  const row = targetOf(event, Element).closest("tbody tr");
  if (!(row instanceof HTMLElement)) return;
  const at = Number(row.dataset.at);
  const last = listed.length - 1;
  /** @type {Record<string, number>} */
  const moves = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: last,
    PageDown: at + 12,
    PageUp: at - 12,
  };
  const to = moves[event.key];
  if (to !== undefined) {
    event.preventDefault();
    const next = Math.max(0, Math.min(last, to));
    body.rows[next].focus();
    quietly(() => pick(next));
  } else if (event.key === "Enter") {
    event.preventDefault();
    openRow(at);
  } else if (event.key === " ") {
    event.preventDefault();
    pick(at, event);
  }
});
/** @param {"nodes" | "leads"} kind */
function showTab(kind) {
  listing.kind = kind;
  for (const one of TABS) byId(`tab-${one}`).setAttribute("aria-selected", String(one === kind));
  drawList();
}
for (const kind of TABS)
  byId(`tab-${kind}`).addEventListener("click", () => {
    showTab(kind);
    remember();
  });

// Leads by kind, by chance and by whether anybody judged them; the order is named above them.

/** @type {[number, string][]} */
const CHANCES = [
  [0, "any chance"],
  [0.9, "90 % and more"],
  [0.7, "70 % and more"],
  [0.5, "50 % and more"],
];
let filtersDrawn = false;
export function forgetFilters() {
  filtersDrawn = false;
}
/** @param {boolean} visible */
function leadFilters(visible) {
  const box = byId("filters");
  box.hidden = !visible;
  if (visible && !filtersDrawn) {
    filtersDrawn = true;
    const counts = new Map();
    for (const lead of data.leads) counts.set(lead.kind, (counts.get(lead.kind) || 0) + 1);
    /** @param {Partial<WantedLeads>} wanted */
    const set = (wanted) => {
      Object.assign(listing.leads, wanted);
      drawList();
      remember();
    };
    /**
     * @param {string} id
     * @param {string} label
     * @param {readonly (readonly [string | number, string])[]} options
     * @param {(value: string) => void} act
     */
    const select = (id, label, options, act) =>
      h(
        "select",
        { id, "aria-label": label, onchange: (event) => act(targetOf(event, HTMLSelectElement).value) },
        options.map(([value, text]) => h("option", { value }, text)),
      );
    /** @type {[string, string][]} */
    const kinds = [
      ["", `all kinds (${many(data.leads.length)})`],
      ...Array.from(counts, ([kind, count]) => /** @type {[string, string]} */ ([kind, `${kind} (${many(count)})`])),
    ];
    /** @type {[string, string][]} */
    const orders = [["surest", "surest first"]];
    if (data.review.length) orders.push(["review", "for review"]);
    box.replaceChildren(
      select("f-kind", "Kind of lead", kinds, (value) => set({ kind: value })),
      select("f-least", "Chance", CHANCES, (value) => set({ least: Number(value) })),
      select("f-order", "Order", orders, (value) => {
        listing.order = { key: null, down: true };
        set({ order: value === "review" ? "review" : "surest" });
      }),
      h(
        "label",
        { class: "tick" },
        h("input", {
          type: "checkbox",
          id: "f-open",
          onchange: (event) => set({ open: targetOf(event, HTMLInputElement).checked }),
        }),
        " not judged",
      ),
      h("p", { id: "order", class: "src" }),
    );
  }
  if (!visible) return;
  elementOf("f-kind", HTMLSelectElement).value = listing.leads.kind;
  elementOf("f-least", HTMLSelectElement).value = String(listing.leads.least);
  elementOf("f-order", HTMLSelectElement).value = listing.leads.order;
  elementOf("f-open", HTMLInputElement).checked = listing.leads.open;
  const count = rowsOf("leads").length;
  const said =
    listing.order.key && COLUMNS.leads.some(([name]) => name === listing.order.key)
      ? "by the chosen column"
      : data.orders[listing.leads.order];
  byId("order").textContent = `${many(count)} of ${counted(data.leads.length, "lead")}; ${said}`;
}
