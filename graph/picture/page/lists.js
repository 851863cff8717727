// The legend, which is the filter, and the list in step with the canvas.

let listKind = "nodes",
  order = { key: null, down: true };
let wantedLeads = { kind: "", least: 0, open: false, order: "surest" };
let listed_ = []; // the things of the rows, in their order
let drawn_ = ""; // what stands in the list now

// Legend: what is on the canvas, by kind; a switch each.

function legend() {
  const active = document.activeElement;
  const has = active && active.dataset ? active.dataset.key : null;
  const overview = now.circle === null && !now.path;
  const among = overview ? nodes : onCanvas();
  const byLabel = new Map(),
    byType = new Map(),
    byState = new Map();
  const add = (map, key) => map.set(key, (map.get(key) || 0) + 1);
  const there = new Set(among.map((node) => node.at));
  for (const node of among) {
    add(byLabel, node.l);
    if (node.state) add(byState, node.state);
  }
  for (const node of among)
    for (const one of around[node.at]) if (one.from === node.at && there.has(one.to)) add(byType, one.t);
  const kinds = Array.from(new Set(nodes.map((node) => node.l)));
  const types = Array.from(new Set(links.map((one) => one.t)));
  const byRank = (all) => (a, b) => Object.keys(all).indexOf(a) - Object.keys(all).indexOf(b);
  const flip = (key) => {
    change((state) => {
      if (!state.off.delete(key)) state.off.add(key);
    });
    draw();
  };
  const row = (key, image, text, count) =>
    h(
      "li",
      {},
      h(
        "label",
        { class: count ? null : "none", title: text },
        h("input", {
          type: "checkbox",
          checked: !made.off.has(key),
          disabled: overview,
          "data-key": key,
          onchange: () => flip(key),
        }),
        image,
        h("span", {}, text),
        h("span", { class: "count" }, many(count)),
      ),
    );
  const all =
    made.off.size && !overview
      ? button("show all", () => {
          change((state) => {
            state.off = new Set();
          });
          draw();
        })
      : "";
  const states = STATES.filter((state) => nodes.some((node) => node.state === state));
  const near = among.filter((node) => node.near).length;
  const nearRow = h("li", {}, icon("Account", "", true), h("span", {}, NEAR), h("span", { class: "count" }, many(near)));
  const stateRow = (state) =>
    h(
      "li",
      {},
      icon("Group", state),
      h("span", {}, state),
      h("span", { class: "count" }, many(byState.get(state) || 0)),
    );
  $("legend").replaceChildren(
    h(
      "h2",
      {},
      "Entities",
      overview ? h("span", { class: "hint", id: "nofilter" }, "filters work in an open cluster") : all,
    ),
    h(
      "ul",
      { "aria-label": "Entities" },
      kinds
        .sort(byRank(LABELS))
        .map((label) => row(label, icon(label), LABELS[label] || label, byLabel.get(label) || 0)),
    ),
    h("h2", {}, "Links"),
    h(
      "ul",
      { "aria-label": "Links" },
      types
        .sort(byRank(LINKS))
        .map((type) => row(type, stroke(type, CONCLUDED.has(type)), link(type)[0], byType.get(type) || 0)),
    ),
    h("h2", { hidden: !states.length && !near }, "States"),
    h("ul", { class: "states", "aria-label": "States", hidden: !states.length && !near }, [
      ...(near ? [nearRow] : []),
      ...states.map(stateRow),
    ]),
  );
  if (has) {
    const again = $("legend").querySelector(`[data-key="${CSS.escape(has)}"]`);
    if (again) again.focus();
  }
}

// The list in step with the canvas: the equal way in for keyboards and screen readers.

