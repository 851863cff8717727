// Search: exact id before what begins so, before a word that does, before anything that holds it.

const index = nodes.map((node) => ({ node, words: [node.n, ...node.o, node.id].map(fold), figures: digits(node.id + (node.l === "Phone" ? "" : " ")).length > 4 ? digits(node.id) : "" }));
let hits = [], active = 0;
function search(text) {
  const wanted = fold(text.trim()), figures = digits(text);
  if (!wanted) return [];
  const found = [];
  for (const { node, words, figures: own } of index) {
    let best = 9;
    for (const word of words) {
      if (word === wanted) best = Math.min(best, 0);
      else if (word.startsWith(wanted)) best = Math.min(best, 1);
      else if (word.includes(` ${wanted}`)) best = Math.min(best, 2);
      else if (word.includes(wanted)) best = Math.min(best, 3);
    }
    if (best === 9 && figures.length > 3 && own.includes(figures)) best = 2;
    if (best < 9) found.push([best, -node.k, node]);
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2].at - b[2].at).map(([, , node]) => node);
}
function showHits() {
  const input = $("search"), box = $("hits");
  const all = search(input.value);
  hits = all.slice(0, 40);
  active = 0;
  const there = new Set(onCanvas().map((node) => node.at));
  const rows = hits.map((node, at) => h("li", { role: "option", id: `hit-${at}`, "aria-selected": at === 0 ? "true" : "false", onmousedown: (event) => { event.preventDefault(); take(node); } },
    icon(node.l), h("span", {}, bdi(node.n), node.o.length ? h("small", {}, " was ", bdi(cut(node.o[0], 30))) : ""), h("small", {}, `${ONE[node.l] || node.l} · ${counted(node.k, "link")} · ${there.has(node.at) ? "on canvas" : cut(circles[node.c].n, 18)}`)));
  if (all.length > hits.length) rows.push(h("li", { "aria-disabled": "true" }, "", h("small", {}, `${many(all.length - hits.length)} more: type on`), ""));
  if (input.value.trim() && !hits.length) rows.push(h("li", { "aria-disabled": "true" }, "", h("small", {}, `Nothing on this page answers to that${data.left ? `; ${many(data.left)} nodes are not on it` : ""}.`), ""));
  box.replaceChildren(...rows);
  box.hidden = !rows.length;
  input.setAttribute("aria-expanded", String(!box.hidden));
  mark();
}
function mark() {
  for (const row of $("hits").querySelectorAll('[role="option"]')) row.setAttribute("aria-selected", String(row.id === `hit-${active}`));
  if (hits.length) { $("search").setAttribute("aria-activedescendant", `hit-${active}`); const row = $(`hit-${active}`); if (row) row.scrollIntoView({ block: "nearest" }); } else $("search").removeAttribute("aria-activedescendant");
}
function take(node) {
  $("hits").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  $("search").blur();
  choose({ node: node.at }, true);
  $("panel").focus();
}
$("search").addEventListener("input", showHits);
$("search").addEventListener("focus", showHits);
$("search").addEventListener("blur", () => { $("hits").hidden = true; $("search").setAttribute("aria-expanded", "false"); });
$("search").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); if (hits.length) { active = (active + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length; mark(); } } else if (event.key === "Enter" && hits[active]) { event.preventDefault(); take(hits[active]); } else if (event.key === "Escape") { $("search").value = ""; $("search").blur(); }
});
