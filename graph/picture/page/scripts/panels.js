// The evidence panel: a circle, a node, several, a link or a lead, each down to quotes with file, SHA-256 and place.

import {
  choose,
  chooseOrPick,
  endPath,
  expand,
  findPath,
  hide,
  hideChosen,
  hideLink,
  keepChosen,
  lookAt,
  markPath,
  openCircle,
} from "./acts.js";
import { about, around, circles, crews, data, leadOf, nodes, other } from "./data.js";
import { icon } from "./drawing.js";
import { bdi, button, h, sharedMark, stateMark, targetOf } from "./elements.js";
import { isGeneric, stepLink } from "./paths.js";
import { beyond, now, telling } from "./state.js";
import { counted, cut, KINDS, LETTER, linkLook, many, ONE, VERDICTS } from "./words.js";

/** @import { PageLead } from "./page_data" */
/** @import { Child, Circle, Entity, Link, Path } from "./types" */

/** @param {number} at */
function quoteCard(at) {
  const quote = data.quotes[at];
  const [before, marked, after] = quote.x;
  const file = data.files[quote.i];
  /** @type {Child[]} */
  const source = [];
  if (quote.w) source.push(bdi(quote.w), quote.g ? " in " : " · ");
  if (quote.g) source.push(quote.w ? "" : "in ", bdi(quote.g), " · ");
  if (quote.a) source.push(`${quote.a} · `);
  source.push(bdi(file[0]), " · ", h("code", { title: file[1] }, file[1].slice(0, 12)), " · ", bdi(quote.l));
  if (quote.n > 1) source.push(` · ${many(quote.n)} files say so`);
  const mark = marked ? h("mark", { class: LETTER.test(marked) ? null : "ltr" }, marked) : "";
  return h(
    "div",
    { class: "card" },
    h("q", { dir: quote.o ? "auto" : "ltr" }, before, mark, after),
    h("p", { class: "src" }, source),
  );
}

/**
 * @param {Entity} node
 * @param {string} [more]
 */
function goNode(node, more = "") {
  return h(
    "button",
    { class: "go", type: "button", onclick: (event) => chooseOrPick(node.at, event) },
    icon(node.l, node.state),
    h("span", {}, bdi(node.n), " ", stateMark(node), sharedMark(node)),
    h("small", {}, more),
  );
}

/**
 * A lead's values are isolated in its text, which is ours and runs from left to right.
 * @param {PageLead} lead
 */
function goLead(lead) {
  return h(
    "button",
    { class: "go", type: "button", onclick: () => choose({ lead: lead.id }) },
    icon(KINDS[lead.kind] ? lead.kind : "lead"),
    h(
      "span",
      { class: "wide", dir: "ltr" },
      h("span", { class: "kind" }, `${lead.kind} `),
      lead.says,
      " ",
      verdict(lead),
    ),
  );
}
/** @param {PageLead} lead */
export function verdict(lead) {
  return lead.judged ? h("span", { class: `state ${lead.judged[0]}` }, VERDICTS[lead.judged[0]] || lead.judged[0]) : "";
}

/**
 * A list that shows its first entries and says how many more there are.
 * @template One
 * @param {One[]} all
 * @param {(one: One) => HTMLElement} make
 * @param {number} [first]
 */
function foldedList(all, make, first = 30) {
  const made = h("div", {});
  /**
   * @param {number} from
   * @param {number} to
   */
  const add = (from, to) => {
    for (const one of all.slice(from, to)) made.append(make(one));
  };
  add(0, first);
  if (all.length > first) {
    const more = button(
      `${many(all.length - first)} more`,
      () => {
        more.remove();
        add(first, all.length);
      },
      { class: "more" },
    );
    made.append(more);
  }
  return made;
}

/**
 * @param {string | undefined} first
 * @param {string | undefined} last
 */
const daysBetween = (first, last) =>
  first ? (last && last !== first ? `${first} to ${last}` : first) : "no date known";

/** @param {...[string, Child]} pairs */
function facts(...pairs) {
  const told = pairs.filter(([, value]) => value !== "" && value !== null);
  return h(
    "dl",
    {},
    told.flatMap(([term, value]) => [h("dt", {}, term), h("dd", {}, value)]),
  );
}

/**
 * Things that crews share and few others have: the most telling of each crew before a second of any.
 * @param {Circle[]} some
 * @param {number} [most]
 * @returns {Child}
 */
