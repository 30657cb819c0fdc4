// Files are made here, from the data inside the page, in the form of the files beside it.
const neutralised = (cell) => (/^['=+\-@＝＋－＠\u0000-\u001f]/.test(cell) ? `'${cell}` : cell);
const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const csvOf = (table, rows) => {
  const columns = Object.keys(table.columns);
  const isText = columns.map((column) => table.kinds[column] === "text");
  const lines = rows.map((row) =>
    columns.map((column, i) => quoted(isText[i] ? neutralised(table.get(column, row)) : table.get(column, row))).join(","),
  );
  return ["\ufeff" + columns.join(","), ...lines, ""].join("\r\n");
};

const typed = (cell, kind) => {
  if (kind === "text") return cell;
  if (cell === "") return null;
  if (kind === "flag") return cell === "true";
  return kind === "day" ? cell : Number(cell);
};

const objectsOf = (table, rows) => {
  const columns = Object.keys(table.columns);
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column, typed(table.get(column, row), table.kinds[column])])));
};

const save = (name, type, text) => {
  const link = make("a", { download: name });
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

const allRows = (table) => Array.from({ length: table.length }, (_, row) => row);

const startDownloads = (report, inView) => {
  const { tables } = report;
  const rowsOf = (name) => {
    const events = new Set(inView().map((event) => event.id));
    return allRows(tables[name]).filter((row) => events.has(tables[name].get("event_id", row)));
  };
  const viewed = ["timeline", "mentions", "changes"];
  for (const button of document.querySelectorAll("[data-csv]")) {
    const name = button.dataset.csv;
    const ofView = button.dataset.part === "view";
    button.addEventListener("click", () => {
      const rows = ofView ? rowsOf(name) : allRows(tables[name]);
      save(ofView ? `${name}-filtered.csv` : `${name}.csv`, "text/csv", csvOf(tables[name], rows));
    });
  }
  for (const button of document.querySelectorAll("[data-json]")) {
    const ofView = button.dataset.part === "view";
    button.addEventListener("click", () => {
      const names = ofView ? viewed : Object.keys(tables);
      const entries = names.map((name) => [name, objectsOf(tables[name], ofView ? rowsOf(name) : allRows(tables[name]))]);
      save(ofView ? "timeline-filtered.json" : "timeline.json", "application/json", JSON.stringify(Object.fromEntries(entries), null, 1));
    });
  }
};
