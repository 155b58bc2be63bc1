// What scripts of the same page find as `window.entente`, and what they get. Facts have the field names of the data files
// (data/record.schema.json); what is not known is left out.

/** Date as far as a source knows it (EDTF): "2017-05-23", "2017-05", "2017", an interval of two with "/", "?" if uncertain. */
export type Edtf = string;
/** ISO 3166-1 alpha-2, or an organisation's code. */
export type PartyCode = string;
export type EventKind = "meeting" | "announcement" | "agreement" | "statement" | "launch" | "suspension" | "milestone";

export interface Person {
  name: string;
  title?: string;
}

export interface Place {
  city?: string;
  country?: PartyCode;
  virtual?: true;
}

export interface Delegation {
  party: PartyCode;
  lead?: Person;
  co_leads?: Person[];
  agencies?: string[];
}

export interface Commitment {
  text: string;
  due?: Edtf;
  status: "fulfilled" | "missed" | "unknown";
  /** Id of the event that kept it. */
  fulfilled_by?: string;
}

export interface Source {
  url: string;
  title: string;
  publisher: string;
  /** BCP 47. */
  lang: string;
  kind: "primary" | "secondary";
  date?: Edtf;
}

/** An event. From `summary` on it is there once `ready` is fulfilled. */
export interface EntenteEvent {
  id: string;
  /** Id of the mechanism that it belongs to. */
  mechanism: string;
  kind: EventKind;
  date: Edtf;
  title: string;
  /** Which meeting of its series, from 1. */
  ordinal?: number;
  place?: Place;
  parties: PartyCode[];
  /** The leading one first. */
  themes: string[];
  /** Id of the earlier event that it follows up. */
  follows?: string;
  summary?: string;
  note?: string;
  instruments?: string[];
  delegations?: Delegation[];
  commitments?: Commitment[];
  sources?: Source[];
}

/** A text or a list of texts; within a list any may hold. */
type Words = string | readonly string[];

/** What an address says, by the names that it has there; what is left out is as on the start page. */
export interface ViewLike {
  /** Path within the site: "/", "/event/…", "/es/party/MX". */
  path?: string;
  theme?: Words;
  party?: Words;
  among?: Words;
  kind?: EventKind | readonly EventKind[];
  form?: Words;
  status?: Words;
  standing?: boolean;
  primary?: boolean;
  q?: string;
  /** A year, month or day. */
  from?: Edtf | number;
  to?: Edtf | number;
  group?: "mechanism" | "party" | "theme" | "region";
  sort?: "count" | "recent" | "first" | "name";
  view?: "timeline" | "table";
  /** Longitude, latitude and zoom of the map: "12.5,48,4". */
  at?: string;
  embed?: boolean;
}

/** The present view. It can be changed and opened again; `address` is not read back. */
export interface View extends ViewLike {
  address: string;
  path: string;
  theme: string[];
  party: PartyCode[];
  among: PartyCode[];
  kind: EventKind[];
  form: string[];
  status: string[];
  standing: boolean;
  primary: boolean;
  q: string;
  group: "mechanism" | "party" | "theme" | "region";
  sort: "count" | "recent" | "first" | "name";
  view: "timeline" | "table";
  embed: boolean;
}

/** How a record of one's own is taken. */
export interface LoadOptions {
  /** What the page calls it; else a file's own name. The ending ".csv", ".tsv", ".json" or ".toml" says its form, else its text does. */
  name?: string;
  /** Whether it is there again when the page is loaded anew, on this device. Not if left out; what was kept before stays then. */
  keep?: boolean;
  /** Whether it is shown beside ours, marked, not in the place of it. What has an id of ours is left out then. */
  join?: boolean;
}

/** Something that was wrong with a record. */
export interface Problem {
  /** In the text, from 1; of an object, in `JSON.stringify(record, null, 1)`. */
  line?: number;
  /** Field or column. */
  field?: string;
  /** What is wrong, in the language of the page. */
  fault: string;
  /** What to do about it. */
  mend: string;
  /** Whether an event or a mechanism was left out for it. */
  left_out: boolean;
}

/** What became of a record. */
export interface Loaded {
  /** How many of it are shown. If none was good, what was shown before stays. */
  mechanisms: number;
  events: number;
  mechanisms_left_out: number;
  events_left_out: number;
  /** How many problems there were. */
  problem_count: number;
  /** The first of them, at most 400; those first that left something out. */
  problems: Problem[];
}

export interface Entente {
  /** Fulfilled once summaries and sources are there; rejected if they could not be fetched. */
  readonly ready: Promise<void>;
  /** The events that pass a filter, in order of date; all without one. Throws an `Error` that names what is unknown. */
  readonly query: (filter?: ViewLike | string) => EntenteEvent[];
  /** An event by its id. Throws an `Error` if there is none. */
  readonly event: (id: string) => EntenteEvent;
  /** What is shown. */
  readonly view: () => View;
  /** Shows something else, as following a link does. Throws an `Error` that names what is unknown. */
  readonly open: (target: ViewLike | string) => void;
  /**
   * Shows a record of one's own in the place of ours, or beside it: JSON, TOML or CSV as text, a `Blob` or `File` of it, or an object in the
   * shape of record.json. Nothing of it leaves the browser. Rejected with an `Error` if it could not be looked at, if another
   * record is loaded in between, or if the reader ends the load; what is shown stays then.
   */
  readonly load: (record: string | Blob | object, options?: LoadOptions) => Promise<Loaded>;
  /** Shows ours again, at once; fulfilled once its summaries and sources are there. What is kept on the device stays. */
  readonly reset: () => Promise<void>;
}

declare global {
  interface Window {
    readonly entente: Entente;
  }
}
