const showCounts = (report, found) => {
  const dated = report.events.filter((event) => event.isDated).length;
  const all = report.events.length;
  const shown = found.dated.length + found.undated.length;
  const text = shown === all ? `All ${counted(all, "event")}` : `${number(shown)} of ${counted(all, "event")}`;
  const undated = found.undated.length ? ` (${number(found.undated.length)} undated)` : "";
  byId("shown").textContent = text + undated;
  byId("events-number").textContent = found.dated.length === dated ? number(dated) : `${number(found.dated.length)} of ${number(dated)}`;
  byId("none-shown").hidden = found.dated.length > 0;
  byId("view-number").textContent = counted(shown, "event");
};

const startLists = (report, store) => {
  const dated = new EventList(report, byId("events"), "Events");
  dated.sortable(store);
  const undated = byId("undated") ? new EventList(report, byId("undated"), "Undated events") : null;
  return [dated, undated].filter(Boolean);
};

// Shows an event wherever it is; filters that hide it are taken off.
const reveal = (report, store, lists, id) => {
  if (!report.byId.has(id)) return;
  if (!lists.some((shown) => shown.has(id))) store.replace({ ...emptyState(), sort: store.state.sort, event: id });
  else {
    store.state.event = id;
    store.remember();
  }
  lists.find((shown) => shown.has(id)).reveal(id);
};

const startLinks = (show, store) => {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-event], [data-filter]");
    if (!link) return;
    event.preventDefault();
    if (link.dataset.event) show(link.dataset.event);
    else {
      store.replace(readState(link.dataset.filter));
      byId("events-title").scrollIntoView();
    }
  });
};

const start = async () => {
  startTheme();
  const report = await loadReport();
  const store = new Store();
  report.tooltip = startTooltip(report);
  const lists = startLists(report, store);
  let found = null;
  const drawing = [];
  const show = (id) => reveal(report, store, lists, id);
  const showLists = (state) => {
    found = filtered(report, state);
    lists[0].show(sorted(found.dated, state.sort));
    lists[0].showOrder(state.sort);
    if (lists[1]) lists[1].show(found.undated);
    if (lists[1]) byId("undated-none").hidden = found.undated.length > 0;
    showCounts(report, found);
  };
  store.listen(showLists);
  store.listen((state) => {
    for (const draw of drawing) draw(state);
    if (state.event) show(state.event);
  });
  startFacets(report, store);
  startDownloads(report, () => [...found.dated, ...found.undated]);
  startMore(report);
  startLinks(show, store);
  startPrinting(lists);
  showLists(store.state);
  await startCharts(report, store, show, drawing, () => found);
  if (store.state.event) show(store.state.event);
  if (window.requestIdleCallback) prepareWords(report);
};

const startCharts = async (report, store, show, drawing, found) => {
  const names = ["overview", "lanes", "density", "actors"];
  if (!report.events.some((event) => event.isDated)) {
    byId("chart-none").hidden = false;
    document.documentElement.dataset.chart = "drawn";
    return;
  }
  const [overview, lanesView, density, actors] = await Promise.all(names.map((name) => embedChart(name, report)));
  const lanes = new Lanes(report, lanesView);
  const brush = new Overview(report, overview, store);
  const trends = new Trends(report, density, actors);
  drawing.push(
    (state) => lanes.draw(found().dated, state),
    (state) => brush.draw(found().anyTime, state),
    (state) => trends.draw(found().dated, state),
  );
  for (const draw of drawing) await draw(store.state);
  const cell = (datum) => ({ from: isoDay(datum.x), to: isoDay(datum.x2 - DAY) });
  lanesView.addEventListener("click", (_, item) => {
    if (lanes.wasDragged || !item || !item.datum) return;
    if (report.byId.has(item.datum.event_id)) show(item.datum.event_id);
    else if (item.datum.share) store.set({ ...cell(item.datum), category: [item.datum.category] });
  });
  density.addEventListener("click", (_, item) => item && item.datum && item.datum.share && store.set({ ...cell(item.datum), category: [item.datum.id] }));
  actors.addEventListener("click", (_, item) => item && item.datum && item.datum.actor && store.set({ actor: item.datum.name }));
  startMoving(report, store, lanes);
  const redraw = onceAFrame(() => drawing.forEach((draw) => draw(store.state)));
  new ResizeObserver(redraw).observe(byId("chart-lanes"));
  document.documentElement.dataset.chart = "drawn";
};

start();