const COLUMNS = {
  nodes: [
    ["n", "Name", ""],
    ["tell", "Inside", "n"],
    ["t", "Last", "d"],
  ],
  circles: [
    ["n", "Cluster", ""],
    ["size", "In it", "m"],
    ["t", "Last", "d"],
  ],
  leads: [
    ["kind", "Lead", ""],
    ["chance", "Chance", "m"],
    ["f", "Since", "d"],
  ],
};
const ORDERED = { nodes: "tell", circles: null, leads: null };
// What a thing of the list is sorted by; nothing known stands last.
function sortKey(one, key) {
  if (key === "tell") return (one.c === now.circle ? 1e6 : 0) + telling(one.c).get(one.at).tell; // guests stand last
  return one[key] ?? -1;
}
function rowsOf(kind) {
  if (kind === "circles") return circles.slice(); // by evidence, audiences after crews, what lies outside last
  if (kind === "nodes") return shown();
  const { kind: only, least, open } = wantedLeads;
  const ids = wantedLeads.order === "review" && data.review.length ? data.review : data.leads.map((lead) => lead.id);
  const asked = (lead) =>
    (!only || lead.kind === only) &&
    (!open || !lead.judged) &&
    (!least || (lead.chance !== null && lead.chance >= least));
  return ids.map((id) => leadOf.get(id)).filter((lead) => lead && asked(lead));
}
function list() {
  const kind = listKind === "leads" ? "leads" : now.circle === null && !now.path ? "circles" : "nodes";
  leadFilters(kind === "leads");
  const columns = COLUMNS[kind];
  const key = columns.some(([name]) => name === order.key) ? order.key : now.path ? null : ORDERED[kind];
  const rows = rowsOf(kind);
  if (key) {
    const compare = (a, b) =>
      typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
    const down = key === order.key ? order.down : true;
    const by = (a, b) => (down ? -1 : 1) * compare(sortKey(a, key), sortKey(b, key));
    rows.sort((a, b) => by(a, b) || (a.at ?? 0) - (b.at ?? 0));
  }
  listed_ = rows;
  const table = $("rows");
  const had = table.contains(document.activeElement);
  const same = `${night} ${kind} ${key} ${order.down} ${now.circle} ${rows.map((one) => one.at ?? one.id).join()}`;
  const chosen = (at) => {
    const row = table.tBodies[0].rows[at];
    if (row) row.setAttribute("aria-selected", "true");
  };
  if (same === drawn_) {
    // the rows stand already: only what is chosen may have changed
    for (const row of table.querySelectorAll('tr[aria-selected="true"], tr[tabindex="0"]')) {
      row.setAttribute("aria-selected", "false");
      row.tabIndex = -1;
    }
    rows.forEach((one, at) => {
      if (isRow(kind, one)) chosen(at);
    });
    return hold(table, had);
  }
  drawn_ = same;
  const widths = h(
    "colgroup",
    {},
    columns.map(([, , width]) => h("col", { class: width || null })),
  );
  const sort = (name) => () => {
    order = { key: name, down: key === name ? !order.down : name !== "n" && name !== "kind" };
    list();
  };
  const head = h(
    "tr",
    {},
    columns.map(([name, title, width]) =>
      h(
        "th",
        {
          scope: "col",
          class: width === "n" || width === "m" ? "num" : null,
          "aria-sort": name === key ? (order.key === key && !order.down ? "ascending" : "descending") : null,
          title: name === "tell" ? "Neighbours within this cluster, of all; sorted by what few others share" : null,
        },
        button(title, sort(name)),
      ),
    ),
  );
  for (const old of table.querySelectorAll("colgroup")) old.remove();
  table.prepend(widths);
  table.tHead.replaceChildren(head);
  table.tBodies[0].replaceChildren(...rows.map((one, at) => line(kind, one, at)));
  return hold(table, had);
}
// One row takes the focus: the chosen one, else the first.
function hold(table, had) {
  const row = table.querySelector('tr[aria-selected="true"]');
  const first = row || table.tBodies[0].rows[0];
  if (first) first.tabIndex = 0;
  if (row) row.scrollIntoView({ block: "nearest" });
  if (had && first) first.focus({ preventScroll: !row });
}
function isRow(kind, one) {
  const chosen = now.chosen || {};
  if (kind === "leads") return chosen.lead === one.id;
  return kind === "circles" ? chosen.circle === one.at : chosen.node === one.at || now.picked.has(one.at);
}
const percent = (chance) => {
  if (chance === null || chance === undefined) return "";
  return chance >= 0.995 ? "> 99 %" : `${Math.max(Math.round(100 * chance), 1)} %`;
};
function line(kind, one, at) {
  const num = (text) => h("td", { class: "num" }, text);
  const date = (text) => h("td", { class: "date" }, text);
  let cells;
  if (kind === "leads") {
    const name = h("td", {}, h("span", { class: "kind" }, `${one.kind} `), verdict(one), " ", one.says);
    cells = [name, num(percent(one.chance)), date(one.f)];
  } else if (kind === "circles") {
    const name = h(
      "span",
      { class: `cell ${one.kind}` },
      icon(one.kind),
      h("span", {}, bdi(one.n), one.kind === "audience" ? h("small", {}, " audience") : ""),
    );
    cells = [h("td", {}, name), num(many(one.size)), date(one.t)];
  } else {
    const { inside, all } = telling(one.c).get(one.at);
    const name = h(
      "span",
      { class: "cell" },
      icon(one.l, one.state),
      h("span", {}, bdi(one.n), " ", stateMark(one), sharedMark(one)),
    );
    cells = [h("td", {}, name), num(one.c === now.circle ? `${inside}/${all}` : "–"), date(one.t)];
  }
  return h(
    "tr",
    {
      "aria-selected": String(isRow(kind, one)),
      tabindex: -1,
      "data-at": at,
      onclick: (event) => pick(at, event),
      ondblclick: () => openRow(at),
    },
    cells,
  );
}
function pick(at, event = {}) {
  const one = listed_[at];
  if (listKind === "leads") choose({ lead: one.id });
  else if (now.circle === null && !now.path) choose({ circle: one.at });
  else chooseOrPick(one.at, event);
}
function openRow(at) {
  const one = listed_[at];
  if (listKind !== "leads" && now.circle === null && !now.path) {
    openCircle(one.at);
    const first = $("rows").tBodies[0].rows[0];
    if (first) first.focus();
  } else {
    pick(at);
    $("panel").focus();
  }
}
$("rows").addEventListener("keydown", (event) => {
  const row = event.target.closest("tbody tr");
  if (!row) return;
  const at = Number(row.dataset.at);
  const last = listed_.length - 1;
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: last,
    PageDown: at + 12,
    PageUp: at - 12,
  }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    const next = Math.max(0, Math.min(last, to));
    $("rows").tBodies[0].rows[next].focus();
    quietly(() => pick(next));
  } else if (event.key === "Enter") {
    event.preventDefault();
    openRow(at);
  } else if (event.key === " ") {
    event.preventDefault();
    pick(at, event);
  }
});
function showTab(kind) {
  listKind = kind;
  for (const one of ["nodes", "leads"]) $(`tab-${one}`).setAttribute("aria-selected", String(one === kind));
  list();
}
for (const kind of ["nodes", "leads"])
  $(`tab-${kind}`).addEventListener("click", () => {
    showTab(kind);
    remember();
  });

