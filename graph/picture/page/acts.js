// What people do: choose, open, expand, hide, keep, look for a path.

let later = false; // whether another circle was opened, so that the view must be fitted
let quiet = false; // whether what is done now leaves no step for the way back

// Look at something else: no change that is taken back, but a step for the way back.
function look_(how, refit = false) {
  how();
  draw();
  if (refit) fit();
  remember(true);
}
function quietly(act) {
  quiet = true;
  act();
  quiet = false;
}

function choose(what, always = false) {
  if (what && what.node !== undefined && now.path && !now.path.found && now.path.from !== what.node) {
    return findPath(now.path.from, what.node);
  }
  now.picked = new Set();
  if (what && what.node !== undefined) bring([what.node]);
  if (what && what.link !== undefined) bring([links[what.link].from, links[what.link].to]);
  if (what && what.lead !== undefined) bring(leadOf.get(what.lead).who);
  now.chosen = what;
  draw();
  if (what && what.node !== undefined) centre(what.node, always);
  else if (later) fit();
  if (what && what.lead !== undefined && now.circle !== null && !now.path) {
    fit(Array.from(withShared(leadOf.get(what.lead).who)).filter((at) => dots.get(at)));
  }
  return remember(true);
}
// With Ctrl or Shift a node is added to what is chosen, or taken out of it.
function chooseOrPick(at, event) {
  if (adding(event) && (now.circle !== null || now.path)) pickMore([at], true);
  else choose({ node: at });
}
function pickMore(some, flip = false) {
  const before = now.chosen && now.chosen.node !== undefined ? [now.chosen.node] : [];
  const picked = new Set([...now.picked, ...before]);
  for (const at of some)
    if (!picked.has(at)) picked.add(at);
    else if (flip) picked.delete(at);
  bring(some);
  if (picked.size < 2) {
    now.picked = new Set();
    now.chosen = picked.size ? { node: Array.from(picked)[0] } : null;
  } else {
    now.picked = picked;
    now.chosen = null;
  }
  draw();
  remember(true);
}
// Nodes that are not on the canvas come with their circle, or are added to the one that is open.
function bring(some) {
  if (!some.length) return;
  if (now.path && now.path.found) {
    if (some.every((at) => now.path.found[now.path.at].includes(at))) return;
    now.path = null;
    later = true;
  }
  if (now.circle === null) enter(nodes[some[0]].c);
  const { keep } = here();
  if (some.some((at) => made.hidden.has(at) || made.off.has(nodes[at].l) || (keep && !keep.has(at)))) {
    change((state, own) => {
      for (const at of some) {
        state.hidden.delete(at);
        state.off.delete(nodes[at].l);
        if (own.keep) own.keep.add(at);
      }
    });
  }
  let there = new Set(onCanvas().map((node) => node.at));
  if (!some.some((at) => there.has(at))) {
    enter(nodes[some[0]].c);
    there = new Set(onCanvas().map((node) => node.at));
  }
  const missing = some.filter((at) => !there.has(at));
  const anchor = some.find((at) => there.has(at));
  if (!missing.length || anchor === undefined) return;
  const spots = arc(
    nodes[anchor],
    missing.slice(0, MOST).map((at) => nodes[at]),
  );
  now.brought = new Map([...now.brought, ...spots]);
}
function enter(circle) {
  now.circle = circle;
  now.brought = new Map();
  now.picked = new Set();
  later = true;
}

function openCircle(at, node) {
  now.path = null;
  enter(at);
  now.chosen = node === undefined ? null : { node };
  order = { key: null, down: true };
  draw();
  fit();
  remember(true);
  const guests_ = guests(at).size;
  const from = guests_ ? `, and ${many(guests_)} of other clusters that they share` : "";
  say(`${circles[at].n} opened: ${many(circles[at].shown)} of ${many(circles[at].size)} members${from}.`);
}
function overview() {
  const from = now.circle;
  const open = now.open || (from !== null && circles[from].kind === "audience");
  now = { ...blank(), chosen: from === null ? null : { circle: from }, open };
  draw();
  fit();
  remember(true);
}
function expand(node) {
  const all = beyond(node),
    some = all.slice(0, MOST);
  if (!some.length) return say("All its neighbours are on the canvas.");
  const spots = arc(node, some);
  change((state, own) => {
    for (const [at, spot] of spots) {
      own.extra.set(at, spot);
      state.hidden.delete(at);
      if (own.keep) own.keep.add(at);
    }
  });
  draw();
  remember();
  const more = all.length > some.length ? `; ${many(all.length - some.length)} more` : "";
  return say(`${many(some.length)} neighbours added${more}.`);
}
const chosenNodes = () => {
  if (now.picked.size) return Array.from(now.picked);
  return now.chosen && now.chosen.node !== undefined ? [now.chosen.node] : [];
};
function hide(some) {
  change((state) => {
    for (const at of some) state.hidden.add(at);
  });
  now.chosen = null;
  now.picked = new Set();
  draw();
  remember();
  say(`${some.length === 1 ? nodes[some[0]].n : counted(some.length, "node")} hidden. Ctrl+Z brings back.`);
}
function hideLink(at) {
  change((state) => {
    state.cut.add(at);
  });
  now.chosen = null;
  draw();
  remember();
  say("Link hidden. Ctrl+Z brings it back.");
}
function hideChosen() {
  if (now.chosen && now.chosen.link !== undefined) hideLink(now.chosen.link);
  else if (chosenNodes().length) hide(chosenNodes());
}
// Of one node its neighbours stay too; of several only they.
function keepChosen() {
  const some = chosenNodes();
  if (!some.length) return;
  const kept = some.length > 1 ? some : [some[0], ...around[some[0]].map((one) => other(one, some[0]))];
  change((state, own) => {
    own.keep = new Set(kept);
  });
  now.picked = new Set();
  draw();
  fit();
  remember();
}
function showAll() {
  change((state, own) => {
    own.keep = null;
    state.hidden = new Set();
    state.cut = new Set();
  });
  draw();
  remember();
}

