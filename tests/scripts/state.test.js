// Changes of the view, and how they are taken back.

import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const state = await import("../../graph/picture/page/scripts/state.js");
const { cut } = await import("../../graph/picture/page/scripts/words.js");

/** What is changed now, as plain values. */
const seen = () => JSON.stringify([...state.made.hidden, "|", ...state.made.off, "|", ...state.made.cut]);

test("all changes taken back lead to the beginning, and made again to the end", () => {
  state.setNow({ ...state.blank(), circle: 0 });
  const steps = [seen()];
  for (let turn = 0; turn < 40; turn += 1) {
    state.change((made) => {
      const at = (turn * 7) % 6;
      if (!made.hidden.delete(at)) made.hidden.add(at);
      if (turn % 3 === 0 && !made.off.delete("IN")) made.off.add("IN");
      if (turn % 5 === 0) made.cut.add(at);
    });
    steps.push(seen());
  }
  for (const step of steps.slice(0, -1).reverse()) {
    assert.equal(state.undo(), 0);
    assert.equal(seen(), step);
  }
  assert.equal(state.undo(), undefined);
  for (const step of steps.slice(1)) {
    state.redo();
    assert.equal(seen(), step);
  }
});

test("new nodes stand apart from what is there and from each other", () => {
  state.setNow({ ...state.blank(), circle: 0 });
  const [anchor, ...added] = state.onCanvas();
  const spots = [...state.arc(anchor, added).values()];
  assert.equal(spots.length, added.length);
  for (const [at, [x, y]] of spots.entries()) {
    for (const [a, b] of spots.slice(at + 1)) assert.ok(Math.hypot(x - a, y - b) > 30);
  }
});

test("a name is cut between two letters as people count them", () => {
  const family = "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}";
  assert.equal(cut(family.repeat(4), 3), `${family.repeat(2)}…`);
  assert.equal(cut("short"), "short");
});
