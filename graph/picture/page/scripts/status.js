// The line below the canvas: what is shown, and what was just done.

import { dots, lines } from "./canvas.js";
import { audiences, circles, crews, nodes } from "./data.js";
import { byId } from "./elements.js";
import { now, onCanvas } from "./state.js";
import { audienceWords, counted, many } from "./words.js";

let said = "";
/** @param {string} text */
export function say(text) {
  said = text;
  drawStatus();
}
export function drawStatus() {
  const status = byId("status");
  const overviewWords = () => {
    const hidden = audiences.length ? `${audienceWords()}; ` : "";
    const outside = circles.find((one) => one.kind === "outside");
    return (
      `${counted(crews.length, "cluster")}; ${hidden}${outside ? `${many(outside.size)} outside all; ` : ""}` +
      `${many(nodes.length)} accounts, groups and contacts`
    );
  };
  const canvasWords = () => {
    const all = onCanvas().length;
    const there = dots.length;
    return `${many(there)} nodes${there < all ? ` (${many(all - there)} hidden)` : ""}, ${many(lines.length)} links`;
  };
  status.textContent = `${now.circle === null && !now.path ? overviewWords() : canvasWords()}. ${said}`;
  said = "";
}
