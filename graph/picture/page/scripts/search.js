// Search: what answers exactly before what begins so, before what sounds so; handles, links and numbers in any writing.

import { choose } from "./acts.js";
import { circles, data, nodes } from "./data.js";
import { icon } from "./drawing.js";
import { bdi, byId, elementOf, h, sharedMark, stateMark } from "./elements.js";
import { bare, digits, fold, handlesOf, numberForms, numberRank, soundAlike, sounds } from "./sounds.js";
import { onCanvas, rare } from "./state.js";
import { CONTACTS, cut, many, ONE } from "./words.js";

/** @import { Entity, NumberForms } from "./types" */

const index = nodes.map((node) => ({
  node,
  words: [node.n, ...node.o].map(fold),
  plain: node.words || [node.n, ...node.o].map(bare),
  sounds: node.sounds || [node.n, ...node.o].flatMap(sounds),
  id: node.id.toLowerCase(),
  handle: node.l === "Account" || node.l === "Group" ? "" : handlesOf(node.id.replace(/^[a-z]+:/, "")).at(-1),
  figures: node.l === "Phone" || CONTACTS.has(node.l) ? digits(node.id) : digits(node.id.replace(/^[a-z]+:/, "")),
}));
/**
 * How well names answer: 0 equal, 1 beginning, 2 a word's beginning, 4 a part; 9 not at all.
 * @param {string} wanted
 * @param {string[]} names
 */
function nameRank(wanted, names) {
  let best = 9;
  for (const name of names) {
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) best = Math.min(best, 1);
    else if (name.includes(` ${wanted}`)) best = Math.min(best, 2);
    else if (name.includes(wanted)) best = Math.min(best, 4);
  }
  return best;
}
const input = elementOf("search", HTMLInputElement);
/** @type {Entity[]} */
let hits = [];
let active = 0;
/** @param {string} text */
export function search(text) {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const plain = bare(text);
  const asked = sounds(text);
  const number = numberForms(text);
  const handles = handlesOf(text);
  const id = text.trim().toLowerCase();
  /** @type {[number, number, number, Entity][]} */
  const found = [];
  for (const one of index) {
    let best = one.id === id ? 0 : nameRank(wanted, one.words);
    if (best > 1 && plain) best = Math.min(best, nameRank(plain, one.plain));
    if (best > 1 && number)
      best = Math.min(best, one.node.l === "Phone" ? numberRank(number, one.figures) : idRank(number, one));
    if (best > 1 && one.handle && handles.includes(one.handle)) best = 0;
    if (best === 9 && wanted.length > 2 && one.id.includes(id)) best = 5;
    if (best === 9 && asked.length && soundAlike(asked, one.sounds)) best = 6;
    if (best < 9) found.push([best, kindRank(one.node), -rare(one.node), one.node]);
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3].at - b[3].at);
  return found.map(([best, , , node]) => ({ node, why: best === 6 ? "sounds so" : "" }));
}
/**
 * @param {NumberForms} number
 * @param {{ figures: string }} one
 */
const idRank = (number, one) =>
  one.figures.length > 4 && number.all.length > 4 && one.figures.includes(number.all) ? 4 : 9;
// Of what answers alike: members of crews first, then audiences, then what lies outside; groups before accounts.
const HOMES = { crew: 0, audience: 4, outside: 8 };
/** @param {Entity} node */
const kindRank = (node) => HOMES[circles[node.c].kind] + (node.l === "Group" ? 0 : node.l === "Account" ? 1 : 2);
function showHits() {
  const box = byId("hits");
  const all = search(input.value);
  hits = all.slice(0, 40).map((hit) => hit.node);
  active = 0;
  const there = new Set(onCanvas().map((node) => node.at));
  const rows = all.slice(0, 40).map(({ node, why }, at) =>
    h(
      "li",
      {
        role: "option",
        id: `hit-${at}`,
        "aria-selected": at === 0 ? "true" : "false",
        onmousedown: (event) => {
          event.preventDefault();
          take(node);
        },
      },
      icon(node.l, node.state),
      h(
        "span",
        {},
        bdi(node.n),
        node.o.length ? h("small", {}, " was ", bdi(cut(node.o[0], 30))) : "",
        " ",
        stateMark(node),
        sharedMark(node),
      ),
      h(
        "small",
        {},
        [ONE[node.l] || node.l, why, there.has(node.at) ? "on canvas" : cut(circles[node.c].n, 18)]
          .filter(Boolean)
          .join(" · "),
      ),
    ),
  );
  /** @param {string} text */
  const told = (text) => h("li", { "aria-disabled": "true" }, "", h("small", {}, text), "");
  if (all.length > hits.length) rows.push(told(`${many(all.length - hits.length)} more: type on`));
  if (input.value.trim() && !hits.length) {
    const left = data.left ? `; ${many(data.left)} nodes are not on it` : "";
    rows.push(told(`Nothing on this page answers to that${left}. liaisons show looks in the whole case.`));
  }
  box.replaceChildren(...rows);
  box.hidden = !rows.length;
  input.setAttribute("aria-expanded", String(!box.hidden));
  mark();
}
function mark() {
  for (const row of byId("hits").querySelectorAll('[role="option"]')) {
    row.setAttribute("aria-selected", String(row.id === `hit-${active}`));
  }
  if (!hits.length) return input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-activedescendant", `hit-${active}`);
  const row = byId(`hit-${active}`);
  if (row) row.scrollIntoView({ block: "nearest" });
  return undefined;
}
function closeHits() {
  byId("hits").hidden = true;
  input.setAttribute("aria-expanded", "false");
}
/** @param {Entity} node */
function take(node) {
  closeHits();
  input.blur();
  choose({ node: node.at }, true);
  byId("panel").focus();
}
input.addEventListener("input", showHits);
input.addEventListener("focus", showHits);
input.addEventListener("blur", closeHits);
input.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (hits.length) {
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length;
      mark();
    }
  } else if (event.key === "Enter" && hits[active]) {
    event.preventDefault();
    take(hits[active]);
  } else if (event.key === "Escape") {
    input.value = "";
    input.blur();
  }
});