function holding(some, most = 8) {
  const turns = some.flatMap((circle) => {
    const things = Array.from(telling(circle.at)).filter(([at, one]) => one.tell > 0 && nodes[at].l !== "Account");
    things.sort((a, b) => b[1].tell - a[1].tell || a[0] - b[0]);
    return things.map(([at, one], turn) => ({ turn, at, one }));
  });
  if (!turns.length) return "";
  turns.sort((a, b) => a.turn - b.turn);
  return [
    h("h4", { title: "Shared inside a cluster and rare outside" }, "What holds it together"),
    foldedList(turns, ({ at, one }) => goNode(nodes[at], `${one.inside} of ${counted(one.all, "neighbour")}`), most),
  ];
}

const CIRCLES = {
  crew: "cluster: its core shares contacts or deals with each other",
  audience: "audience: nobody in it lives by what it shares",
  outside: "no cluster holds them",
};
/**
 * @param {number} at
 * @returns {Child[]}
 */
export function circlePanel(at) {
  const one = circles[at];
  const [accounts, groups, contacts] = one.of;
  const lead = leadOf.get(one.lead ?? "");
  const crossing = data.between.filter(([a, b]) => a === at || b === at);
  crossing.sort((a, b) => b[2].length - a[2].length);
  const more = `${many(one.shown)} of ${many(one.size)}; ${many(one.size - one.shown)} more: liaisons show ${one.id}`;
  const members = [counted(accounts, "account"), counted(groups, "group"), counted(contacts, "contact")].join(", ");
  return [
    h("h3", {}, bdi(one.n)),
    h("p", { class: "sub" }, CIRCLES[one.kind]),
    facts(
      ["In it", members],
      ["Seen", daysBetween(one.f, one.t)],
      ["On this page", one.shown < one.size ? more : "all"],
    ),
    now.circle === at
      ? ""
      : h(
          "div",
          { class: "acts" },
          button("Open", () => openCircle(at)),
        ),
    lead ? leadCard(lead) : "",
    one.kind === "outside" ? "" : holding([one]),
    crossing.length ? h("h4", {}, "Shares with other clusters") : "",
    foldedList(
      crossing,
      ([a, b, things]) => {
        const end = circles[a === at ? b : a];
        return h(
          "details",
          {},
          h("summary", {}, h("span", { class: "t" }, bdi(end.n)), h("span", { class: "count" }, many(things.length))),
          things.map((thing) => goNode(nodes[thing])),
          button("Open the cluster", () => openCircle(end.at), { class: "more" }),
        );
      },
      12,
    ),
  ];
}

/**
 * @param {Entity} node
 * @returns {Child[]}
 */
export function nodePanel(node) {
  /** @type {Map<string, { title: string, links: Link[] }>} */
  const sections = new Map();
  for (const one of around[node.at]) {
    const way = one.from === node.at ? 1 : 2;
    const key = `${one.t} ${way}`;
    const section = sections.get(key) ?? { title: linkLook(one.t)[way], links: [] };
    section.links.push(one);
    sections.set(key, section);
  }
  const ordered = Array.from(sections.values()).sort((a, b) => a.links.length - b.links.length);
  const elsewhere = beyond(node).length;
  /** @param {Link} one */
  const row = (one) => goNode(nodes[other(one, node.at)], one.p ? counted(one.p, "post") : one.f || "");
  /** @param {Link} one */
  const rowOf = (one) => {
    const line = row(one);
    line.addEventListener(
      "click",
      (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.stopImmediatePropagation();
        choose({ link: one.at });
      },
      true,
    );
    return line;
  };
  return [
    h("h3", {}, bdi(node.n), " ", stateMark(node)),
    h("p", { class: "sub" }, `${ONE[node.l] || node.l}${node.public ? ", public" : ""} · `, bdi(circles[node.c].n)),
    h("code", { dir: "ltr" }, node.id),
    node.stands ? h("p", {}, h("b", {}, node.near ? "Around the core: " : "In the core: "), bdi(node.stands)) : "",
    node.mark ? h("p", { class: "card" }, sharedMark(node), " It ties nobody who uses it.") : "",
    facts(
      ["Posts", many(node.p)],
      ["Links", many(node.k)],
      ["Seen", daysBetween(node.f, node.t)],
      ["Was called", node.o.length ? node.o.flatMap((name, at) => [at ? ", " : "", bdi(name)]) : ""],
    ),
    h(
      "div",
      { class: "acts" },
      now.circle === node.c && !now.path ? "" : button("Go to its cluster", () => openCircle(node.c, node.at)),
      elsewhere && now.circle !== null ? button(`Add neighbours (${many(elsewhere)})`, () => expand(node)) : "",
      button("Path from here", () => markPath(node)),
      button("Hide", () => hide([node.at])),
    ),
    about[node.at].length
      ? [h("h4", {}, `Leads (${many(about[node.at].length)})`), foldedList(about[node.at], goLead, 8)]
      : "",
    h("h4", {}, "Links"),
    ordered.map((section) =>
      h(
        "details",
        { open: section.links.length <= 6 || ordered.length === 1 },
        h(
          "summary",
          {},
          h("span", { class: "t" }, section.title),
          h("span", { class: "count" }, many(section.links.length)),
        ),
        foldedList(
          section.links.sort((a, b) => (b.p || 0) - (a.p || 0)),
          rowOf,
        ),
      ),
    ),
  ];
}

