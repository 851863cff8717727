// The evidence panel: a circle, a node, a link or a lead, each down to quotes with file, SHA-256 and place.

function quoteCard(at) {
  const quote = data.quotes[at];
  const [before, marked, after] = quote.x;
  const file = data.files[quote.i];
  const source = [];
  if (quote.w) source.push(bdi(quote.w), quote.g ? " in " : " · ");
  if (quote.g) source.push(quote.w ? "" : "in ", bdi(quote.g), " · ");
  if (quote.a) source.push(`${quote.a} · `);
  source.push(bdi(file[0]), " · ", h("code", { title: file[1] }, file[1].slice(0, 12)), " · ", bdi(quote.l));
  if (quote.n > 1) source.push(` · ${many(quote.n)} files say so`);
  return h("div", { class: "card" },
    h("q", { dir: quote.o ? "auto" : "ltr" }, before, marked ? h("mark", { class: LETTER.test(marked) ? null : "ltr" }, marked) : "", after),
    h("p", { class: "src" }, source));
}

function go(label, text, more, act) {
  return h("button", { class: "go", type: "button", onclick: act }, icon(label), bdi(text), h("small", {}, more));
}

// A lead's values are isolated in its text, which is ours and runs from left to right.
function goLead(lead) {
  return h("button", { class: "go", type: "button", onclick: () => choose({ lead: lead.id }) }, icon(KINDS[lead.kind] ? lead.kind : "lead"), h("span", { dir: "ltr" }, lead.says), h("small", {}, lead.kind));
}

// A list that shows its first entries and says how many more there are.
function listed(all, make, first = 30) {
  const made = h("div", {});
  const add = (from, to) => { for (const one of all.slice(from, to)) made.append(make(one)); };
  add(0, first);
  if (all.length > first) {
    const more = h("button", { class: "more", type: "button", onclick: () => { more.remove(); add(first, all.length); } }, `${many(all.length - first)} more`);
    made.append(more);
  }
  return made;
}

const span = (first, last) => (first ? (last && last !== first ? `${first} to ${last}` : first) : "no date known");

function facts(...pairs) {
  return h("dl", {}, pairs.filter(([, value]) => value !== "" && value !== null).flatMap(([term, value]) => [h("dt", {}, term), h("dd", {}, value)]));
}

function circlePanel(at) {
  const one = circles[at];
  const [accounts, groups, contacts] = one.of;
  const lead = leadOf.get(one.lead);
  const crossing = data.between.filter(([a, b]) => a === at || b === at).map(([a, b, count]) => [a === at ? b : a, count]).sort((a, b) => b[1] - a[1]);
  return [
    h("h3", {}, bdi(one.n)),
    h("p", { class: "sub" }, one.lead ? "cluster" : "no cluster holds them"),
    facts(["Members", `${counted(accounts, "account")}, ${counted(groups, "group")}, ${counted(contacts, "contact")}`],
      ["Seen", span(one.f, one.t)],
      ["On this page", one.shown < one.size ? `${many(one.shown)} of ${many(one.size)}; ${many(one.size - one.shown)} more: liaisons show ${one.id}` : "all"]),
    now.circle === at ? "" : h("div", { class: "acts" }, h("button", { type: "button", onclick: () => openCircle(at) }, "Open")),
    lead ? leadCard(lead) : "",
    crossing.length ? [h("h4", {}, "Links to other circles"), listed(crossing, ([end, count]) => go("", circles[end].n, many(count), () => openCircle(end)))] : "",
  ];
}

function nodePanel(node) {
  const sections = new Map();
  for (const one of around[node.at]) {
    const way = one.from === node.at ? 1 : 2;
    const key = `${one.t} ${way}`;
    if (!sections.has(key)) sections.set(key, { title: link(one.t)[way], links: [] });
    sections.get(key).links.push(one);
  }
  const ordered = Array.from(sections.values()).sort((a, b) => a.links.length - b.links.length);
  const elsewhere = beyond(node).length;
  return [
    h("h3", {}, bdi(node.n)),
    h("p", { class: "sub" }, `${ONE[node.l] || node.l} · `, bdi(circles[node.c].n)),
    h("code", { dir: "ltr" }, node.id),
    facts(["Posts", many(node.p)], ["Links", many(node.k)], ["Seen", span(node.f, node.t)],
      ["Was called", node.o.length ? node.o.flatMap((name, at) => [at ? ", " : "", bdi(name)]) : ""]),
    h("div", { class: "acts" },
      now.circle === node.c ? "" : h("button", { type: "button", onclick: () => openCircle(node.c, node.at) }, "Go to its circle"),
      elsewhere ? h("button", { type: "button", onclick: () => expand(node) }, `Add neighbours (${many(elsewhere)})`) : "",
      h("button", { type: "button", onclick: () => markPath(node) }, "Path from here"),
      h("button", { type: "button", onclick: () => hide(node) }, "Hide")),
    about[node.at].length ? [h("h4", {}, `Leads (${many(about[node.at].length)})`), listed(about[node.at], goLead, 8)] : "",
    h("h4", {}, "Links"),
    ordered.map((section) => h("details", { open: section.links.length <= 6 || ordered.length === 1 },
      h("summary", {}, h("span", { class: "t" }, section.title), h("span", { class: "count" }, many(section.links.length))),
      listed(section.links.sort((a, b) => (b.p || 0) - (a.p || 0)), (one) => {
        const end = nodes[other(one, node.at)];
        return go(end.l, end.n, one.p ? counted(one.p, "post") : one.f || "", () => choose({ link: one.at }));
      }))),
  ];
}

