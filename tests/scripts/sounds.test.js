// What is typed into the search: names by sound, numbers in any writing, handles out of links.

import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { bare, digits, fold, handlesOf, numberForms, numberRank, soundAlike, sounds } = await import(
  "../../graph/picture/page/scripts/sounds.js"
);

test("a name is folded without accents and case", () => {
  assert.equal(fold("Ángel ÉCLAIR"), "angel eclair");
  assert.equal(bare("★ Travel—Agency ★"), "travel agency");
});

test("digits of any script are read as digits", () => {
  assert.equal(digits("+٤٤ ٧٧٠٠ ٩٠٠١٢٣"), "447700900123");
  assert.equal(digits("१२३ ４５"), "12345");
});

test("names sound alike whatever their spelling and script", () => {
  assert.ok(soundAlike(sounds("Mohammed"), sounds("Muhamad")));
  assert.ok(soundAlike(sounds("бот"), sounds("bot")));
  assert.ok(!soundAlike(sounds("Karim"), sounds("Salim")));
});

test("a number answers with its country, at home, or by its end", () => {
  const own = "447700900123";
  const rank = (/** @type {string} */ text) => numberRank(numberForms(text), own);
  assert.equal(rank("+44 7700 900123"), 0);
  assert.equal(rank("0044 7700 900123"), 0);
  assert.equal(rank("07700 900123"), 1);
  assert.equal(rank("900123"), 2);
  assert.equal(rank("7700"), 3);
  assert.equal(rank("900124"), 9);
});

test("what holds letters is no number", () => {
  assert.equal(numberForms("group 12345"), null);
  assert.equal(numberForms("wa.me/447700900123")?.all, "447700900123");
});

test("a link names each part of its path, and a handle itself", () => {
  assert.deepEqual(handlesOf("https://t.me/+AbC/12?x=1"), ["abc", "12"]);
  assert.deepEqual(handlesOf("@Some_Name"), ["some_name"]);
  assert.deepEqual(handlesOf("no handle"), []);
});
