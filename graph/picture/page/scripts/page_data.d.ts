// Written by `python -m graph.picture.page.typescript` from shapes.py: change that file, not this one.

export interface PageNode {
  id: string;
  /** label */
  l: string;
  /** name */
  n: string;
  /** its circle */
  c: number;
  x: number;
  y: number;
  /** diameter */
  d: number;
  /** how many links it has in the case */
  k: number;
  /** posts */
  p: number;
  /** first day */
  f: string;
  /** last day */
  t: string;
  /** older names, newest first */
  o: string[];
  /** the words of its names, as a search compares them */
  words: string[];
  /** how its names sound */
  sounds: string[];
  /** removed, flagged or private */
  state?: string;
  /** the day of the state */
  stateAt?: string;
  public?: 1;
  /** says that a contact is widely shared or protected */
  mark?: string;
  /** stands around the core of its cluster */
  near?: 1;
  /** what puts it in the core or around it */
  stands?: string;
}

export interface PageLink {
  /** its start, by place among the nodes */
  from: number;
  /** its end, by place among the nodes */
  to: number;
  /** type */
  t: string;
  /** observed, inferred or judged */
  s: string;
  /** posts */
  p?: number;
  /** first day */
  f?: string;
  /** last day */
  u?: string;
  /** quotes, by place */
  q?: number[];
  /** how many more quotes there are */
  m?: number;
  /** the finding that it is drawn from */
  g?: string;
}

export interface PageQuote {
  /** text before the marked part, the part, text after it */
  x: [string, string, string];
  /** when, to the minute */
  a: string;
  /** who wrote it */
  w: string;
  /** the chat */
  g: string;
  /** the file, by place */
  i: number;
  /** the place in the file */
  l: string;
  /** how many files say so */
  n: number;
  /** the post */
  o: string;
}

export interface PageCircle {
  id: string;
  /** name */
  n: string;
  kind: "crew" | "audience" | "outside";
  lead: string | null;
  size: number;
  /** accounts, groups, contacts */
  of: [number, number, number];
  /** how many of it are on the page */
  shown: number;
  x: number;
  y: number;
  /** radius */
  r: number;
  /** nodes of other circles with their places in this one */
  g: [number, number, number][];
  /** first day */
  f: string;
  /** last day */
  t: string;
}

export interface PageLead {
  id: string;
  kind: string;
  says: string;
  /** what its score is worth, in words */
  sure: string;
  chance: number | null;
  /** first day */
  f: string;
  /** subjects, by place among the nodes */
  who: number[];
  /** how many subjects there are */
  size: number;
  /** weight in bits, words, quotes, how many more quotes */
  why: [number, string, number[], number][];
  /** reasons that are not shown */
  more: number;
  notes: string[];
  /** verdict, who, when, why */
  judged: [string, string, string, string] | null;
}

export interface Ways {
  /** links from which on a thing is no tie */
  generic: number;
  /** of a link by its type, beside 1 */
  cost: Record<string, number>;
}

export interface PageRest {
  name: string;
  /** of the report */
  number: number;
  /** when the report was made */
  made: string;
  /** when the analyses ran */
  computed: string;
  /** what came in after that */
  since: Record<string, number>;
  /** time zone of the reader */
  zone: string;
  /** whether names are hidden */
  hidden: boolean;
  circles: PageCircle[];
  /** two circles, and the nodes that they share */
  between: [number, number, number[]][];
  coverage: string;
  leads: PageLead[];
  summary: string[];
  /** ids of leads in the order of a review */
  review: string[];
  /** what each order is called */
  orders: Record<"surest" | "review", string>;
  /** ids of the leads that matter most */
  first: string[];
  ways: Ways;
  /** nodes that are not on the page */
  left: number;
  /** links that are not on the page */
  cut: number;
  /** colours of the leads of each kind, by day and by night */
  kinds: Record<string, [string, string]>;
  /** how the links of findings are named and drawn */
  lines: Record<string, [string, string, string, string, string]>;
  /** of labels, by day and by night */
  colours: Record<string, [string, string]>;
  /** what is drawn: label, its plural, its noun, shape, whether it is a contact */
  labels: [string, string, string, string, boolean][];
  /** of links: type, word, what the start does, what the end undergoes, colours */
  types: [string, string, string, string, string, string][];
  /** how letters of other scripts read */
  letters: Record<string, string>;
  quotes: PageQuote[];
  /** name and SHA-256 */
  files: [string, string][];
}

export interface PageData {
  name: string;
  /** of the report */
  number: number;
  /** when the report was made */
  made: string;
  /** when the analyses ran */
  computed: string;
  /** what came in after that */
  since: Record<string, number>;
  /** time zone of the reader */
  zone: string;
  /** whether names are hidden */
  hidden: boolean;
  circles: PageCircle[];
  /** two circles, and the nodes that they share */
  between: [number, number, number[]][];
  coverage: string;
  leads: PageLead[];
  summary: string[];
  /** ids of leads in the order of a review */
  review: string[];
  /** what each order is called */
  orders: Record<"surest" | "review", string>;
  /** ids of the leads that matter most */
  first: string[];
  ways: Ways;
  /** nodes that are not on the page */
  left: number;
  /** links that are not on the page */
  cut: number;
  /** colours of the leads of each kind, by day and by night */
  kinds: Record<string, [string, string]>;
  /** how the links of findings are named and drawn */
  lines: Record<string, [string, string, string, string, string]>;
  /** of labels, by day and by night */
  colours: Record<string, [string, string]>;
  /** what is drawn: label, its plural, its noun, shape, whether it is a contact */
  labels: [string, string, string, string, boolean][];
  /** of links: type, word, what the start does, what the end undergoes, colours */
  types: [string, string, string, string, string, string][];
  /** how letters of other scripts read */
  letters: Record<string, string>;
  quotes: PageQuote[];
  /** name and SHA-256 */
  files: [string, string][];
  nodes: PageNode[];
  links: PageLink[];
}