function linkPanel(one) {
  const [start, end] = [nodes[one.from], nodes[one.to]];
  const lead = leadOf.get(one.g);
  const words = { observed: "read from files", inferred: "concluded by an analysis: a lead, no fact", judged: "decided by a person" };
  return [
    h("h3", {}, bdi(start.n), " ", link(one.t)[1], " ", bdi(end.n)),
    h("p", { class: "sub" }, h("span", { class: `badge ${one.s}` }, one.s), ` ${words[one.s] || ""}`),
    facts(["Posts", one.p ? many(one.p) : ""], ["Seen", span(one.f, one.u)]),
    h("div", { class: "acts" }, h("button", { type: "button", onclick: () => choose({ node: one.from }) }, bdi(cut(start.n, 20))),
      h("button", { type: "button", onclick: () => choose({ node: one.to }) }, bdi(cut(end.n, 20)))),
    lead ? leadCard(lead) : "",
    h("h4", {}, "Evidence"),
    (one.q || []).map(quoteCard),
    one.q ? "" : h("p", { class: "src" }, "Its quotes are not on this page."),
    one.m || !one.q ? h("p", { class: "src" }, one.m ? `${many(one.m)} more: ` : "", "liaisons show ", h("code", { dir: "ltr" }, end.id)) : "",
  ];
}

function leadCard(lead) {
  return h("button", { class: "go card", type: "button", onclick: () => choose({ lead: lead.id }) }, icon(KINDS[lead.kind] ? lead.kind : "lead"), h("span", { dir: "ltr" }, lead.says, h("br"), h("small", {}, `${lead.kind}: ${lead.sure}`)));
}

function leadPanel(lead) {
  const rest = lead.size - lead.who.length;
  return [
    h("h3", {}, lead.says),
    h("p", { class: "sub" }, `${lead.kind} · ${lead.sure}${lead.f ? ` · since ${lead.f}` : ""}`),
    lead.judged ? h("p", { class: "card" }, `Judged ${lead.judged[0]} by `, bdi(lead.judged[1]), `, ${lead.judged[2]}: `, bdi(lead.judged[3])) : "",
    h("h4", {}, "Reasons"),
    lead.why.map(([weight, says, quotes, more]) => h("details", {},
      h("summary", {}, h("span", { class: "t" }, says), h("span", { class: "count" }, weight ? `${weight > 0 ? "+" : ""}${weight} bits` : "")),
      quotes.map(quoteCard),
      more ? h("p", { class: "src" }, `${many(more)} more: liaisons show ${lead.id}`) : "")),
    (lead.notes || []).map((note) => h("p", { class: "card" }, note)),
    lead.more ? h("p", { class: "src" }, `${many(lead.more)} more reasons of less weight: liaisons show ${lead.id}`) : "",
    h("h4", {}, "Subjects"),
    lead.who.map((at) => go(nodes[at].l, nodes[at].n, circles[nodes[at].c].n, () => choose({ node: at }))),
    rest > 0 ? h("p", { class: "src" }, `${many(rest)} more: liaisons show ${lead.id}`) : "",
  ];
}

function casePanel() {
  const worth = data.first.map((id) => leadOf.get(id)).filter(Boolean);
  const key = nodes.filter((node) => now.circle === null || node.c === now.circle).sort((a, b) => b.k - a.k).slice(0, 12);
  const here = now.circle === null ? null : circles[now.circle];
  const since = data.since.sources || data.since.judgements ? `${counted(data.since.sources || 0, "file")} read and ${counted(data.since.judgements || 0, "judgement")} made since` : "nothing has come in since";
  return [
    h("h3", {}, bdi(here ? here.n : data.name)),
    here ? h("div", {}, circlePanel(now.circle).slice(1)) : h("p", { class: "sub" }, data.computed ? `Computed ${data.computed}; ${since}. ` : "No analysis has run. ", `Days are days in ${data.zone}.`, data.hidden ? " Names and numbers are hidden; names that no file gives as a name, and what a post tells beside them, are not." : ""),
    data.left && !here ? h("p", { class: "card" }, `${many(data.left)} more nodes are in the case and not on this page: those with the fewest links. liaisons show finds them.`) : "",
    data.cut && !here ? h("p", { class: "card" }, `${many(data.cut)} more links between the nodes of this page are not drawn.`) : "",
    h("h4", {}, "Most linked"),
    key.map((node) => go(node.l, node.n, counted(node.k, "link"), () => choose({ node: node.at }))),
    here ? "" : [h("h4", {}, "Leads"), worth.map(goLead)],
  ];
}
