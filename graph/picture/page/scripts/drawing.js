// How nodes look: a shape and a pictogram of each label, circles of clusters, labels that do not collide.
// Everything is drawn through a pen, so that screen, picture file and paper look the same.

import { data } from "./data.js";
import { h, penOf } from "./elements.js";
import { audienceWords, cut, KINDS, linkLook, many, RTL, SHAPES } from "./words.js";

/** @import { BarState, Circle, DiscState, Label, Pen, ShapeState } from "./types" */

export const dark = matchMedia("(prefers-color-scheme: dark)");
export let night = dark.matches;
/** @param {boolean} value */
export function setNight(value) {
  night = value;
}
const DAY = {
  ground: "#ffffff",
  ink: "#0f172a",
  soft: "#475569",
  line: "#94a3b8",
  chosen: "#d97706",
  hover: "#dbeafe",
  crew: "#eff6ff",
  audience: "#e8ecf1",
  grey: "#64748b",
  bad: "#b91c1c",
  flag: "#b45309",
};
const NIGHT = {
  ground: "#0b1220",
  ink: "#e8eef7",
  soft: "#b6c2d2",
  line: "#5f718c",
  chosen: "#fbbf24",
  hover: "#1e3a5f",
  crew: "#14223b",
  audience: "#1a2436",
  grey: "#a3b1c4",
  bad: "#f87171",
  flag: "#fbbf24",
};
export const look = () => (night ? NIGHT : DAY);
/** @param {string} label */
export const colour = (label) => (data.colours[label] || ["#475569", "#b6c2d2"])[night ? 1 : 0];
/** @param {string} type */
export const linkColour = (type) => linkLook(type)[night ? 4 : 3];
/** @param {string} kind */
const kindColour = (kind) => (KINDS[kind] ?? ["#64748b", "#a3b1c4"])[night ? 1 : 0];
export const FONT = 'system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif';

/**
 * @param {Pen} ctx
 * @param {string | undefined} shape
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
function traceOutline(ctx, shape, x, y, r) {
  ctx.beginPath();
  /**
   * @param {number} corners
   * @param {number} turn
   * @param {number} [size]
   */
  const around = (corners, turn, size = r) => {
    for (let at = 0; at < corners; at += 1) {
      const angle = turn + (2 * Math.PI * at) / corners;
      ctx.lineTo(x + size * Math.cos(angle), y + size * Math.sin(angle));
    }
  };
  if (shape === "hexagon") around(6, 0, r * 1.08);
  else if (shape === "square") ctx.roundRect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, r * 0.35);
  else if (shape === "diamond") around(4, -Math.PI / 2, r * 1.15);
  else if (shape === "triangle") around(3, -Math.PI / 2, r * 1.25);
  else if (shape === "cut") around(8, Math.PI / 8, r * 1.05);
  else if (shape === "tag") {
    for (const [a, b] of [
      [-1, -0.75],
      [0.5, -0.75],
      [1.15, 0],
      [0.5, 0.75],
      [-1, 0.75],
    ])
      ctx.lineTo(x + a * r, y + b * r);
  } else ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.closePath();
}

/**
 * Strokes inside a shape; drawn where there is room to see them.
 * @param {Pen} ctx
 * @param {string} label
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {string} ink
 */
function drawPictogram(ctx, label, x, y, r, ink) {
  ctx.strokeStyle = ctx.fillStyle = ink;
  ctx.lineWidth = Math.max(r * 0.13, 1);
  ctx.lineCap = ctx.lineJoin = "round";
  /**
   * @param {number} a
   * @param {number} b
   * @param {number} size
   */
  const dot = (a, b, size) => {
    ctx.beginPath();
    ctx.arc(x + a * r, y + b * r, size * r, 0, 2 * Math.PI);
    ctx.closePath();
    ctx.fill();
  };
  /** @param {...[number, number]} points */
  const lines = (...points) => {
    ctx.beginPath();
    for (const [a, b] of points) ctx.lineTo(x + a * r, y + b * r);
    ctx.stroke();
  };
  /**
   * @param {number} size
   * @param {number} [begin]
   * @param {number} [end]
   */
  const ring = (size, begin = 0, end = 2 * Math.PI) => {
    ctx.beginPath();
    ctx.arc(x, y, r * size, begin, end);
    ctx.stroke();
  };
  if (label === "Account") {
    dot(0, -0.25, 0.25);
    ctx.beginPath();
    ctx.arc(x, y + r * 0.58, r * 0.45, Math.PI, 2 * Math.PI);
    ctx.closePath();
    ctx.fill();
  } else if (label === "Group") {
    dot(0, -0.3, 0.2);
    dot(-0.38, 0.28, 0.2);
    dot(0.38, 0.28, 0.2);
  } else if (label === "Phone") {
    ctx.beginPath();
    ctx.roundRect(x - r * 0.26, y - r * 0.5, r * 0.52, r, r * 0.12);
    ctx.stroke();
    dot(0, 0.3, 0.07);
  } else if (label === "Handle") {
    ring(0.2);
    ring(0.46, -1.1, 4.2);
  } else if (label === "Invite") {
    lines([0, 0.5], [0, -0.25]);
    lines([-0.25, 0], [0, -0.3], [0.25, 0]);
  } else if (label === "Site") {
    ring(0.48);
    lines([-0.48, 0], [0.48, 0]);
    lines([0, -0.48], [0, 0.48]);
  } else if (label === "Email") lines([-0.6, -0.35], [-0.05, 0.15], [0.45, -0.35]);
}

