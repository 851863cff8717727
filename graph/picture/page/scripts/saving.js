// The view as a file and on paper: one SVG with title, date, legend and coverage, drawn by the same strokes as the
// screen, always dark on white.

import {
  alphaOf,
  BAR,
  canvas,
  circleAt,
  dots,
  draw,
  isChosen,
  isCircle,
  lines,
  net,
  radiusOf,
  wantedLabels,
} from "./canvas.js";
import { circles, data, links, lookUp, nodes } from "./data.js";
import {
  colour,
  drawBar,
  drawDisc,
  drawLabels,
  drawShape,
  FONT,
  linkColour,
  look,
  NEAR,
  night,
  setNight,
} from "./drawing.js";
import { byId, h, penOf } from "./elements.js";
import { now, shown } from "./state.js";
import { CONCLUDED, cut, LABELS, LINKS, linkLook, STATES } from "./words.js";

/** @import { Pen, Spot } from "./types" */

const SVG = "http://www.w3.org/2000/svg";
const measure = penOf(document.createElement("canvas"));
/** @param {number} number */
const short = (number) => String(Math.round(number * 100) / 100);

/**
 * What the drawing asks of a canvas, written down as elements; texts become text nodes.
 * @param {Element} parent
 * @returns {Pen}
 */
function recorder(parent) {
  let path = "";
  let dash = "";
  let drawn = false; // whether the path has begun
  /**
   * @param {string} name
   * @param {Record<string, unknown>} attributes
   * @param {string} [text]
   */
  const add = (name, attributes, text) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    if (text !== undefined) made.textContent = text;
    parent.append(made);
  };
  const opacity = () => (ctx.globalAlpha < 1 ? { opacity: short(ctx.globalAlpha) } : {});
  const outlined = () => ({
    stroke: ctx.strokeStyle,
    "stroke-width": short(ctx.lineWidth),
    "stroke-linejoin": "round",
    ...(dash ? { "stroke-dasharray": dash } : {}),
  });
  /** @type {Record<string, string>} */
  const anchors = { center: "middle", start: "start", end: "end" };
  /**
   * @param {string} said
   * @param {number} x
   * @param {number} y
   * @param {Record<string, unknown>} look
   */
  const text = (said, x, y, look) => {
    const [weight, size] = ctx.font.split(" ");
    const down = ctx.textBaseline === "middle" ? 0.35 : ctx.textBaseline === "top" ? 0.85 : 0;
    add(
      "text",
      {
        x: short(x),
        y: short(y + down * parseFloat(size)),
        "font-size": parseFloat(size),
        "font-weight": weight,
        "text-anchor": anchors[ctx.textAlign],
        direction: ctx.direction,
        "unicode-bidi": "isolate",
        ...look,
        ...opacity(),
      },
      said,
    );
  };
  /** @type {Pen} */
  const ctx = {
    globalAlpha: 1,
    fillStyle: "#000",
    strokeStyle: "#000",
    lineWidth: 1,
    lineCap: "round",
    lineJoin: "round",
    font: `500 12px ${FONT}`,
    textAlign: "center",
    textBaseline: "top",
    direction: "ltr",
    beginPath() {
      path = "";
      drawn = false;
    },
    moveTo(x, y) {
      path += `M${short(x)} ${short(y)}`;
      drawn = true;
    },
    lineTo(x, y) {
      path += `${drawn ? "L" : "M"}${short(x)} ${short(y)}`;
      drawn = true;
    },
    quadraticCurveTo(a, b, x, y) {
      path += `Q${short(a)} ${short(b)} ${short(x)} ${short(y)}`;
      drawn = true;
    },
    arc(x, y, r, begin, end) {
      const full = end - begin >= 2 * Math.PI - 1e-6;
      const to = full ? begin + Math.PI : end;
      /**
       * @param {number} angle
       * @returns {[number, number]}
       */
      const at = (angle) => [x + r * Math.cos(angle), y + r * Math.sin(angle)];
      /**
       * @param {number} angle
       * @param {0 | 1} large
       */
      const arcTo = (angle, large) => `A${short(r)} ${short(r)} 0 ${large} 1 ${at(angle).map(short).join(" ")}`;
      ctx.lineTo(...at(begin));
      path += arcTo(to, to - begin > Math.PI ? 1 : 0) + (full ? arcTo(begin, 0) : "");
      drawn = true;
    },
    roundRect(x, y, w, height, r) {
      const [a, b] = [x + w, y + height];
      ctx.moveTo(x + r, y);
      for (const [cx, cy, ex, ey, lx, ly] of [
        [a, y, a, y + r, a - r, y],
        [a, b, a - r, b, a, b - r],
        [x, b, x, b - r, x + r, b],
        [x, y, x + r, y, x, y + r],
      ]) {
        ctx.lineTo(lx, ly);
        ctx.quadraticCurveTo(cx, cy, ex, ey);
      }
      path += "Z";
    },
    closePath() {
      path += "Z";
    },
    fill() {
      add("path", { d: path, fill: ctx.fillStyle, ...opacity() });
    },
    stroke() {
      add("path", { d: path, fill: "none", ...outlined(), ...opacity() });
    },
    setLineDash(parts) {
      dash = parts.join(" ");
    },
    measureText(said) {
      measure.font = ctx.font;
      return measure.measureText(said);
    },
    strokeText(said, x, y) {
      text(said, x, y, { fill: "none", ...outlined() });
    },
    fillText(said, x, y) {
      text(said, x, y, { fill: ctx.fillStyle });
    },
  };
  return ctx;
}