/**
 * Several chosen: what two of them or more have links with, the rarest first, and what can be done with all.
 * @returns {Child[]}
 */
export function pickedPanel() {
  const some = Array.from(now.picked, (at) => nodes[at]);
  const counts = new Map();
  for (const node of some) {
    for (const end of new Set(around[node.at].map((one) => other(one, node.at)))) {
      counts.set(end, (counts.get(end) || 0) + 1);
    }
  }
  const shared = Array.from(counts).filter(([at, count]) => count > 1 && !now.picked.has(at));
  shared.sort((a, b) => nodes[a[0]].k / a[1] - nodes[b[0]].k / b[1] || a[0] - b[0]);
  return [
    h("h3", {}, `${many(some.length)} chosen`),
    h(
      "div",
      { class: "acts" },
      button("Hide", hideChosen),
      button("Keep only these", keepChosen),
      some.length === 2 ? button("Path between", () => findPath(some[0].at, some[1].at)) : "",
      button("Choose none", () => choose(null)),
    ),
    foldedList(some, (node) => goNode(node, ONE[node.l] || node.l), 20),
    h("h4", {}, shared.length ? "What they share, the rarest first" : "They share nothing on this page"),
    foldedList(
      shared,
      ([at, count]) => goNode(nodes[at], `${many(count)} of them; ${counted(nodes[at].k, "link")}`),
      20,
    ),
  ];
}

/**
 * @param {Link} one
 * @returns {Child[]}
 */
export function linkPanel(one) {
  const [start, end] = [nodes[one.from], nodes[one.to]];
  const lead = leadOf.get(one.g ?? "");
  /** @type {Record<string, string>} */
  const words = {
    observed: "read from files",
    inferred: "concluded by an analysis: a lead, no fact",
    judged: "decided by a person",
  };
  return [
    h("h3", {}, bdi(start.n), " ", linkLook(one.t)[1], " ", bdi(end.n)),
    h("p", { class: "sub" }, h("span", { class: `badge ${one.s}` }, one.s), ` ${words[one.s] || ""}`),
    facts(["Posts", one.p ? many(one.p) : ""], ["Seen", daysBetween(one.f, one.u)]),
    goNode(start),
    goNode(end),
    h(
      "div",
      { class: "acts" },
      button("Hide this link", () => hideLink(one.at)),
    ),
    lead ? leadCard(lead) : "",
    h("h4", {}, "Evidence"),
    (one.q || []).map(quoteCard),
    one.q ? "" : h("p", { class: "src" }, "Its quotes are not on this page."),
    one.m || !one.q
      ? h(
          "p",
          { class: "src" },
          one.m ? `${many(one.m)} more: ` : "",
          "liaisons show ",
          h("code", { dir: "ltr" }, end.id),
        )
      : "",
  ];
}

/** @param {PageLead} lead */
function leadCard(lead) {
  return h(
    "button",
    { class: "go card", type: "button", onclick: () => choose({ lead: lead.id }) },
    icon(KINDS[lead.kind] ? lead.kind : "lead"),
    h("span", { dir: "ltr" }, lead.says, " ", verdict(lead), h("br"), h("small", {}, `${lead.kind}: ${lead.sure}`)),
  );
}

/**
 * @param {PageLead} lead
 * @returns {Child[]}
 */