/**
 * state: alpha, chosen, guest (of another circle: outlined), near (around a core: pale), life (removed, flagged or
 * private).
 * @param {Pen} ctx
 * @param {string} label
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {ShapeState} state
 */
export function drawShape(ctx, label, x, y, r, state) {
  const { ground, chosen } = look();
  const hollow = state.guest || state.life === "removed";
  ctx.globalAlpha = state.alpha;
  traceOutline(ctx, SHAPES[label], x, y, r);
  const pale = hollow || state.near;
  ctx.fillStyle = pale ? ground : colour(label);
  ctx.fill();
  if (state.near && !hollow) {
    ctx.globalAlpha = state.alpha * 0.3;
    ctx.fillStyle = colour(label);
    ctx.fill();
    ctx.globalAlpha = state.alpha;
  }
  ctx.lineWidth = hollow ? 2.5 : 1.5;
  ctx.strokeStyle = pale ? colour(label) : ground;
  if (state.life === "private") {
    ctx.lineWidth = 3;
    ctx.strokeStyle = look().ink;
    ctx.setLineDash([4, 3]);
  }
  ctx.stroke();
  ctx.setLineDash([]);
  drawPictogram(ctx, label, x, y, r * 0.78, pale ? colour(label) : ground);
  if (state.life === "removed") drawCross(ctx, x, y, r);
  if (state.life === "flagged") drawFlag(ctx, x, y, r);
  if (state.chosen) {
    traceOutline(ctx, SHAPES[label], x, y, r + 4);
    ctx.lineWidth = 3;
    ctx.strokeStyle = chosen;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}
/**
 * @param {Pen} ctx
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
function drawCross(ctx, x, y, r) {
  ctx.strokeStyle = look().bad;
  ctx.lineWidth = Math.max(r * 0.22, 2);
  for (const way of [-1, 1]) {
    ctx.beginPath();
    ctx.lineTo(x - r * 0.95, y - way * r * 0.95);
    ctx.lineTo(x + r * 0.95, y + way * r * 0.95);
    ctx.stroke();
  }
}
/**
 * @param {Pen} ctx
 * @param {number} x
 * @param {number} y
 * @param {number} r
 */
function drawFlag(ctx, x, y, r) {
  const [a, b] = [x + r * 0.6, y - r * 0.5];
  ctx.strokeStyle = ctx.fillStyle = look().flag;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.lineTo(a, b);
  ctx.lineTo(a, b - 13);
  ctx.stroke();
  ctx.beginPath();
  ctx.lineTo(a, b - 13);
  ctx.lineTo(a + 10, b - 9.5);
  ctx.lineTo(a, b - 6);
  ctx.closePath();
  ctx.fill();
}

/**
 * A circle of the overview: a ring that tells accounts, groups and contacts apart, and how many there are.
 * @param {Pen} ctx
 * @param {Circle} one
 * @param {number} x
 * @param {number} y
 * @param {DiscState} state
 */
export function drawDisc(ctx, one, x, y, state) {
  const { hover, crew, audience, chosen, ink, grey } = look();
  const plain = one.kind !== "crew";
  ctx.globalAlpha = state.alpha;
  ctx.beginPath();
  ctx.arc(x, y, one.r, 0, 2 * Math.PI);
  ctx.closePath();
  ctx.fillStyle = state.hover ? hover : plain ? audience : crew;
  ctx.fill();
  let begin = -Math.PI / 2;
  ctx.lineWidth = plain ? 2 : 6;
  one.of.forEach((count, at) => {
    const end = begin + (2 * Math.PI * count) / Math.max(one.size, 1);
    if (count) {
      ctx.beginPath();
      ctx.arc(x, y, one.r - ctx.lineWidth / 2, begin, end);
      ctx.strokeStyle = plain ? grey : [colour("Account"), colour("Group"), colour("Phone")][at];
      ctx.stroke();
    }
    begin = end;
  });
  if (state.chosen) {
    ctx.beginPath();
    ctx.arc(x, y, one.r + 4, 0, 2 * Math.PI);
    ctx.lineWidth = 3;
    ctx.strokeStyle = chosen;
    ctx.stroke();
  }
  ctx.fillStyle = plain ? grey : ink;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.direction = "ltr";
  ctx.font = `600 ${Math.min(Math.max(14, 14 / state.scale, one.r / 3.2), one.r * 0.8).toFixed(1)}px ${FONT}`;
  ctx.fillText(many(one.size), x, y);
  ctx.globalAlpha = 1;
}

/**
 * All audiences in one grey row, which opens.
 * @param {Pen} ctx
 * @param {number} x
 * @param {number} y
 * @param {BarState} state
 */
export function drawBar(ctx, x, y, state) {
  const { audience, grey, hover, ink } = look();
  const [width, height] = barSize(state.scale);
  ctx.globalAlpha = state.alpha;
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - height / 2, width, height, height / 2);
  ctx.closePath();
  ctx.fillStyle = state.hover ? hover : audience;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = grey;
  ctx.stroke();
  ctx.fillStyle = ink;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.direction = "ltr";
  ctx.font = `500 ${(height * 0.46).toFixed(1)}px ${FONT}`;
  ctx.fillText(`${state.open ? "▾" : "▸"} ${audienceWords()}`, x, y);
  ctx.globalAlpha = 1;
}
/**
 * @param {number} scale
 * @returns {[width: number, height: number]}
 */