/**
 * One link, with the arrow at its end; twins are bent apart as on the screen.
 * @param {Pen} ctx
 * @param {vis.Line} one
 * @param {(id: vis.Id) => Spot} at
 * @param {number} radius
 * @param {number} scale
 */
function paintLine(ctx, one, at, radius, scale) {
  const [a, b] = [at(one.from), at(one.to)];
  const far = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [ux, uy] = [(b.x - a.x) / far, (b.y - a.y) / far];
  const bend = one.smooth ? one.smooth.roundness * far : 0;
  const middle = { x: (a.x + b.x) / 2 + uy * bend, y: (a.y + b.y) / 2 - ux * bend };
  ctx.globalAlpha = one.color.opacity;
  ctx.strokeStyle = ctx.fillStyle = one.color.color;
  ctx.lineWidth = one.width * scale;
  ctx.setLineDash(one.dashes || []);
  ctx.beginPath();
  ctx.moveTo(a.x, a.y);
  if (bend) ctx.quadraticCurveTo(middle.x, middle.y, b.x, b.y);
  else ctx.lineTo(b.x, b.y);
  ctx.stroke();
  ctx.setLineDash([]);
  if (one.arrows) {
    const way = Math.atan2(b.y - middle.y, b.x - middle.x);
    const tip = { x: b.x - Math.cos(way) * radius, y: b.y - Math.sin(way) * radius };
    ctx.beginPath();
    ctx.lineTo(tip.x, tip.y);
    for (const turn of [2.7, -2.7]) ctx.lineTo(tip.x + 7 * Math.cos(way + turn), tip.y + 7 * Math.sin(way + turn));
    ctx.closePath();
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}

const SHEET = { width: 1120, height: 790, head: 56, foot: 74 };
/**
 * Give the view as an SVG element: as it is seen, or with everything that is on the canvas.
 * @param {boolean} whole
 */
function sheet(whole) {
  const nightNow = night;
  setNight(false);
  draw(); // colours of links stand in what is drawn
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("xmlns", SVG);
  svg.setAttribute("viewBox", `0 0 ${SHEET.width} ${SHEET.height}`);
  svg.setAttribute("width", String(SHEET.width));
  svg.setAttribute("height", String(SHEET.height));
  svg.setAttribute("font-family", "sans-serif");
  const ctx = recorder(svg);
  const room = { x: 0, y: SHEET.head, width: SHEET.width, height: SHEET.height - SHEET.head - SHEET.foot };
  const ids = dots.getIds();
  const spots = new Map(ids.map((id) => [id, net.getPosition(id)]));
  const [scale, middle] = whole
    ? bounds(ids, spots, room)
    : [
        net.getScale() * Math.min(room.width / canvas.clientWidth, room.height / canvas.clientHeight),
        net.getViewPosition(),
      ];
  /**
   * @param {vis.Id} id
   * @returns {Spot}
   */
  const at = (id) => ({
    x: room.x + room.width / 2 + (lookUp(spots, id).x - middle.x) * scale,
    y: room.y + room.height / 2 + (lookUp(spots, id).y - middle.y) * scale,
  });
  ctx.fillStyle = "#fff";
  ctx.beginPath();
  ctx.roundRect(0, 0, SHEET.width, SHEET.height, 0);
  ctx.fill();
  /** @param {vis.Id} id */
  const inside = (id) => {
    const { x, y } = at(id);
    return x > -40 && x < SHEET.width + 40 && y > room.y - 30 && y < room.y + room.height + 20;
  };
  for (const one of lines.get())
    if (inside(one.from) || inside(one.to)) paintLine(ctx, one, at, radiusOf(one.to) * scale + 2, Math.min(scale, 1));
  for (const id of ids) {
    if (!inside(id)) continue;
    const { x, y } = at(id);
    const alpha = alphaOf(id);
    if (id === BAR) drawBar(ctx, x, y, { alpha, scale: 1, open: now.open });
    else if (isCircle(id)) {
      const one = circleAt(id);
      drawDisc(ctx, { ...one, r: one.r * scale }, x, y, { alpha, chosen: isChosen(id), scale: 1 });
    } else {
      const one = nodes[id];
      drawShape(ctx, one.l, x, y, Math.max((one.d / 2) * scale, 3), {
        alpha,
        chosen: isChosen(id),
        guest: one.c !== now.circle && !now.path,
        near: Boolean(one.near),
        life: one.state,
      });
    }
  }
  /**
   * @param {Spot} spot
   * @returns {Spot}
   */
  const where = (spot) => ({
    x: room.width / 2 + (spot.x - middle.x) * scale,
    y: room.y + room.height / 2 + (spot.y - middle.y) * scale,
  });
  drawLabels(ctx, wantedLabels(where, scale, SHEET.width, room.y + room.height - 10));
  margins(ctx);
  setNight(nightNow);
  draw();
  return svg;
}
/**
 * @param {vis.Id[]} ids
 * @param {Map<vis.Id, Spot>} spots
 * @param {{ width: number, height: number }} room
 * @returns {[scale: number, middle: Spot]}
 */
function bounds(ids, spots, room) {
  if (!ids.length) return [1, { x: 0, y: 0 }];
  const edges = ids.map((id) => ({ spot: lookUp(spots, id), r: id === BAR ? 60 : radiusOf(id) + 24 }));
  const xs = edges.flatMap(({ spot, r }) => [spot.x - r - 40, spot.x + r + 40]);
  const ys = edges.flatMap(({ spot, r }) => [spot.y - r, spot.y + r + 10]);
  const [left, right, top, low] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(room.width / (right - left), room.height / (low - top), 1.3);
  return [scale, { x: (left + right) / 2, y: (top + low) / 2 }];
}
/**
 * Title and date above, legend and coverage below.
 * @param {Pen} ctx
 */
function margins(ctx) {
  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {number} size
   * @param {number} [weight]
   * @param {string} [fill]
   */
  const write = (text, x, y, size, weight = 500, fill = "#0f172a") => {
    Object.assign(ctx, {
      font: `${weight} ${size}px sans-serif`,
      textAlign: "start",
      textBaseline: "top",
      fillStyle: fill,
    });
    ctx.direction = "ltr"; // names keep their own direction within the line
    ctx.fillText(text, x, y);
    return ctx.measureText(text).width;
  };
  /** @param {string} text */
  const isolate = (text) => `\u2068${text}\u2069`;
  const circle = now.circle === null ? "" : isolate(circles[now.circle].n);
  const ends = now.path?.found
    ? [now.path.found[0][0], now.path.found[0].at(-1) ?? 0].map((at) => isolate(nodes[at].n))
    : null;
  const what = ends ? `path from ${ends[0]} to ${ends[1]}` : circle || "all clusters";
  write(cut(`${isolate(data.name)}: ${what}`, 110), 16, 10, 17, 650);
  const computed = data.computed ? `Computed ${data.computed}. ` : "";
  write(
    `Report ${data.number}, ${data.made}. ${computed}${data.coverage}. Leads are no proof.`,
    16,
    34,
    11.5,
    500,
    "#475569",
  );
  let x = 16;
  let y = SHEET.height - SHEET.foot + 10;
  /**
   * @param {(x: number, y: number) => void} paint
   * @param {string} text
   */
  const item = (paint, text) => {
    const width = 26 + measureWidth(text) + 16;
    if (x + width > SHEET.width - 10) {
      x = 16;
      y += 21;
    }
    paint(x + 9, y + 8);
    write(text, x + 24, y + 1, 11.5);
    x += width;
  };
  const among = now.circle === null && !now.path ? [] : shown();
  if (!among.length) {
    const rings = [
      ["Account", "accounts"],
      ["Group", "groups"],
      ["Phone", "contacts"],
    ];
    for (const [label, text] of rings) {
      item((a, b) => {
        ctx.fillStyle = colour(label);
        ctx.beginPath();
        ctx.arc(a, b, 6, 0, 7);
        ctx.fill();
      }, `${text} (part of the ring)`);
    }
    item((a, b) => drawSample(ctx, a, b, look().line, []), "two clusters share something rare");
  }
  for (const label of Object.keys(LABELS)) {
    if (among.some((node) => node.l === label))
      item((a, b) => drawShape(ctx, label, a, b, 7, { alpha: 1 }), LABELS[label]);
  }
  const types = new Set(
    lines
      .get()
      .filter((one) => one.id[0] === "l")
      .map((one) => links[Number(one.id.slice(1))].t),
  );
  for (const type of Object.keys(LINKS)) {
    if (types.has(type))
      item((a, b) => drawSample(ctx, a, b, linkColour(type), CONCLUDED.has(type) ? [4, 3] : []), linkLook(type)[0]);
  }
  for (const state of STATES) {
    if (among.some((node) => node.state === state))
      item((a, b) => drawShape(ctx, "Group", a, b, 7, { alpha: 1, life: state }), state);
  }
  if (among.some((node) => node.near)) {
    item((a, b) => drawShape(ctx, "Account", a, b, 7, { alpha: 1, near: true }), NEAR);
  }
  if (among.some((node) => node.c !== now.circle) && !now.path) {
    item((a, b) => drawShape(ctx, "Account", a, b, 7, { alpha: 1, guest: true }), "outlined: of another cluster");
  }
}
/**
 * @param {Pen} ctx
 * @param {number} x
 * @param {number} y
 * @param {string} color
 * @param {number[]} dashes
 */
function drawSample(ctx, x, y, color, dashes) {
  Object.assign(ctx, { strokeStyle: color, lineWidth: 3 });
  ctx.setLineDash(dashes);
  ctx.beginPath();
  ctx.moveTo(x - 9, y + 4);
  ctx.lineTo(x + 9, y - 4);
  ctx.stroke();
  ctx.setLineDash([]);
}
/** @param {string} text */
function measureWidth(text) {
  measure.font = "500 11.5px sans-serif";
  return measure.measureText(text).width;
}

/** @param {string} end */
const fileName = (end) => `network-${data.number}-${data.made.slice(0, 10)}.${end}`;
/**
 * @param {string} href
 * @param {string} name
 */
const offer = (href, name) => h("a", { download: name, href }).click();
const svgAddress = () =>
  `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(sheet(false)))}`;
export function saveSvg() {
  offer(svgAddress(), fileName("svg"));
}
export function savePng() {
  const drawn = new Image();
  drawn.addEventListener("load", () => {
    const copy = h("canvas", { width: 2 * SHEET.width, height: 2 * SHEET.height });
    penOf(copy).drawImage(drawn, 0, 0, copy.width, copy.height);
    offer(copy.toDataURL("image/png"), fileName("png"));
  });
  drawn.src = svgAddress();
}

// Paper: the picture with its legend, then what the panel tells.
addEventListener("beforeprint", () => {
  byId("sheet").replaceChildren(sheet(true));
});
addEventListener("afterprint", () => byId("sheet").replaceChildren());
