// Above the canvas where one is; beside it the panel of what is chosen.

import { choose, endPath, overview, showAll } from "./acts.js";
import { circles, leadOf, links, lookUp, nodes } from "./data.js";
import { bdi, button, byId, flatten, h } from "./elements.js";
import { casePanel, circlePanel, leadPanel, linkPanel, nodePanel, pathPanel, pickedPanel } from "./panels.js";
import { here, made, now, shown } from "./state.js";
import { many } from "./words.js";

/** @import { Child } from "./types" */

export function drawTrail() {
  const circle = now.circle === null ? null : circles[now.circle];
  const parts = [];
  if (circle || now.path) parts.push(button("‹ All clusters", overview, { id: "back" }));
  if (circle) {
    const cutTo = circle.shown < circle.size;
    parts.push(
      h(
        "span",
        {},
        bdi(circle.n),
        cutTo
          ? ` · ${many(circle.shown)} of ${many(circle.size)}, ${many(circle.size - circle.shown)} more`
          : ` · ${many(circle.size)}`,
      ),
    );
  }
  if (circle && !now.path) {
    const others = shown().filter((node) => node.c !== now.circle).length;
    if (others) parts.push(h("span", {}, `${many(others)} outlined: of other clusters`));
    const hidden = made.hidden.size + made.cut.size;
    if (here().keep || hidden)
      parts.push(button(hidden ? `${many(hidden)} hidden, show all` : "Show all again", showAll));
  }
  if (now.path)
    parts.push(
      button(now.path.to === undefined ? "Path: choose its end, or stop" : "End path", endPath, { id: "endpath" }),
    );
  byId("trail").replaceChildren(...parts);
  drawPanel();
}
function drawPanel() {
  const chosen = now.chosen || {};
  /** @returns {Child[] | null} */
  const told = () => {
    if (now.picked.size > 1) return pickedPanel();
    if (chosen.node !== undefined) return nodePanel(nodes[chosen.node]);
    if (chosen.link !== undefined) return linkPanel(links[chosen.link]);
    if (chosen.lead !== undefined) return leadPanel(lookUp(leadOf, chosen.lead));
    if (chosen.circle !== undefined) return circlePanel(chosen.circle);
    return null;
  };
  let parts = told();
  if (now.path && (now.path.found || now.path.to !== undefined)) {
    parts = parts ? [button("‹ Path", () => choose(null), { class: "more" }), parts] : pathPanel(now.path);
  } else if (!parts) parts = now.circle === null ? casePanel() : circlePanel(now.circle);
  byId("panel").replaceChildren(...flatten(parts));
  byId("panel").scrollTop = 0;
}
