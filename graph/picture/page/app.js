// Tools and keys, and the beginning.

const chosenNode = () => (now.chosen && now.chosen.node !== undefined ? nodes[now.chosen.node] : null);
const chosenCircle = () => now.circle === null && !now.path && now.chosen && now.chosen.circle !== undefined;
function openOrExpand() {
  const node = chosenNode();
  if (node && now.circle !== null && !now.path) expand(node);
  else if (chosenCircle()) openCircle(now.chosen.circle);
}
function pathTool() {
  const node = chosenNode(),
    some = Array.from(now.picked);
  if (some.length === 2) findPath(some[0], some[1]);
  else if (node) markPath(node);
}
const ACTS = {
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
for (const [id, act] of Object.entries(ACTS)) $(id).addEventListener("click", () => act());
function buttons() {
  const node = chosenNode();
  const some = chosenNodes().length > 0;
  $("b-overview").disabled = now.circle === null && !now.path;
  $("b-undo").disabled = !past.length;
  $("b-redo").disabled = !future.length;
  $("b-expand").disabled = !(node && now.circle !== null && !now.path) && !chosenCircle();
  $("b-path").disabled = !node && now.picked.size !== 2;
  $("b-hide").disabled = !some && !(now.chosen && now.chosen.link !== undefined);
  $("b-keep").disabled = !some || Boolean(now.path);
}
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
function help() {
  const dialog = $("help");
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
function escape() {
  if (!$("menu").hidden) $("menu").hidden = true;
  else if (now.chosen || now.picked.size) choose(null);
  else if (now.path) endPath();
  else if (now.circle !== null) overview();
}
addEventListener("keydown", (event) => {
  if (event.target.matches("input[type=search], textarea, select") || $("help").open) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    const act = { z: event.shiftKey ? "b-redo" : "b-undo", y: "b-redo" }[key];
    if (act) {
      event.preventDefault();
      ACTS[act]();
    }
    return;
  }
  if (event.altKey) return;
  const act = {
    "/": () => {
      $("search").focus();
      $("search").select();
    },
    e: openOrExpand,
    p: pathTool,
    f: () => fit(),
    o: () => {
      if (now.circle !== null || now.path) overview();
    },
    "?": help,
    h: event.shiftKey ? keepChosen : hideChosen,
    Escape: escape,
  }[key];
  if (act) {
    event.preventDefault();
    act();
  }
});
dark.addEventListener("change", () => {
  night = dark.matches;
  filtersDrawn = false;
  draw();
  net.redraw();
});

restoreChanges();
readAddress(true);
// Where an entity stands on the screen: for tests, which click as people do.
window.liaisons = {
  place: (id) => {
    const node = nodeOf.get(id),
      circle = circleOf.get(id);
    const key =
      node && (now.circle !== null || now.path) ? node.at : id === BAR ? BAR : circle ? `c${circle.at}` : null;
    if (key === null || !dots.get(key)) return null;
    const spot = net.canvasToDOM(net.getPosition(key)),
      box = canvas.getBoundingClientRect();
    return { x: box.x + spot.x, y: box.y + spot.y };
  },
  search: (text) => search(text).map(({ node }) => node.id),
};
