// How elements are made: by text alone, never by markup.

import { stateOf } from "./words.js";

/** @import { PageNode } from "./page_data" */
/** @import { Attributes, Child } from "./types" */

/**
 * Make an element: attributes by name, `on…` as listeners, children as nodes or text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
    else if (PROPERTIES.has(key)) Object.assign(made, { [key]: value });
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...flatten(children));
  return made;
}
const PROPERTIES = new Set(["checked", "disabled", "open", "selected"]);

/**
 * What of the children is to stand in an element: nothing empty, lists opened.
 * @param {readonly Child[]} children
 * @returns {(Node | string)[]}
 */
export function flatten(children) {
  return children.flatMap((child) => {
    if (child === null || child === undefined || child === "") return [];
    return typeof child === "string" || child instanceof Node ? [child] : flatten(child);
  });
}
/**
 * @param {string} text
 * @param {Attributes} [attributes]
 */
export const bdi = (text, attributes) => h("bdi", attributes, text);
/**
 * @param {string} text
 * @param {(event: MouseEvent) => unknown} onclick
 * @param {Attributes} [attributes]
 */
export const button = (text, onclick, attributes) => h("button", { type: "button", ...attributes, onclick }, text);
/**
 * An element of the page by its id, of the kind that is asked for.
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function elementOf(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new TypeError(`${id} is no ${kind.name}`);
  return found;
}
/**
 * The element that an event came to, of the kind that it is.
 * @template {Element} Kind
 * @param {Event} event
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function targetOf(event, kind) {
  if (!(event.target instanceof kind)) throw new TypeError(`the target of ${event.type} is no ${kind.name}`);
  return event.target;
}
/** @param {string} id */
export const byId = (id) => elementOf(id, HTMLElement);

/** @param {PageNode} node */
export const stateMark = (node) => (node.state ? h("span", { class: `state ${node.state}` }, stateOf(node)) : "");
/** @param {PageNode} node */
export const sharedMark = (node) => (node.mark ? h("span", { class: "state shared" }, node.mark) : "");

/**
 * The pen of a canvas.
 * @param {HTMLCanvasElement} canvas
 */
export function penOf(canvas) {
  const pen = canvas.getContext("2d");
  if (!pen) throw new TypeError("this browser draws no canvas");
  return pen;
}
