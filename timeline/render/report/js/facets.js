const MOST_SUGGESTIONS = 300;

const tally = (events, valuesOf) => {
  const counts = new Map();
  for (const event of events) for (const value of valuesOf(event)) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
};

const fillSelect = (id, choices) => {
  for (const [value, text] of choices) byId(id).append(make("option", { value }, text));
};

const NARROW = "(max-width: 48rem)";

const startFacets = (report, store) => {
  byId("filter-box").open = !matchMedia(NARROW).matches;
  matchMedia(NARROW).addEventListener("change", ({ matches }) => (byId("filter-box").open = !matches));
  const { events, meta } = report;
  const fields = { q: "filter-text", actor: "filter-actor", country: "filter-country", publisher: "filter-publisher" };
  Object.assign(fields, { confidence: "filter-confidence", change: "filter-change", from: "filter-from", to: "filter-to" });
  const texts = new Set(["q", "actor"]);

  const toggles = (name, labels) => {
    const counts = new Map(tally(events, (event) => [event[name]]));
    for (const [value, label] of labels) {
      if (!counts.has(value)) continue;
      const hue = name === "category" ? meta.categories[value].colour : null;
      const attributes = { type: "button", class: `toggle ${name}`, "aria-pressed": "false", "data-value": value, hue };
      const button = make("button", attributes, told(label), make("small", {}, number(counts.get(value))));
      button.addEventListener("click", () => store.toggle(name, value));
      byId(`filter-${name}`).append(button);
    }
  };
  toggles("category", Object.entries(meta.categories).map(([id, { name }]) => [id, name]));
  toggles("status", [
    ...Object.entries(meta.statuses),
    ...tally(events, (event) => (meta.statuses[event.status] ? [] : [event.status])).map(([value]) => [value, value]),
  ]);

  const choices = (valuesOf, shown) => tally(events, valuesOf).map(([value, count]) => [value, `${shown(value)} · ${number(count)}`]);
  fillSelect("filter-country", choices((event) => event.countries, countryShown));
  fillSelect("filter-publisher", choices((event) => event.publishers, (name) => name));
  fillSelect("filter-change", choices((event) => [...event.changes], (name) => name));
  for (const [name] of tally(events, (event) => event.actors).slice(0, MOST_SUGGESTIONS)) {
    byId("actors").append(make("option", { value: name }));
  }
  byId("filter-change").closest("label").hidden = byId("filter-change").options.length < 2;

  for (const [name, id] of Object.entries(fields)) {
    const field = byId(id);
    const take = () => store.set({ [name]: field.value.trim() });
    field.addEventListener(texts.has(name) ? "input" : "change", texts.has(name) ? debounced(take, 120) : take);
  }
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("sort").addEventListener("change", () => store.set({ sort: byId("sort").value }));

  const show = (state) => {
    for (const [name, id] of Object.entries(fields)) {
      const field = byId(id);
      if (field !== document.activeElement || field.value.trim() !== state[name]) field.value = state[name];
    }
    for (const name of MANY) {
      for (const button of byId(`filter-${name}`).children) {
        button.setAttribute("aria-pressed", String(state[name].includes(button.dataset.value)));
      }
    }
    byId("sort").value = state.sort;
    showActive(report, store);
  };
  store.listen(show);
  show(store.state);
};

// One button for each filter that is set; pressing it takes the filter off.
const showActive = (report, store) => {
  const { state } = store;
  const { meta } = report;
  const active = [
    ...state.category.map((value) => [(meta.categories[value] || { name: value }).name, () => store.toggle("category", value)]),
    ...state.status.map((value) => [meta.statuses[value] || value, () => store.toggle("status", value)]),
  ];
  const one = (name, text) => {
    if (state[name]) active.push([text, () => store.set({ [name]: "" })]);
  };
  one("q", `“${state.q}”`);
  one("actor", `actor: ${state.actor}`);
  one("country", countryShown(state.country));
  one("publisher", state.publisher);
  one("confidence", `confidence from ${state.confidence}`);
  one("change", state.change);
  if (state.from || state.to) {
    const text = [state.from && `from ${shownDay(state.from)}`, state.to && `to ${shownDay(state.to)}`];
    active.push([text.filter(Boolean).join(" "), () => store.set({ from: "", to: "" })]);
  }
  const buttons = active.map(([text, remove]) => {
    const button = make("button", { type: "button", class: "active", "aria-label": `Remove filter ${text}` }, told(text));
    button.addEventListener("click", remove);
    return button;
  });
  if (active.length) {
    const clear = make("button", { type: "button", class: "clear" }, "Clear all");
    clear.addEventListener("click", () => store.replace({ ...emptyState(), sort: state.sort }));
    buttons.push(clear);
  }
  byId("active").replaceChildren(...buttons);
};
