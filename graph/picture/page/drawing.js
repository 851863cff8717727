// How nodes look: a shape and a pictogram of each label, circles of clusters, labels that do not collide.

const INK = "#0f172a";
const SHAPES = { Account: "circle", Group: "hexagon", Phone: "square", Handle: "diamond", Invite: "triangle", Site: "cut", Email: "tag" };
const colour = (label) => data.colours[label] || "#475569";

function outline(ctx, shape, x, y, r) {
  ctx.beginPath();
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
  else if (shape === "tag") for (const [a, b] of [[-1, -0.75], [0.5, -0.75], [1.15, 0], [0.5, 0.75], [-1, 0.75]]) ctx.lineTo(x + a * r, y + b * r);
  else ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.closePath();
}

// White strokes inside a shape; drawn where there is room to see them.
function pictogram(ctx, label, x, y, r, ink = "#fff") {
  ctx.strokeStyle = ctx.fillStyle = ink;
  ctx.lineWidth = Math.max(r * 0.13, 1);
  ctx.lineCap = ctx.lineJoin = "round";
  const dot = (a, b, size) => { ctx.beginPath(); ctx.arc(x + a * r, y + b * r, size * r, 0, 2 * Math.PI); ctx.fill(); };
  const lines = (...points) => { ctx.beginPath(); for (const [a, b] of points) ctx.lineTo(x + a * r, y + b * r); ctx.stroke(); };
  if (label === "Account") {
    dot(0, -0.25, 0.25);
    ctx.beginPath(); ctx.arc(x, y + r * 0.58, r * 0.45, Math.PI, 2 * Math.PI); ctx.fill();
  } else if (label === "Group") { dot(0, -0.3, 0.2); dot(-0.38, 0.28, 0.2); dot(0.38, 0.28, 0.2); }
  else if (label === "Phone") { ctx.beginPath(); ctx.roundRect(x - r * 0.26, y - r * 0.5, r * 0.52, r, r * 0.12); ctx.stroke(); dot(0, 0.3, 0.07); }
  else if (label === "Handle") {
    ctx.beginPath(); ctx.arc(x, y, r * 0.2, 0, 2 * Math.PI); ctx.stroke();
    ctx.beginPath(); ctx.arc(x, y, r * 0.46, -1.1, 4.2); ctx.stroke();
  } else if (label === "Invite") { lines([0, 0.5], [0, -0.25]); lines([-0.25, 0], [0, -0.3], [0.25, 0]); }
  else if (label === "Site") { ctx.beginPath(); ctx.arc(x, y, r * 0.48, 0, 2 * Math.PI); ctx.stroke(); lines([-0.48, 0], [0.48, 0]); lines([0, -0.48], [0, 0.48]); }
  else if (label === "Email") lines([-0.6, -0.35], [-0.05, 0.15], [0.45, -0.35]);
}

function shape(ctx, label, x, y, r, state) {
  ctx.globalAlpha = state.alpha;
  outline(ctx, SHAPES[label], x, y, r);
  ctx.fillStyle = state.guest ? "#fff" : colour(label);
  ctx.fill();
  if (state.guest) { // of another circle: hollow
    ctx.lineWidth = 2.5; ctx.strokeStyle = colour(label); ctx.stroke();
    pictogram(ctx, label, x, y, r * 0.78, colour(label));
    if (state.chosen) { outline(ctx, SHAPES[label], x, y, r + 4); ctx.lineWidth = 3; ctx.strokeStyle = "#f59e0b"; ctx.stroke(); }
    ctx.globalAlpha = 1;
    return;
  }
  ctx.lineWidth = state.chosen ? 3 : 1.5;
  ctx.strokeStyle = state.chosen ? "#f59e0b" : "#fff";
  if (state.chosen) { outline(ctx, SHAPES[label], x, y, r + 3); ctx.stroke(); } else ctx.stroke();
  pictogram(ctx, label, x, y, r * 0.78);
  ctx.globalAlpha = 1;
}

