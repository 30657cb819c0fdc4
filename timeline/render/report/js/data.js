const DAY = 86400000;
const byId = (id) => document.getElementById(id);

class Table {
  constructor(name, raw, strings) {
    this.name = name;
    this.length = raw.length;
    this.kinds = raw.kinds;
    this.columns = raw.columns;
    this.strings = strings;
  }

  get(column, row) {
    return this.strings[this.columns[column][row]];
  }

  rowsBy(column) {
    const found = new Map();
    for (let row = 0; row < this.length; row += 1) {
      const key = this.get(column, row);
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(row);
    }
    return found;
  }
}

const inflated = async (text) => {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
};

const loadTables = async () => {
  const element = byId("data");
  const text = element.dataset.packing ? await inflated(element.textContent) : element.textContent;
  const { strings, tables } = JSON.parse(text);
  return Object.fromEntries(Object.entries(tables).map(([name, raw]) => [name, new Table(name, raw, strings)]));
};

const dayTime = (iso) => Date.parse(iso + "T00:00:00Z");
const isoDay = (time) => new Date(time).toISOString().slice(0, 10);
const list = (text) => (text ? text.split("; ") : []);

const eventOf = (timeline, row) => {
  const get = (column) => timeline.get(column, row);
  const start = get("date_start") ? dayTime(get("date_start")) : NaN;
  return {
    row,
    id: get("event_id"),
    title: get("title"),
    shown: get("date_shown"),
    category: get("category"),
    status: get("status"),
    start,
    end: get("date_end") ? dayTime(get("date_end")) + DAY : NaN,
    isDated: !Number.isNaN(start),
    isWithin: get("extent") === "within",
    isFaded: get("extent") === "within" || get("approximate") === "true",
    actors: list(get("actors")),
    countries: list(get("countries")),
    publishers: list(get("publishers")),
    confidence: get("confidence") ? Number(get("confidence")) : NaN,
    rank: get("rank") ? Number(get("rank")) : Infinity,
    documents: Number(get("document_count") || 0),
    change: get("change"),
    words: "",
  };
};

const byDate = (a, b) =>
  a.isDated && b.isDated
    ? a.start - b.start || a.end - b.end || a.rank - b.rank || (a.id < b.id ? -1 : 1)
    : Number(b.isDated) - Number(a.isDated) || a.rank - b.rank || (a.id < b.id ? -1 : 1);

const loadReport = async () => {
  const meta = JSON.parse(byId("meta").textContent);
  // What a document calls "constructor" is not to be found where nobody put it.
  for (const known of [meta.categories, meta.statuses, meta.bases, meta.dates]) Object.setPrototypeOf(known, null);
  const tables = await loadTables();
  const events = Array.from({ length: tables.timeline.length }, (_, row) => eventOf(tables.timeline, row)).sort(byDate);
  const mentions = tables.mentions.rowsBy("event_id");
  const changes = tables.changes.rowsBy("event_id");
  for (const event of events) {
    event.changes = new Set((changes.get(event.id) || []).map((row) => tables.changes.get("change", row)));
  }
  return { meta, tables, events, mentions, changes, byId: new Map(events.map((event) => [event.id, event])) };
};