export const barSize = (scale) => [Math.max(300, 300 / scale), Math.max(28, 28 / scale)];

/**
 * Labels below nodes, or above where that is free; the most important first; what finds no room is left out.
 * @param {Pen} ctx
 * @param {Label[]} wanted
 * @param {number} [most]
 */
export function drawLabels(ctx, wanted, most = 160) {
  /** @type {[number, number, number, number][]} */
  const taken = [];
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  let drawn = 0;
  for (const one of wanted) {
    if (drawn >= most) break;
    ctx.font = `${one.strong ? 650 : 500} ${one.size}px ${FONT}`;
    const text = one.chosen ? cut(one.text, 60) : cut(one.text);
    const width = ctx.measureText(text).width;
    const high = one.size + 4;
    const free = [one.y + 1, one.y - one.tall - high - 3].find(
      (top) =>
        one.chosen ||
        taken.every(
          (other) =>
            one.x - width / 2 - 3 > other[2] ||
            one.x + width / 2 + 3 < other[0] ||
            top > other[3] ||
            top + high < other[1],
        ),
    );
    if (free === undefined) continue;
    taken.push([one.x - width / 2 - 3, free, one.x + width / 2 + 3, free + high]);
    ctx.globalAlpha = one.alpha;
    ctx.direction = RTL.test(text) ? "rtl" : "ltr";
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = look().ground;
    ctx.fillStyle = one.soft ? look().soft : look().ink;
    ctx.strokeText(text, one.x, free + 2);
    ctx.fillText(text, one.x, free + 2);
    drawn += 1;
  }
  ctx.globalAlpha = 1;
}

/**
 * Small pictures for legend and lists; drawn once each, for a list may have a thousand rows.
 * @type {Map<string, string>}
 */
const pictures = new Map();
/**
 * @param {string} key
 * @param {(ctx: CanvasRenderingContext2D) => void} paint
 */
function picture(key, paint) {
  const name = `${night} ${key}`;
  if (!pictures.has(name)) {
    const drawn = h("canvas", { width: 32, height: 32 });
    paint(penOf(drawn));
    pictures.set(name, drawn.toDataURL());
  }
  return h("img", { src: pictures.get(name), alt: "", class: "ico" });
}
export const NEAR = "pale: around the core";
/**
 * @param {string} label
 * @param {string} [life]
 * @param {boolean} [near]
 */
export function icon(label, life = "", near = false) {
  return picture(`node ${label} ${life} ${near}`, (ctx) => {
    if (SHAPES[label]) drawShape(ctx, label, 16, 16, 11, { alpha: 1, life, near });
    else if (KINDS[label] || label === "lead") {
      ctx.fillStyle = kindColour(label);
      ctx.beginPath();
      ctx.roundRect(6, 6, 20, 20, 5);
      ctx.fill();
    } else {
      ctx.beginPath();
      ctx.arc(16, 16, 11, 0, 7);
      ctx.lineWidth = 4;
      ctx.strokeStyle = label === "crew" ? colour("Account") : look().grey;
      ctx.stroke();
    }
  });
}
/**
 * @param {string} type
 * @param {boolean} dashed
 */
export function stroke(type, dashed) {
  return picture(`link ${type}`, (ctx) => {
    ctx.strokeStyle = linkColour(type);
    ctx.lineWidth = 4;
    if (dashed) ctx.setLineDash([7, 5]);
    ctx.beginPath();
    ctx.moveTo(2, 24);
    ctx.lineTo(30, 8);
    ctx.stroke();
  });
}
