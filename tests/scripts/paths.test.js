// Ways between two nodes of a page.

import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { isGeneric, stepLink, waysBetween } = await import("../../graph/picture/page/scripts/paths.js");
const { nodes } = await import("../../graph/picture/page/scripts/data.js");

test("the way over a rare number comes before the way over a group", () => {
  assert.deepEqual(waysBetween(0, 1, false), [
    [0, 4, 1],
    [0, 3, 1],
  ]);
});

test("a widely shared number ties nobody unless one asks for it", () => {
  assert.deepEqual(waysBetween(0, 2, false), []);
  assert.deepEqual(waysBetween(0, 2, true), [[0, 5, 2]]);
  assert.ok(isGeneric(nodes[5]));
});

test("a step names the link that tells most", () => {
  assert.equal(stepLink(0, 4)?.t, "MENTIONS");
  assert.equal(stepLink(0, 1), undefined);
});
