// The pointer on the canvas: one click chooses, Ctrl adds, Shift draws a box; the menu of the right button.

import {
  adding,
  choose,
  chooseOrPick,
  expand,
  hide,
  hideChosen,
  hideLink,
  keepChosen,
  lookAt,
  markPath,
  openCircle,
  pickMore,
  showAll,
} from "./acts.js";
import { remember } from "./address.js";
import { BAR, canvas, circleAt, fit, isCircle, net, nodesOnCanvas } from "./canvas.js";
import { nodes } from "./data.js";
import { button, byId } from "./elements.js";
import { change, now } from "./state.js";
import { drawTools } from "./tools.js";

/** @import { Modifiers, Spot } from "./types" */

net.on("click", ({ nodes: on, edges: over, event }) => {
  const source = event?.srcEvent || {};
  if (on.length) chooseDot(on[0], source);
  else if (over.length && over[0][0] === "l") choose({ link: Number(over[0].slice(1)) });
  else if (over.length && over[0][0] === "b") choose({ circle: Number(over[0].slice(1).split("-")[0]) });
  else if ((now.chosen || now.picked.size) && !adding(source)) choose(null);
  net.unselectAll();
});
/**
 * @param {vis.Id} id
 * @param {Modifiers} event
 */
function chooseDot(id, event) {
  if (id === BAR)
    lookAt(() => {
      now.open = !now.open;
    }, true);
  else if (isCircle(id)) choose({ circle: Number(id.slice(1)) });
  else chooseOrPick(id, event);
}
// The browser's own event: it knows two clicks also where the first one took long to draw.
canvas.addEventListener("dblclick", (event) => {
  const on = net.getNodeAt(boxSpot(event));
  if (on === BAR || event.ctrlKey || event.shiftKey) return;
  if (on === undefined) return;
  if (isCircle(on)) openCircle(circleAt(on).at);
  else if (!now.path) expand(nodes[on]);
});
net.on("dragEnd", ({ nodes: on }) => {
  if (!on.length || now.path) return;
  const spot = net.getPosition(on[0]);
  change((_state, own) => {
    own.moved.set(on[0], [spot.x, spot.y]);
  });
  drawTools();
  remember();
});
for (const [name, cursor] of [
  ["hoverNode", "pointer"],
  ["hoverEdge", "pointer"],
  ["blurNode", ""],
  ["blurEdge", ""],
]) {
  net.on(name, () => {
    canvas.style.cursor = cursor;
  });
}
net.on("oncontext", ({ event, pointer }) => {
  event.preventDefault();
  const on = net.getNodeAt(pointer.DOM);
  const over = net.getEdgeAt(pointer.DOM);
  openMenu(event.clientX, event.clientY, on, over);
});
addEventListener("resize", () => net.redraw());

/**
 * Shift and drag on the canvas draws a box; what lies in it is added to what is chosen.
 * @type {{ from: Spot, frame: HTMLElement } | null}
 */
let boxed = null;
/** @param {MouseEvent} event */
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
    boxed = { from: spot, frame: byId("box") };
    canvas.setPointerCapture(event.pointerId);
  },
  true,
);
canvas.addEventListener(
  "pointermove",
  (event) => {
    if (!boxed) return;
    event.stopPropagation();
    const spot = boxSpot(event);
    const { from, frame } = boxed;
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
    const spot = boxSpot(event);
    const { from, frame } = boxed;
    boxed = null;
    frame.hidden = true;
    const [left, right] = [from.x, spot.x].sort((a, b) => a - b);
    const [top, bottom] = [from.y, spot.y].sort((a, b) => a - b);
    const inside = nodesOnCanvas().filter((id) => {
      const at = net.canvasToDOM(net.getPosition(id));
      return at.x >= left && at.x <= right && at.y >= top && at.y <= bottom;
    });
    if (inside.length) pickMore(inside);
  },
  true,
);

/**
 * The menu of the right button.
 * @param {number} x
 * @param {number} y
 * @param {vis.Id | undefined} on
 * @param {string | undefined} over
 */
function openMenu(x, y, on, over) {
  const box = byId("menu");
  /** @type {HTMLElement[]} */
  const items = [];
  /**
   * @param {string} text
   * @param {() => void} act
   */
  const add = (text, act) =>
    items.push(
      button(
        text,
        () => {
          box.hidden = true;
          act();
        },
        { role: "menuitem" },
      ),
    );
  if (on === BAR) return;
  if (on !== undefined && isCircle(on)) add("Open", () => openCircle(Number(on.slice(1))));
  else if (on !== undefined) {
    const node = nodes[on];
    if (now.picked.has(on)) {
      add("Hide the chosen", hideChosen);
      add("Keep only the chosen", keepChosen);
    } else {
      add("Choose", () => choose({ node: on }));
      add("Choose too", () => pickMore([on]));
      add("Add neighbours", () => expand(node));
      add("Path from here", () => markPath(node));
      add("Hide", () => hide([on]));
    }
  } else if (over !== undefined && over[0] === "l") {
    add("Evidence", () => choose({ link: Number(over.slice(1)) }));
    add("Hide this link", () => hideLink(Number(over.slice(1))));
  } else {
    add("Fit", () => fit());
    if (now.circle !== null) add("Show all", showAll);
  }
  box.replaceChildren(...items);
  box.hidden = false;
  box.style.left = `${Math.min(x, innerWidth - 190)}px`;
  box.style.top = `${Math.min(y, innerHeight - 30 * items.length - 12)}px`;
  items[0].focus();
}
addEventListener("pointerdown", (event) => {
  if (!(event.target instanceof Element && event.target.closest("#menu"))) byId("menu").hidden = true;
});
