const MOST_ACTORS = 12;
const TREND_ROW = 25;
const LET_GO = 20;
// Vega looks names up in a plain object, where an actor called "constructor" would be found before it was put.
const UNSEEN = "\u200b";

class Overview {
  constructor(report, view, store) {
    this.report = report;
    this.view = view;
    this.store = store;
    this.isShowing = false;
    this.brushed = null;
    view.addSignalListener("brush", (_, brush) => {
      if (!this.isShowing) this.brushed = { range: brush.x };
    });
    // The filters follow when the brush is let go; Vega has then taken in its last move.
    const letGo = () => setTimeout(() => this.brushed && this.take(this.brushed.range), LET_GO);
    addEventListener("pointerup", letGo);
    byId("chart-overview").addEventListener("dblclick", letGo);
  }

  take(range) {
    this.brushed = null;
    if (range && range[1] - range[0] >= 2 * (this.report.meta.full[1] - this.report.meta.full[0]) / chartWidth("overview")) {
      commitWindow(this.store, [Number(range[0]), Math.max(Number(range[1]), Number(range[0]) + DAY)]);
    } else this.store.set({ from: "", to: "" });
  }

  async draw(events, state) {
    const { view, report } = this;
    const [first, last] = report.meta.full;
    const width = chartWidth("overview");
    const period = periodFor(first, last, width / 6);
    const columns = (members) =>
      countBy(members, period, () => [""]).counts.map(({ x, x2, count }) => {
        const gap = (x2 - x) * 0.12;
        return { x: Math.max(x + gap, first), x2: Math.min(x2 - gap, last), count, base: 0 };
      });
    if (width !== this.width) give(view, { all: columns(report.events.filter((event) => event.isDated)) });
    this.width = width;
    give(view, { found: columns(events) });
    this.isShowing = true;
    await view.signal("first", first).signal("last", last).width(width).runAsync();
    const range = windowOf(report, state);
    const isAll = range[0] <= first && range[1] >= last;
    const scale = view.scale("x");
    const places = isAll ? [] : clampedPlaces(range.map(scale), scale.range());
    await view.signal("brush_x_1", places).runAsync();
    this.isShowing = false;
  }
}

const clampedPlaces = (places, [least, most]) => places.map((place) => Math.min(Math.max(place, least), most));

class Trends {
  constructor(report, density, actors) {
    this.report = report;
    this.density = density;
    this.actors = actors;
  }

  draw(dated, state) {
    const range = windowOf(this.report, state);
    const shown = dated.filter((event) => event.end > range[0] && event.start < range[1]);
    this.drawDensity(shown, range);
    this.drawActors(shown, range);
  }

  fit(view, name, [first, last], rows) {
    view.signal("first", first).signal("last", last).width(chartWidth(name)).height(TREND_ROW * Math.max(1, rows)).run();
  }

  drawDensity(shown, [first, last]) {
    const { categories } = this.report.meta;
    const period = periodFor(first, last, Math.max(24, chartWidth("density") / 7), "month");
    const { counts, left } = countBy(shown, period, (event) => [event.category]);
    const most = mostOf(counts);
    const fields = counts.map(({ x, x2, key, count }) => {
      const { name, colour } = categories[key];
      const label = `${name}: ${counted(count, "event")} ${periodShown(period, x)}`;
      return { x, x2, id: key, category: shortened(plainWords(name), 30), colour, share: share(count, most), label };
    });
    give(this.density, { fields });
    this.fit(this.density, "density", [first, last], new Set(fields.map(({ id }) => id)).size);
    byId("density-period").textContent = period.name;
    byId("density-note").textContent = [leftOut(left, period), most > 1 ? `The darkest field has ${counted(most, "event")}` : ""]
      .filter(Boolean)
      .map((text) => `${text}.`)
      .join(" ");
  }

  drawActors(shown, [first, last]) {
    const period = periodFor(first, last, Math.max(24, chartWidth("actors") / 14), "month");
    const totals = tally(shown, (event) => event.actors);
    const top = new Map(totals.slice(0, MOST_ACTORS));
    const { counts, left } = countBy(shown, period, (event) => event.actors.filter((name) => top.has(name)));
    const circles = counts.map(({ x, x2, key, count }) => {
      const label = `${shortened(plainWords(key), 60)}: ${counted(count, "event")} ${periodShown(period, x)}`;
      return { x: (x + x2) / 2, actor: UNSEEN + shortened(plainWords(key), 30), name: key, count, total: top.get(key), label };
    });
    give(this.actors, { circles });
    this.fit(this.actors, "actors", [first, last], top.size);
    const rest = totals.length - top.size;
    byId("actors-none").hidden = totals.length > 0;
    byId("chart-actors").hidden = !totals.length;
    byId("actors-note").textContent = [rest > 0 ? `${counted(rest, "other actor")} with fewer events` : "", leftOut(left, period)]
      .filter(Boolean)
      .map((text) => `${text}.`)
      .join(" ");
  }
}
