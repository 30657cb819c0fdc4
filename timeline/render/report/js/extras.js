const MORE = 200;
const MOST_PRINTED = 500;
const MOST_PRINTED_OPEN = 60;

// Long lists of leads and problems stand in the page in part; the rest is added when asked for.
const startMore = (report) => {
  for (const button of document.querySelectorAll("[data-more]")) {
    const table = report.tables[button.dataset.more];
    const columns = button.dataset.columns.split(" ");
    const body = byId(button.dataset.more).tBodies[0];
    const say = () => {
      const left = table.length - body.rows.length;
      button.hidden = left <= 0;
      button.textContent = `Show ${number(Math.min(MORE, left))} more of ${number(left)}`;
    };
    button.addEventListener("click", () => {
      const from = body.rows.length;
      for (let row = from; row < Math.min(from + MORE, table.length); row += 1) {
        const cells = columns.map((column) => make("td", {}, told(shownCell(table, column, row))));
        body.append(make("tr", {}, ...cells));
      }
      say();
    });
    say();
  }
};

const shownCell = (table, column, row) =>
  table.kinds[column] === "day" ? shownDay(table.get(column, row)) : table.get(column, row);

const startTheme = () => {
  const root = document.documentElement;
  const button = byId("theme");
  const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const say = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    say();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", say);
  say();
};

// Paper has no pages of a table to turn: all rows of the view are put on it, the fewer the more of their evidence.
const startPrinting = (lists) => {
  const kept = new Map();
  addEventListener("beforeprint", () => {
    for (const shown of lists) {
      const { first, size, open, events } = shown;
      kept.set(shown, { first, size, open });
      if (events.length <= MOST_PRINTED) Object.assign(shown, { first: 0, size: MOST_PRINTED });
      if (events.length <= MOST_PRINTED_OPEN) shown.open = new Set(events.map((event) => event.id));
      shown.draw();
    }
    const [dated] = lists;
    const isPart = dated.events.length > MOST_PRINTED;
    byId("print-note").textContent = isPart ? `Printed are ${number(dated.size)} of ${number(dated.events.length)} events; filter to print others.` : "";
  });
  addEventListener("afterprint", () => {
    for (const [shown, before] of kept) {
      Object.assign(shown, before);
      shown.draw();
    }
    kept.clear();
  });
};