// A circle of the overview: a ring that tells accounts, groups and contacts apart, and how many there are.
function disc(ctx, one, x, y, state) {
  ctx.globalAlpha = state.alpha;
  ctx.beginPath(); ctx.arc(x, y, one.r, 0, 2 * Math.PI);
  ctx.fillStyle = state.hover ? "#dbeafe" : one.lead ? "#eff6ff" : "#f8fafc";
  ctx.fill();
  let begin = -Math.PI / 2;
  ctx.lineWidth = 6;
  one.of.forEach((count, at) => {
    const end = begin + (2 * Math.PI * count) / Math.max(one.size, 1);
    if (count) { ctx.beginPath(); ctx.arc(x, y, one.r - 3, begin, end); ctx.strokeStyle = [colour("Account"), colour("Group"), colour("Phone")][at]; ctx.stroke(); }
    begin = end;
  });
  if (state.chosen) { ctx.beginPath(); ctx.arc(x, y, one.r + 4, 0, 2 * Math.PI); ctx.lineWidth = 3; ctx.strokeStyle = "#f59e0b"; ctx.stroke(); }
  ctx.fillStyle = INK;
  ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.direction = "ltr";
  ctx.font = `600 ${Math.max(14, one.r / 3.2)}px system-ui, sans-serif`;
  ctx.fillText(many(one.size), x, y);
  ctx.globalAlpha = 1;
}

// Draw labels below nodes, or above where that is free; the most important first, and what finds no room is left out.
function labels(ctx, wanted, scale) {
  const size = 12;
  const taken = [];
  ctx.save();
  ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  ctx.textAlign = "center"; ctx.textBaseline = "top"; ctx.lineJoin = "round";
  let drawn = 0;
  for (const one of wanted) {
    if (drawn >= 160) break;
    ctx.font = `${one.strong ? 650 : 500} ${one.size || size}px system-ui, "Noto Sans", sans-serif`;
    const text = one.chosen ? one.text : cut(one.text);
    const width = ctx.measureText(text).width;
    const high = (one.size || size) + 4;
    const free = [one.y + 1, one.y - one.tall - high - 3].find((top) => one.chosen || taken.every((other) => one.x - width / 2 - 3 > other[2] || one.x + width / 2 + 3 < other[0] || top > other[3] || top + high < other[1]));
    if (free === undefined) continue;
    taken.push([one.x - width / 2 - 3, free, one.x + width / 2 + 3, free + high]);
    ctx.globalAlpha = one.alpha;
    ctx.direction = RTL.test(text) ? "rtl" : "ltr";
    ctx.lineWidth = 3.5; ctx.strokeStyle = "#fff"; ctx.fillStyle = INK;
    ctx.strokeText(text, one.x, free + 2);
    ctx.fillText(text, one.x, free + 2);
    drawn += 1;
  }
  ctx.restore();
  return scale;
}

// Small pictures for legend and lists; drawn once each, for a list may have a thousand rows.
const pictures = new Map();
function picture(key, paint) {
  if (!pictures.has(key)) {
    const drawn = h("canvas", { width: 32, height: 32 });
    paint(drawn.getContext("2d"));
    pictures.set(key, drawn.toDataURL());
  }
  return h("img", { src: pictures.get(key), alt: "", class: "ico" });
}
function icon(label) {
  return picture(`node ${label}`, (ctx) => {
    if (SHAPES[label]) shape(ctx, label, 16, 16, 12, { alpha: 1 });
    else if (KINDS[label] || label === "lead") { ctx.fillStyle = KINDS[label] || "#64748b"; ctx.beginPath(); ctx.roundRect(6, 6, 20, 20, 5); ctx.fill(); }
    else { ctx.beginPath(); ctx.arc(16, 16, 11, 0, 7); ctx.lineWidth = 4; ctx.strokeStyle = "#2563eb"; ctx.stroke(); }
  });
}
function stroke(type, dashed) {
  return picture(`link ${type}`, (ctx) => {
    ctx.strokeStyle = link(type)[3]; ctx.lineWidth = 4;
    if (dashed) ctx.setLineDash([7, 5]);
    ctx.beginPath(); ctx.moveTo(2, 24); ctx.lineTo(30, 8); ctx.stroke();
  });
}