function markPath(node) {
  look_(() => {
    now.path = { from: node.at };
    now.chosen = { node: node.at };
    now.picked = new Set();
  });
  say(`Path from ${node.n}: choose where it ends.`);
}
function findPath(from, to, wide = false) {
  const found = waysBetween(from, to, wide);
  now.chosen = null;
  now.picked = new Set();
  now.path = { from, to, wide, found: found.length ? found : null, at: 0 };
  draw();
  fit();
  remember(true);
  const names = found.length ? found[0].map((at) => nodes[at].n).join(", ") : "";
  const none = `No way leads from ${nodes[from].n} to ${nodes[to].n}${wide ? "" : " over rare ties alone"}.`;
  say(found.length ? `Path of ${counted(found[0].length - 1, "link")}: ${names}.` : none);
  if (!found.length && now.circle === null) $("panel").focus();
}
function endPath() {
  look_(() => {
    now.path = null;
    now.chosen = null;
  }, true);
}

function step(act) {
  const before = now.circle;
  const circle = act();
  if (circle === undefined) return;
  if (circle !== before || now.path) {
    now.path = null;
    if (circle === null) now.circle = null;
    else if (circle !== before) enter(circle);
  }
  const there = new Set(shown().map((node) => node.at));
  now.picked = new Set(Array.from(now.picked).filter((at) => there.has(at)));
  if (now.chosen && now.chosen.node !== undefined && !there.has(now.chosen.node)) now.chosen = null;
  draw();
  remember();
  if (circle !== before) fit();
}

// Moves only where the node is out of sight, or was searched for; the zoom stays.
function centre(at, always) {
  if (later === true) {
    fit();
    return;
  }
  const spot = net.getPosition(at),
    seen = net.canvasToDOM(spot);
  const inside = seen.x > 60 && seen.y > 60 && seen.x < canvas.clientWidth - 60 && seen.y < canvas.clientHeight - 60;
  if (inside && !always) return;
  net.moveTo({ position: spot, animation: still ? false : { duration: 200, easingFunction: "easeInOutQuad" } });
}
function fit(some) {
  later = false;
  net.fit({ nodes: some && some.length ? some : dots.getIds(), maxZoomLevel: 1.4, animation: false });
  const names = now.circle === null && crews.length < 25 ? 0.78 : 0.9; // names of clusters are broader than their circles
  net.moveTo({ scale: Math.min(net.getScale() * names, 1.3) });
}

let said = "";
function say(text) {
  said = text;
  tell();
}
function tell() {
  const status = $("status");
  const overviewWords = () => {
    const hidden = audiences.length ? `${audienceWords()}; ` : "";
    const outside = circles.find((one) => one.kind === "outside");
    return (
      `${counted(crews.length, "cluster")}; ${hidden}${outside ? `${many(outside.size)} outside all; ` : ""}` +
      `${many(nodes.length)} accounts, groups and contacts`
    );
  };
  const canvasWords = () => {
    const all = onCanvas().length,
      there = dots.length;
    return `${many(there)} nodes${there < all ? ` (${many(all - there)} hidden)` : ""}, ${many(lines.length)} links`;
  };
  status.textContent = `${now.circle === null && !now.path ? overviewWords() : canvasWords()}. ${said}`;
  said = "";
}

function trail() {
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
  $("trail").replaceChildren(...parts);
  panel();
}
function panel() {
  const chosen = now.chosen || {};
  const told = () => {
    if (now.picked.size > 1) return pickedPanel();
    if (chosen.node !== undefined) return nodePanel(nodes[chosen.node]);
    if (chosen.link !== undefined) return linkPanel(links[chosen.link]);
    if (chosen.lead !== undefined) return leadPanel(leadOf.get(chosen.lead));
    if (chosen.circle !== undefined) return circlePanel(chosen.circle);
    return null;
  };
  let parts = told();
  if (now.path && (now.path.found || now.path.to !== undefined)) {
    parts = parts ? [button("‹ Path", () => choose(null), { class: "more" }), parts] : pathPanel();
  } else if (!parts) parts = now.circle === null ? casePanel() : circlePanel(now.circle);
  $("panel").replaceChildren(...[parts].flat(9).filter((one) => one !== "" && one !== null && one !== undefined));
  $("panel").scrollTop = 0;
}

// The menu of the right button.
function menu(x, y, on, over) {
  const box = $("menu");
  const items = [];
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
  if (isCircle(on)) add("Open", () => openCircle(Number(on.slice(1))));
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
  if (!event.target.closest("#menu")) $("menu").hidden = true;
});
