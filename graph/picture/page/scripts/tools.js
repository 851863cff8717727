// The tools above the canvas, and the list of keys.

import { chosenNodes, expand, findPath, hideChosen, keepChosen, markPath, openCircle, overview, step } from "./acts.js";
import { fit } from "./canvas.js";
import { nodes } from "./data.js";
import { button, elementOf, h } from "./elements.js";
import { savePng, saveSvg } from "./saving.js";
import { future, now, past, redo, undo } from "./state.js";

const KEYS = [
  ["/", "search"],
  ["E", "open a cluster, or add the neighbours of a node"],
  ["P", "path from the chosen node to the next one"],
  ["H", "hide what is chosen, a link too"],
  ["Shift+H", "keep only what is chosen (of one node, its neighbours too)"],
  ["F", "fit"],
  ["O", "all clusters"],
  ["Esc", "choose nothing; then all clusters"],
  ["Ctrl+Z, Ctrl+Y", "undo and redo changes; what you looked at comes back with the browser's Back"],
  ["Ctrl or Shift, click", "choose several"],
  ["Shift, drag", "choose all in a box"],
  ["right click", "what can be done"],
  ["Up, Down", "in the list: choose the next"],
  ["Enter", "in the list: open"],
  ["?", "these keys"],
];
export function help() {
  const dialog = elementOf("help", HTMLDialogElement);
  const rows = KEYS.map(([key, what]) => h("tr", {}, h("td", {}, h("kbd", {}, key)), h("td", {}, what)));
  dialog.replaceChildren(
    h("h3", {}, "Keys"),
    h("table", {}, h("tbody", {}, rows)),
    h(
      "p",
      { class: "acts" },
      button("Close", () => dialog.close()),
    ),
  );
  dialog.showModal();
}
const chosenNode = () => (now.chosen && now.chosen.node !== undefined ? nodes[now.chosen.node] : null);
/** The circle that is chosen in the overview. */
const chosenCircle = () => (now.circle === null && !now.path ? now.chosen?.circle : undefined);
export function openOrExpand() {
  const node = chosenNode();
  const circle = chosenCircle();
  if (node && now.circle !== null && !now.path) expand(node);
  else if (circle !== undefined) openCircle(circle);
}
export function pathTool() {
  const node = chosenNode();
  const some = Array.from(now.picked);
  if (some.length === 2) findPath(some[0], some[1]);
  else if (node) markPath(node);
}
/** @type {Record<string, () => void>} */
export const ACTS = {
  "b-overview": overview,
  "b-undo": () => step(undo),
  "b-redo": () => step(redo),
  "b-fit": () => fit(),
  "b-expand": openOrExpand,
  "b-path": pathTool,
  "b-hide": hideChosen,
  "b-keep": keepChosen,
  "b-png": savePng,
  "b-svg": saveSvg,
  "b-help": help,
};
for (const [id, act] of Object.entries(ACTS)) elementOf(id, HTMLButtonElement).addEventListener("click", () => act());
/**
 * @param {string} id
 * @param {boolean} usable
 */
function enableTool(id, usable) {
  elementOf(id, HTMLButtonElement).disabled = !usable;
}
export function drawTools() {
  const node = chosenNode();
  const some = chosenNodes().length > 0;
  enableTool("b-overview", now.circle !== null || now.path !== null);
  enableTool("b-undo", past.length > 0);
  enableTool("b-redo", future.length > 0);
  enableTool("b-expand", (node !== null && now.circle !== null && !now.path) || chosenCircle() !== undefined);
  enableTool("b-path", node !== null || now.picked.size === 2);
  enableTool("b-hide", some || now.chosen?.link !== undefined);
  enableTool("b-keep", some && !now.path);
}
