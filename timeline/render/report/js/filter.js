const wordsOf = (report, event) => {
  if (!event.words) {
    const { timeline, mentions } = report.tables;
    const own = ["title", "date_shown", "actors", "place", "publishers", "note", "tags", "event_id"];
    const told = ["quote", "document_id", "title"];
    event.words = [
      ...own.map((column) => timeline.get(column, event.row)),
      ...event.countries.map(countryShown),
      ...(report.mentions.get(event.id) || []).flatMap((row) => told.map((column) => mentions.get(column, row))),
    ]
      .join("\n")
      .toLowerCase();
  }
  return event.words;
};

// Put together while nobody waits for them, so that the first search is as quick as the others.
const prepareWords = (report, from = 0) => {
  requestIdleCallback((deadline) => {
    let at = from;
    while (at < report.events.length && deadline.timeRemaining() > 2) wordsOf(report, report.events[at++]);
    if (at < report.events.length) prepareWords(report, at);
  });
};

const holds = (values, wanted) => values.some((value) => value.toLowerCase().includes(wanted));

// What each filter asks of an event; a filter that is not set asks nothing.
const tests = (report, state) => {
  const found = [];
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  const actor = state.actor.toLowerCase();
  const least = Number(state.confidence);
  if (state.category.length) found.push((event) => state.category.includes(event.category));
  if (state.status.length) found.push((event) => state.status.includes(event.status));
  if (state.country) found.push((event) => event.countries.includes(state.country));
  if (state.publisher) found.push((event) => event.publishers.includes(state.publisher));
  if (actor) found.push((event) => holds(event.actors, actor));
  if (least) found.push((event) => event.confidence >= least);
  if (state.change) found.push((event) => event.changes.has(state.change));
  if (words.length) found.push((event) => words.every((word) => wordsOf(report, event).includes(word)));
  return found;
};

const inTime = (state) => {
  const from = state.from ? dayTime(state.from) : -Infinity;
  const to = state.to ? dayTime(state.to) + DAY : Infinity;
  return (event) => event.end > from && event.start < to;
};

// `anyTime` are the dated events that fit but for their days, `dated` those that also fit by them.
const filtered = (report, state) => {
  const asked = tests(report, state);
  const fitting = report.events.filter((event) => asked.every((test) => test(event)));
  const anyTime = fitting.filter((event) => event.isDated);
  return { anyTime, dated: anyTime.filter(inTime(state)), undated: fitting.filter((event) => !event.isDated) };
};

const SORTS = {
  __proto__: null,
  date: byDate,
  title: (a, b) => a.title.localeCompare(b.title, "en"),
  category: (a, b) => (a.category < b.category ? -1 : Number(a.category > b.category)),
  reports: (a, b) => a.documents - b.documents,
  confidence: (a, b) => (a.confidence || 0) - (b.confidence || 0),
  importance: (a, b) => a.rank - b.rank,
};

// Events come by date.
const sorted = (events, order) => {
  if (!order) return events;
  const name = order.replace(/^-/, "");
  const compare = SORTS[name] || byDate;
  const sign = order.startsWith("-") ? -1 : 1;
  return [...events].sort((a, b) => sign * compare(a, b) || byDate(a, b));
};
