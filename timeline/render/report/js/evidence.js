// What an opened row shows: the sentences it rests on, how its date was read, what belongs to it, what became of it.
const markedQuote = (mentions, row) => {
  const letters = Array.from(mentions.get("quote", row));
  const roles = letters.map(() => "");
  const base = mentions.get("quote_start", row);
  for (const [name, role] of [["trigger", "trigger"], ["date_text", "date"]]) {
    const ends = [mentions.get(`${name}_start`, row), mentions.get(`${name}_end`, row)];
    if (base === "" || ends.includes("")) continue;
    const [start, end] = ends.map((end) => Number(end) - Number(base));
    if (start < 0 || end > letters.length) continue;
    for (let i = start; i < end; i += 1) roles[i] = `${roles[i]} ${role}`.trim();
  }
  const pieces = [];
  letters.forEach((letter, i) => {
    if (i && roles[i] === roles[i - 1]) pieces.at(-1).text += letter;
    else pieces.push({ text: letter, role: roles[i] });
  });
  return pieces.map(({ text, role }) => (role ? make("mark", { class: role }, text) : text));
};

const derivation = (report, mentions, row) => {
  const get = (column) => mentions.get(column, row);
  const basis = report.meta.bases[get("date_basis")] || get("date_basis");
  const from = ["relative", "event-relative", "duration", "dct"].includes(get("date_basis")) && get("published");
  const parts = [
    get("date_text") && `“${get("date_text")}”`,
    basis,
    from && `published ${shownDay(get("published"))}`,
    get("date_rule") && `rule ${get("date_rule")}`,
  ];
  const reasons = parts.filter(Boolean).join(", ");
  return reasons ? `${get("date_shown")} ← ${reasons}` : get("date_shown");
};

const sourceLine = (mentions, row) => {
  const get = (column) => mentions.get(column, row);
  const [id, url] = [get("document_id"), get("url")];
  const target = { href: url, rel: "noopener noreferrer", target: "_blank" };
  return make(
    "p",
    { class: "source" },
    told(get("publisher") || "unknown publisher"),
    `, ${shownDay(get("published")) || "no publication date"} · `,
    WEB_ADDRESS.test(url) ? make("a", target, told(id)) : told(id),
    get("page") ? ` · page ${get("page")}` : "",
  );
};

const figureOf = (report, row) => {
  const { mentions } = report.tables;
  const get = (column) => mentions.get(column, row);
  const status = report.meta.statuses[get("status")] || get("status");
  const quote = get("quote") ? make("bdi", {}, ...markedQuote(mentions, row)) : "no sentence";
  return make(
    "figure",
    { class: "evidence" },
    make("blockquote", {}, quote),
    make(
      "figcaption",
      {},
      sourceLine(mentions, row),
      factList([
        ["Date", derivation(report, mentions, row)],
        ["Status here", status],
        ["Announced on", shownDay(get("announced_on"))],
        ["Note", get("date_note")],
      ]),
    ),
  );
};

const eventLink = (report, id) => {
  const event = report.byId.get(id);
  if (!event) return make("span", {}, told(id), " (not in this report)");
  return make("a", { href: `#event=${encodeURIComponent(id)}`, "data-event": id }, told(event.title));
};

const relatedList = (report, event) => {
  const related = list(report.tables.timeline.get("related_events", event.row)).map((text) => {
    const [, id, kind] = /^(.*?)(?: \(([^()]*)\))?$/.exec(text);
    const other = report.byId.get(id);
    return make("li", {}, kind ? make("em", {}, told(kind), ": ") : null, eventLink(report, id), other ? `, ${other.shown}` : "");
  });
  return related.length ? [make("h3", { class: "part" }, "Related events"), make("ul", { class: "related" }, ...related)] : [];
};

const changeValue = (report, field, text) => {
  if (field === "date") return report.meta.dates[text] || text || "undated";
  return field === "status" ? report.meta.statuses[text] || text : text;
};

const changeLine = (report, row) => {
  const get = (column) => report.tables.changes.get(column, row);
  const [field, before, after] = ["field", "before", "after"].map(get);
  const hasBoth = !["new", "corroborated", "withdrawn"].includes(get("change"));
  const what = hasBoth
    ? [told(field), ": ", make("del", {}, told(changeValue(report, field, before) || "nothing")), " → ", make("ins", {}, told(changeValue(report, field, after) || "nothing"))]
    : [];
  const by = get("document_id") ? [make("small", {}, " by ", told(get("document_id")))] : [];
  return make("li", {}, chip("change", get("change")), " ", ...what, ...by);
};

const historyList = (report, event) => {
  const get = (column) => report.tables.timeline.get(column, event.row);
  const facts = factList([
    ["First reported", shownDay(get("first_reported"))],
    ["Last reported", shownDay(get("last_reported"))],
    ["Status as of", shownDay(get("status_as_of"))],
    ["Last change", [event.change, shownDay(get("changed_on"))].filter(Boolean).join(", ")],
  ]);
  const rows = report.changes.get(event.id) || [];
  const changes = rows.length ? make("ul", { class: "history" }, ...rows.map((row) => changeLine(report, row))) : null;
  return [make("h3", { class: "part" }, "History"), facts, changes].filter(Boolean);
};

const openedParts = (report, event) => {
  const get = (column) => report.tables.timeline.get(column, event.row);
  const figures = (report.mentions.get(event.id) || []).map((row) => figureOf(report, row));
  return [
    event.isDated && get("date_note") ? make("p", { class: "disputed" }, told(get("date_note"))) : null,
    factList([
      ["Who", event.actors.join("; ")],
      ["Countries", event.countries.map(countryShown).join("; ")],
      ["Where", get("place")],
      ["Announced on", shownDay(get("announced_on"))],
      ["Publishers", event.publishers.join("; ")],
      ["Note", get("note")],
      ["Tags", get("tags")],
      ["EDTF", get("edtf")],
    ]),
    ...(figures.length ? figures : [make("p", { class: "note" }, "No sentence is kept for this event.")]),
    ...relatedList(report, event),
    ...historyList(report, event),
    make("p", { class: "permalink" }, make("a", { href: `#event=${encodeURIComponent(event.id)}`, "data-event": event.id }, "Link to this event")),
  ].filter(Boolean);
};