// Leads by kind, by chance and by whether anybody judged them; the order is named above them.

const CHANCES = [
  [0, "any chance"],
  [0.9, "90 % and more"],
  [0.7, "70 % and more"],
  [0.5, "50 % and more"],
];
let filtersDrawn = false;
function leadFilters(visible) {
  const box = $("filters");
  box.hidden = !visible;
  if (visible && !filtersDrawn) {
    filtersDrawn = true;
    const counts = new Map();
    for (const lead of data.leads) counts.set(lead.kind, (counts.get(lead.kind) || 0) + 1);
    const set = (key, value) => {
      wantedLeads[key] = value;
      list();
      remember();
    };
    const select = (id, label, options, act) =>
      h(
        "select",
        { id, "aria-label": label, onchange: (event) => act(event.target.value) },
        options.map(([value, text]) => h("option", { value }, text)),
      );
    const kinds = [
      ["", `all kinds (${many(data.leads.length)})`],
      ...Array.from(counts, ([kind, count]) => [kind, `${kind} (${many(count)})`]),
    ];
    const orders = [
      ["surest", "surest first"],
      ["review", "for review"],
    ].slice(0, data.review.length ? 2 : 1);
    box.replaceChildren(
      select("f-kind", "Kind of lead", kinds, (value) => set("kind", value)),
      select("f-least", "Chance", CHANCES, (value) => set("least", Number(value))),
      select("f-order", "Order", orders, (value) => {
        order = { key: null, down: true };
        set("order", value);
      }),
      h(
        "label",
        { class: "tick" },
        h("input", { type: "checkbox", id: "f-open", onchange: (event) => set("open", event.target.checked) }),
        " not judged",
      ),
      h("p", { id: "order", class: "src" }),
    );
  }
  if (!visible) return;
  $("f-kind").value = wantedLeads.kind;
  $("f-least").value = String(wantedLeads.least);
  $("f-order").value = wantedLeads.order;
  $("f-open").checked = wantedLeads.open;
  const count = rowsOf("leads").length;
  const said =
    order.key && COLUMNS.leads.some(([name]) => name === order.key)
      ? "by the chosen column"
      : data.orders[wantedLeads.order];
  $("order").textContent = `${many(count)} of ${counted(data.leads.length, "lead")}; ${said}`;
}