export function leadPanel(lead) {
  const rest = lead.size - lead.who.length;
  const [how, who, when, why] = lead.judged ?? ["", "", "", ""];
  return [
    h("h3", {}, lead.says),
    h("p", { class: "sub" }, `${lead.kind} · ${lead.sure}${lead.f ? ` · since ${lead.f}` : ""}`),
    lead.judged ? h("p", { class: "card" }, `Judged ${how} by `, bdi(who), `, ${when}: `, bdi(why)) : "",
    h("h4", {}, "Reasons"),
    lead.why.map(([weight, says, quotes, more]) =>
      h(
        "details",
        {},
        h(
          "summary",
          {},
          h("span", { class: "t" }, says),
          h("span", { class: "count" }, weight ? `${weight > 0 ? "+" : ""}${weight} bits` : ""),
        ),
        quotes.map(quoteCard),
        more ? h("p", { class: "src" }, `${many(more)} more: liaisons show ${lead.id}`) : "",
      ),
    ),
    (lead.notes || []).map((note) => h("p", { class: "card" }, note)),
    lead.more
      ? h("p", { class: "src" }, `${many(lead.more)} more reasons of less weight: liaisons show ${lead.id}`)
      : "",
    h("h4", {}, "Subjects"),
    lead.who.map((at) => goNode(nodes[at], cut(circles[nodes[at].c].n, 18))),
    rest > 0 ? h("p", { class: "src" }, `${many(rest)} more: liaisons show ${lead.id}`) : "",
  ];
}

/**
 * A path from end to end, both told, and the next best ways.
 * @param {Path} path
 * @returns {Child[]}
 */
export function pathPanel(path) {
  const { found, at, wide, from, to } = path;
  const tick = h(
    "label",
    { class: "tick" },
    h("input", {
      type: "checkbox",
      checked: wide,
      id: "wide",
      onchange: (event) => to !== undefined && findPath(from, to, targetOf(event, HTMLInputElement).checked),
    }),
    " also over public groups and what is widely shared",
  );
  if (!found) {
    if (to === undefined) return [h("h3", {}, "Path"), h("p", {}, "From ", bdi(nodes[from].n), ": choose its end.")];
    return [
      h("h3", {}, "No path"),
      h(
        "p",
        { id: "nopath" },
        "From ",
        bdi(nodes[from].n),
        " to ",
        bdi(nodes[to].n),
        wide ? " no way leads on this page." : " no way leads over rare ties alone.",
      ),
      tick,
    ];
  }
  const steps = found[at].flatMap((one, step) => {
    const before = step ? stepLink(found[at][step - 1], one) : null;
    const words = before ? linkLook(before.t)[before.to === one ? 1 : 2] : "";
    return [
      before
        ? h(
            "button",
            { class: "more step", type: "button", onclick: () => choose({ link: before.at }) },
            `${words}${before.s === "observed" ? "" : ` (${before.s})`}`,
          )
        : "",
      goNode(nodes[one], isGeneric(nodes[one]) && !nodes[one].mark ? `${many(nodes[one].k)} links` : ONE[nodes[one].l]),
    ];
  });
  return [
    h("h3", {}, `Path of ${counted(found[at].length - 1, "link")}`),
    h("div", { id: "steps" }, steps),
    found.length > 1
      ? [
          h("h4", {}, "Ways, the rarest ties first"),
          found.map((way, place) =>
            h(
              "button",
              {
                class: "go",
                type: "button",
                "aria-pressed": String(place === at),
                onclick: () =>
                  lookAt(() => {
                    path.at = place;
                  }),
              },
              String(place + 1),
              h(
                "span",
                {},
                way.slice(1, -1).map((one, step) => [step ? ", " : "", bdi(cut(nodes[one].n, 24))]),
              ),
              h("small", {}, counted(way.length - 1, "link")),
            ),
          ),
        ]
      : "",
    tick,
    h("div", { class: "acts" }, button("End path", endPath)),
  ];
}

const HIDDEN =
  " Names and numbers are hidden; names that no file gives as a name, and what a post tells beside them, " + "are not.";
/** @returns {Child[]} */
export function casePanel() {
  const worth = data.first.flatMap((id) => leadOf.get(id) ?? []);
  const { sources, judgements } = data.since;
  const since =
    sources || judgements
      ? `${counted(sources || 0, "file")} read and ${counted(judgements || 0, "judgement")} made since`
      : "nothing has come in since";
  const computed = data.computed ? `Computed ${data.computed}; ${since}. ` : "No analysis has run. ";
  return [
    h("h3", {}, bdi(data.name)),
    h("p", { class: "sub" }, computed, `Days are days in ${data.zone}.`, data.hidden ? HIDDEN : ""),
    worth.length
      ? [
          h("h4", {}, "Leads"),
          data.summary.length ? h("p", { class: "sub" }, `${data.summary.join("; ")}.`) : "",
          worth.map(goLead),
        ]
      : "",
    holding(crews, 10),
    data.left
      ? h(
          "p",
          { class: "card" },
          `${many(data.left)} more nodes are in the case and not on this page: `,
          "those with the fewest links. liaisons show finds them.",
        )
      : "",
    data.cut
      ? h("p", { class: "card" }, `${many(data.cut)} more links between the nodes of this page are not drawn.`)
      : "",
  ];
}
