// The legend, which is the filter: what is on the canvas, by kind; a switch each.

import { draw } from "./canvas.js";
import { around, links, nodes } from "./data.js";
import { icon, NEAR, stroke } from "./drawing.js";
import { button, byId, h } from "./elements.js";
import { change, made, now, onCanvas } from "./state.js";
import { CONCLUDED, LABELS, LINKS, linkLook, many, STATES } from "./words.js";

export function drawLegend() {
  const active = document.activeElement;
  const has = active instanceof HTMLElement ? active.dataset.key : null;
  const overview = now.circle === null && !now.path;
  const among = overview ? nodes : onCanvas();
  /** @type {Map<string, number>} */
  const byLabel = new Map();
  const byType = new Map();
  const byState = new Map();
  /**
   * @param {Map<string, number>} map
   * @param {string} key
   */
  const add = (map, key) => map.set(key, (map.get(key) || 0) + 1);
  const there = new Set(among.map((node) => node.at));
  for (const node of among) {
    add(byLabel, node.l);
    if (node.state) add(byState, node.state);
  }
  for (const node of among)
    for (const one of around[node.at]) if (one.from === node.at && there.has(one.to)) add(byType, one.t);
  const kinds = Array.from(new Set(nodes.map((node) => node.l)));
  const types = Array.from(new Set(links.map((one) => one.t)));
  /**
   * @param {object} all
   * @returns {(a: string, b: string) => number}
   */
  const byRank = (all) => (a, b) => Object.keys(all).indexOf(a) - Object.keys(all).indexOf(b);
  /** @param {string} key */
  const flip = (key) => {
    change((state) => {
      if (!state.off.delete(key)) state.off.add(key);
    });
    draw();
  };
  /**
   * @param {string} key
   * @param {HTMLElement} image
   * @param {string} text
   * @param {number} count
   */
  const row = (key, image, text, count) =>
    h(
      "li",
      {},
      h(
        "label",
        { class: count ? null : "none", title: text },
        h("input", {
          type: "checkbox",
          checked: !made.off.has(key),
          disabled: overview,
          "data-key": key,
          onchange: () => flip(key),
        }),
        image,
        h("span", {}, text),
        h("span", { class: "count" }, many(count)),
      ),
    );
  const all =
    made.off.size && !overview
      ? button("show all", () => {
          change((state) => {
            state.off = new Set();
          });
          draw();
        })
      : "";
  const states = STATES.filter((state) => nodes.some((node) => node.state === state));
  const near = among.filter((node) => node.near).length;
  const nearRow = h(
    "li",
    {},
    icon("Account", "", true),
    h("span", {}, NEAR),
    h("span", { class: "count" }, many(near)),
  );
  /** @param {string} state */
  const stateRow = (state) =>
    h(
      "li",
      {},
      icon("Group", state),
      h("span", {}, state),
      h("span", { class: "count" }, many(byState.get(state) || 0)),
    );
  byId("legend").replaceChildren(
    h(
      "h2",
      {},
      "Entities",
      overview ? h("span", { class: "hint", id: "nofilter" }, "filters work in an open cluster") : all,
    ),
    h(
      "ul",
      { "aria-label": "Entities" },
      kinds
        .sort(byRank(LABELS))
        .map((label) => row(label, icon(label), LABELS[label] || label, byLabel.get(label) || 0)),
    ),
    h("h2", {}, "Links"),
    h(
      "ul",
      { "aria-label": "Links" },
      types
        .sort(byRank(LINKS))
        .map((type) => row(type, stroke(type, CONCLUDED.has(type)), linkLook(type)[0], byType.get(type) || 0)),
    ),
    h("h2", { hidden: !states.length && !near }, "States"),
    h("ul", { class: "states", "aria-label": "States", hidden: !states.length && !near }, [
      ...(near ? [nearRow] : []),
      ...states.map(stateRow),
    ]),
  );
  if (has) {
    const again = byId("legend").querySelector(`[data-key="${CSS.escape(has)}"]`);
    if (again instanceof HTMLElement) again.focus();
  }
}
