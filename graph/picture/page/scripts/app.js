// Keys, and the beginning.

import { choose, endPath, hideChosen, keepChosen, overview } from "./acts.js";
import { restoreChanges } from "./address.js";
import { BAR, canvas, dots, draw, fit, net, whenDrawn } from "./canvas.js";
import { circleOf, nodeOf } from "./data.js";
import { dark, setNight } from "./drawing.js";
import { byId, elementOf } from "./elements.js";
import { drawLegend } from "./legend.js";
import { drawList, forgetFilters } from "./lists.js";
import "./pointer.js";
import { readAddress } from "./reopen.js";
import { search } from "./search.js";
import { now } from "./state.js";
import { drawStatus } from "./status.js";
import { ACTS, drawTools, help, openOrExpand, pathTool } from "./tools.js";
import { drawTrail } from "./trail.js";

function stepOut() {
  if (!byId("menu").hidden) byId("menu").hidden = true;
  else if (now.chosen || now.picked.size) choose(null);
  else if (now.path) endPath();
  else if (now.circle !== null) overview();
}
/**
 * Whether keys that go there are text.
 * @param {EventTarget | null} target
 */
const isTyped = (target) => target instanceof Element && target.matches("input[type=search], textarea, select");
addEventListener("keydown", (event) => {
  if (isTyped(event.target) || elementOf("help", HTMLDialogElement).open) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    /** @type {Record<string, string>} */
    const acts = { z: event.shiftKey ? "b-redo" : "b-undo", y: "b-redo" };
    if (acts[key]) {
      event.preventDefault();
      ACTS[acts[key]]();
    }
    return;
  }
  if (event.altKey) return;
  const act = {
    "/": () => {
      const input = elementOf("search", HTMLInputElement);
      input.focus();
      input.select();
    },
    e: openOrExpand,
    p: pathTool,
    f: () => fit(),
    o: () => {
      if (now.circle !== null || now.path) overview();
    },
    "?": help,
    h: event.shiftKey ? keepChosen : hideChosen,
    Escape: stepOut,
  }[key];
  if (act) {
    event.preventDefault();
    act();
  }
});
dark.addEventListener("change", () => {
  setNight(dark.matches);
  forgetFilters();
  draw();
  net.redraw();
});

for (const draw of [drawLegend, drawTrail, drawList, drawStatus, drawTools]) whenDrawn(draw);
restoreChanges();
readAddress(true);
// Where an entity stands on the screen: for tests, which click as people do.
window.liaisons = {
  place: (id) => {
    const node = nodeOf.get(id);
    const circle = circleOf.get(id);
    const key =
      node && (now.circle !== null || now.path) ? node.at : id === BAR ? BAR : circle ? `c${circle.at}` : null;
    if (key === null || !dots.get(key)) return null;
    const spot = net.canvasToDOM(net.getPosition(key));
    const box = canvas.getBoundingClientRect();
    return { x: box.x + spot.x, y: box.y + spot.y };
  },
  search: (text) => search(text).map(({ node }) => node.id),
};
