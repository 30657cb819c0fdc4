// Dragging moves the chart in time, the wheel with a key held zooms, a double click returns.
const DRAG = 4;
const LEAST_DAYS = 7;

const clamped = ([first, last], [least, most]) => {
  const span = Math.max(LEAST_DAYS * DAY, Math.min(last - first, most - least));
  const start = Math.min(Math.max(first, least), most - span);
  return [start, start + span];
};

const commitWindow = (store, [first, last]) =>
  store.set({ from: isoDay(Math.round(first / DAY) * DAY), to: isoDay(Math.round(last / DAY) * DAY - DAY) });

const zoomed = ([first, last], factor, middle = (first + last) / 2) => [
  middle - (middle - first) * factor,
  middle + (last - middle) * factor,
];

const startMoving = (report, store, lanes) => {
  const box = byId("chart-lanes");
  const { view } = lanes;
  let drag = null;
  let pending = null;
  const look = onceAFrame(() => pending && view.signal("first", pending[0]).signal("last", pending[1]).run());
  const preview = (range) => {
    pending = clamped(range, report.meta.full);
    look();
  };
  // What is chosen at once overrules a move that still waits to be taken over.
  const choose = (range) => {
    pending = null;
    commitWindow(store, range);
  };
  const commit = () => pending && choose(pending);

  box.addEventListener("pointerdown", (event) => {
    if (event.button === 0) drag = { x: event.clientX, range: lanes.window, moved: false, id: event.pointerId };
  });
  box.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const way = event.clientX - drag.x;
    if (!drag.moved && Math.abs(way) < DRAG) return;
    if (!drag.moved) box.setPointerCapture(drag.id);
    drag.moved = true;
    const [first, last] = drag.range;
    const shift = (way / (chartWidth("lanes") - PADDING)) * (last - first);
    preview([first - shift, last - shift]);
  });
  const release = () => {
    if (drag && drag.moved) {
      lanes.wasDragged = true;
      setTimeout(() => (lanes.wasDragged = false));
      commit();
    }
    drag = null;
  };
  box.addEventListener("pointerup", release);
  box.addEventListener("pointercancel", release);

  const commitSoon = debounced(commit, 160);
  box.addEventListener(
    "wheel",
    (event) => {
      if (!(event.ctrlKey || event.metaKey || event.shiftKey)) return;
      event.preventDefault();
      const [first, last] = pending || lanes.window;
      const middle = first + ((event.clientX - box.getBoundingClientRect().left) / (chartWidth("lanes") - PADDING)) * (last - first);
      preview(zoomed([first, last], Math.exp((event.deltaY || event.deltaX) / 500), middle));
      commitSoon();
    },
    { passive: false },
  );
  const allTime = () => {
    pending = null;
    store.set({ from: "", to: "" });
  };
  box.addEventListener("dblclick", allTime);

  const steps = { "zoom-in": (r) => zoomed(r, 0.5), "zoom-out": (r) => zoomed(r, 2) };
  steps.earlier = ([a, b]) => [a - (b - a) / 2, b - (b - a) / 2];
  steps.later = ([a, b]) => [a + (b - a) / 2, b + (b - a) / 2];
  for (const [id, step] of Object.entries(steps)) {
    byId(id).addEventListener("click", () => choose(clamped(step(pending || lanes.window), report.meta.full)));
  }
  byId("reset").addEventListener("click", allTime);
  byId("all-time").addEventListener("click", () => choose(report.meta.full));
};
