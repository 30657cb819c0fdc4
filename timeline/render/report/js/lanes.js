const CANCELLED = "#8a94a3";
const BAR_HALF = 0.29;
const LABEL_GAP = MARK + 4;
const MARKS_A_PIXEL = 0.55;

const markRecord = (report, item, band) => {
  const { event } = item;
  const hollow = ["planned", "proposed", "cancelled"].includes(event.status);
  const y = band.first + item.lane + 0.5;
  return {
    event_id: event.id,
    label: `${shortened(event.title, 300)}, ${event.shown}`,
    x: item.isDay ? event.start + DAY / 2 : event.start,
    x2: event.end,
    y,
    y1: y - BAR_HALF,
    y2: y + BAR_HALF,
    state: event.status,
    colour: event.status === "cancelled" ? CANCELLED : report.meta.categories[event.category].colour,
    fill: hollow ? 0.06 : event.isFaded ? 0.3 : 0.92,
    stroke: event.isFaded ? 0.55 : 1,
  };
};

const labelRecord = (item, band, scale) => {
  const { event, label } = item;
  const left = label.side === "left";
  const edge = left ? Math.max(event.start, scale.first) : Math.min(event.end, scale.last);
  const moment = item.isDay ? event.start + DAY / 2 : edge;
  const gap = (item.isDay ? LABEL_GAP : LABEL_GAP - MARK) * scale.pixel;
  return { text: label.text, x: left ? moment - gap : moment + gap, y: band.first + item.lane + 0.5 };
};

const markSets = (report, layout, scale) => {
  const sets = { spans: [], spans_proposed: [], days: [], days_proposed: [], labels_left: [], labels_right: [], cells: [] };
  for (const band of layout.bands) {
    for (const item of band.items) {
      const kind = (item.isDay ? "days" : "spans") + (item.event.status === "proposed" ? "_proposed" : "");
      sets[kind].push(markRecord(report, item, band));
      if (item.label) sets[`labels_${item.label.side}`].push(labelRecord(item, band, scale));
    }
  }
  return { ...sets, strikes: sets.spans.filter(({ state }) => state === "cancelled") };
};

const cellSets = (report, layout, period) => {
  const empty = { spans: [], spans_proposed: [], days: [], days_proposed: [], labels_left: [], labels_right: [], strikes: [] };
  const most = Math.max(...layout.bands.map((band) => mostOf(band.counts)));
  const cells = layout.bands.flatMap((band) => {
    const { name, colour } = report.meta.categories[band.category];
    return band.counts.map(({ x, x2, count }) => ({
      x,
      x2,
      y1: band.first,
      y2: band.first + 1.2,
      colour,
      share: share(count, most),
      category: band.category,
      label: `${name}: ${counted(count, "event")} ${periodShown(period, x)}`,
    }));
  });
  return { ...empty, cells };
};

const groundSets = (report, layout, scale) => {
  const { as_of: asOf, as_of_shown: shown, categories } = report.meta;
  const day = asOf ? dayTime(asOf) : NaN;
  const marked = day >= scale.first && day < scale.last;
  const half = (textWidth(`as of ${shown}`) / 2) * scale.pixel;
  const words = Math.min(Math.max(day, scale.first + half), scale.last - half);
  const headings = layout.bands.map((band) => ({
    text: `${shortened(plainWords(categories[band.category].name), 40)} (${number(band.members.length)})`,
    y: band.top + 0.6,
    colour: categories[band.category].colour,
  }));
  return {
    bands: layout.bands.map(({ top, bottom }) => ({ y: top, y2: bottom })),
    headings,
    heading_signs: headings,
    to_come: marked ? [{ x: day + DAY, x2: scale.last, y: 0.8, y2: layout.rows }] : [],
    as_of: marked ? [{ x: day, y: 0.8, y2: layout.rows }] : [],
    as_of_text: marked ? [{ x: words, y: 0.4, text: `as of ${shown}` }] : [],
  };
};

class Lanes {
  constructor(report, view) {
    this.report = report;
    this.view = view;
  }

  // `dated` are the events that pass all filters.
  draw(dated, state) {
    const { report } = this;
    const width = chartWidth("lanes");
    const [first, last] = windowOf(report, state);
    const plot = width - PADDING;
    const scale = { first, last, pixel: (last - first) / plot };
    const at = (time) => (time - first) / scale.pixel;
    const shown = dated.filter((event) => event.end > first && event.start < last);
    const layout = shown.length <= this.mostMarks(width) ? arranged(shown, report.meta, at, plot) : null;
    const [drawn, sets, note] = layout ? [layout, markSets(report, layout, scale), ""] : this.counts(shown, first, last, plot);
    give(this.view, { ...groundSets(report, drawn, scale), ...sets });
    this.view.signal("first", first).signal("last", last).signal("rows", drawn.rows);
    this.view.width(width).height(Math.max(2.5, drawn.rows) * laneHeight(drawn.rows)).run();
    this.tell(dated, shown, note);
    this.window = [first, last];
  }

  mostMarks(width) {
    return Math.max(150, Math.min(650, Math.floor(MARKS_A_PIXEL * width)));
  }

  counts(shown, first, last, width) {
    const period = periodFor(first, last, width / 13);
    const rowsOf = (members) => ({ rows: 1.3, ...countBy(members, period, () => [""]) });
    const layout = inBands(shown, this.report.meta, rowsOf);
    const left = layout.bands.reduce((sum, band) => sum + band.left, 0);
    const note = [
      `${counted(shown.length, "event")} are too many for single marks here: they are counted by ${period.name}. Zoom in or filter to see each`,
      leftOut(left, period),
    ];
    return [layout, cellSets(this.report, layout, period), note.filter(Boolean).join(". ")];
  }

  tell(dated, shown, note) {
    const outside = dated.length - shown.length;
    const notes = [note, outside ? `${counted(outside, "event")} outside this stretch of time ${outside === 1 ? "is" : "are"} not on the chart` : ""];
    byId("chart-note").textContent = notes.filter(Boolean).map((text) => `${text}.`).join(" ");
    byId("chart-none").hidden = shown.length > 0;
    byId("all-time").hidden = !outside;
    document.documentElement.dataset.shows = note ? "density" : "marks";
  }
}
