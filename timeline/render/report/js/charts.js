const FAINTEST = 0.18;
const NARROWEST = 260;
const ERRORS_ONLY = 1;
const PADDING = 26;

const startTooltip = (report) => {
  const tip = byId("tooltip");
  const place = (event) => {
    const { clientWidth, clientHeight } = document.documentElement;
    const box = tip.getBoundingClientRect();
    const left = Math.min(event.clientX + 14, clientWidth - box.width - 8);
    const below = event.clientY + 18;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${below + box.height < clientHeight ? below : Math.max(8, event.clientY - box.height - 14)}px`;
  };
  return (_, pointer, item, value) => {
    tip.hidden = !value;
    if (!value) return;
    const event = item.datum && report.byId.get(item.datum.event_id);
    tip.replaceChildren(...(event ? eventTip(report, event) : [told(item.datum.label)]));
    place(pointer);
  };
};

const eventTip = (report, event) => {
  const get = (column) => report.tables.timeline.get(column, event.row);
  const reports = [counted(event.documents, "document"), counted(Number(get("publisher_count") || 0), "publisher")];
  const quote = shortened(get("best_quote").slice(0, 1000).replace(/\s+/g, " "), 260);
  return [
    make("strong", {}, told(shortened(event.title, 160))),
    make("span", { class: "when" }, told(event.shown)),
    make("span", { class: "chips" }, ...chipsOf(report.meta, event)),
    quote ? make("q", {}, told(quote)) : null,
    make("small", {}, `${reports.join(", ")} · click for the evidence`),
  ].filter(Boolean);
};

// Vega gives every group of marks a role, and some no name, which screen readers then miss.
const named = (spec) => {
  for (const mark of spec.marks) {
    if (mark.name && mark.name.startsWith("brush")) mark.aria = false;
    else if (mark.aria !== false) mark.description = (mark.name || "marks").replace(/_marks$/, "").replaceAll("_", " ");
  }
  return spec;
};

const embedChart = async (name, report) => {
  const spec = JSON.parse(byId(`spec-${name}`).textContent);
  // Warnings would tell of the moment before the charts have their events.
  const options = { renderer: "svg", actions: false, ast: true, tooltip: report.tooltip, logLevel: ERRORS_ONLY, patch: named };
  const { view } = await vegaEmbed(`#chart-${name}`, spec, options);
  return view;
};

const chartWidth = (name) => Math.max(NARROWEST, Math.floor(byId(`chart-${name}`).clientWidth));

const give = (view, sets) => {
  for (const [name, records] of Object.entries(sets)) view.data(name, records);
};

// The stretch of time in view: what is filtered for, else what the page opens with.
const windowOf = (report, state) => {
  const { home } = report.meta;
  let first = state.from ? dayTime(state.from) : home[0];
  let last = state.to ? dayTime(state.to) + DAY : home[1];
  if (first >= last) [first, last] = state.to ? [last - 30 * DAY, last] : [first, first + 30 * DAY];
  return [first, last];
};

const share = (count, most) => Math.round(1000 * (FAINTEST + (1 - FAINTEST) * Math.sqrt(count / most))) / 1000;
const mostOf = (counts) => counts.reduce((most, { count }) => Math.max(most, count), 1);
