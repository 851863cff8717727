// What the scripts hand to one another beside the data of the page.

import type { PageCircle, PageLead, PageLink, PageNode } from "./page_data";

/** Things know their place among their like. */
export type Entity = PageNode & { at: number };
export type Link = PageLink & { at: number };
export type Circle = PageCircle & { at: number };

/** What the list may hold. */
export type ListKind = "nodes" | "circles" | "leads";
/** What stands in the list: an entity, a circle or a lead. */
export type Listed = Entity | Circle | PageLead;

export type Spot = { x: number; y: number };
/** A place of a node, and its radius where it was just found. */
export type Place = [x: number, y: number, radius?: number];

/** Of what the panel tells: one of these. */
export interface Chosen {
  node?: number;
  link?: number;
  lead?: string;
  circle?: number;
}

/** A path that is looked for or shown: found is null where no way leads, at says which way is shown. */
export interface Path {
  from: number;
  to?: number;
  wide: boolean;
  found: number[][] | null;
  at: number;
}

export interface Looks {
  /** null in the overview */
  circle: number | null;
  chosen: Chosen | null;
  /** several nodes */
  picked: Set<number>;
  /** nodes that came along with what was chosen, with their places */
  brought: Map<number, Place>;
  path: Path | null;
  /** whether the row of audiences is open */
  open: boolean;
}

/** Changes of one circle: what was added to it and moved in it, and what it is cut to. */
export interface CircleChanges {
  extra: Map<number, Place>;
  moved: Map<number | string, Place>;
  keep: Set<number> | null;
}

export interface Changes {
  /** labels and link types that are filtered out */
  off: Set<string>;
  hidden: Set<number>;
  /** links that are hidden */
  cut: Set<number>;
  per: Map<number | null, CircleChanges>;
}

/** A change that can be taken back, and the circle where it was made. */
export interface Step {
  made: Changes;
  circle: number | null;
}

export interface WantedLeads {
  kind: string;
  least: number;
  open: boolean;
  order: "surest" | "review";
}

/** How much of a node's neighbours are in its circle, and how much it tells. */
export interface Telling {
  inside: number;
  all: number;
  tell: number;
}

/** Of a type of link: the word, what the start does, what the end undergoes, its colours by day and by night. */
export type LinkLook = [word: string, does: string, undergoes: string, day: string, night: string];

/** Attributes of an element by name; `on…` are listeners. */
export interface Attributes {
  [name: string]: unknown;
  onclick?: (event: MouseEvent) => unknown;
  ondblclick?: (event: MouseEvent) => unknown;
  onmousedown?: (event: MouseEvent) => unknown;
  onchange?: (event: Event) => unknown;
}

export type Child = Node | string | null | undefined | readonly Child[];

/** What of an event says that more is to be chosen. */
export interface Modifiers {
  ctrlKey?: boolean;
  metaKey?: boolean;
  shiftKey?: boolean;
}

/** What the drawing asks of a canvas; the screen's own and the recorder of SVG both have it. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | "globalAlpha"
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "lineCap"
  | "lineJoin"
  | "font"
  | "textAlign"
  | "textBaseline"
  | "direction"
  | "beginPath"
  | "moveTo"
  | "lineTo"
  | "quadraticCurveTo"
  | "closePath"
  | "fill"
  | "stroke"
  | "measureText"
  | "strokeText"
  | "fillText"
> & {
  arc(x: number, y: number, radius: number, begin: number, end: number): void;
  roundRect(x: number, y: number, width: number, height: number, radius: number): void;
  setLineDash(parts: number[]): void;
};

/** How a node is drawn. */
export interface ShapeState {
  alpha: number;
  chosen?: boolean;
  /** of another circle: outlined */
  guest?: boolean;
  /** around a core: pale */
  near?: boolean;
  /** removed, flagged or private */
  life?: string | undefined;
}

/** How a circle or the row of audiences is drawn. */
export interface DiscState {
  alpha: number;
  chosen?: boolean;
  hover?: boolean;
  scale: number;
}
export interface BarState extends DiscState {
  open: boolean;
}

/** A name that is to be drawn below something, or above it where that is free. */
export interface Label {
  text: string;
  x: number;
  y: number;
  tall: number;
  alpha: number;
  chosen: boolean;
  strong: boolean;
  soft: boolean;
  size: number;
  rank: number;
}

export interface NumberForms {
  all: string;
  plain: string;
  bare: string;
  national: boolean;
}

/** What of vis-network is used; the page loads it before the scripts. */
declare global {
  namespace vis {
    type Id = number | string;
    interface Dot {
      id: Id;
      x: number;
      y: number;
      size: number;
    }
    interface Arrows {
      to: { enabled: boolean; scaleFactor: number };
      middle: { enabled: boolean; type: string; scaleFactor: number };
    }
    interface Line {
      id: string;
      from: Id;
      to: Id;
      width: number;
      arrows: Arrows | "";
      color: { color: string; hover: string; opacity: number };
      dashes?: number[] | false;
      smooth: { enabled: boolean; type: string; roundness: number } | false;
    }
    interface Hit {
      nodes: Id[];
      edges: string[];
      event: Event & { srcEvent?: Modifiers; clientX: number; clientY: number };
      pointer: { DOM: Spot };
    }
    interface Drawn {
      ctx: CanvasRenderingContext2D;
      id: Id;
      x: number;
      y: number;
      state: { hover: boolean };
    }
    class DataSet<Item extends { id: Id }> {
      length: number;
      get(): Item[];
      get(id: Item["id"]): Item | null;
      getIds(): Item["id"][];
      remove(ids: Item["id"][]): void;
      update(items: Item[]): void;
    }
    class Network {
      constructor(canvas: HTMLElement, data: { nodes: DataSet<Dot>; edges: DataSet<Line> }, options: object);
      on(event: "afterDrawing", act: (ctx: CanvasRenderingContext2D) => void): void;
      on(event: string, act: (hit: Hit) => void): void;
      redraw(): void;
      fit(options: { nodes: Id[]; maxZoomLevel: number; animation: false }): void;
      moveTo(options: {
        position?: Spot;
        scale?: number;
        animation?: false | { duration: number; easingFunction: string };
      }): void;
      getScale(): number;
      getViewPosition(): Spot;
      getPosition(id: Id): Spot;
      canvasToDOM(spot: Spot): Spot;
      getNodeAt(spot: Spot): Id | undefined;
      getEdgeAt(spot: Spot): string | undefined;
      unselectAll(): void;
    }
  }
  interface Window {
    /** for tests, which click as people do */
    liaisons: { place(id: string): Spot | null; search(text: string): string[] };
  }
}
