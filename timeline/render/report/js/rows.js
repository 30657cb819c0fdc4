// A table of events of which only one page at a time is in the document.
const PAGE_ROWS = 100;
const COLUMNS = [["date", "Date"], ["title", "Event"], ["who", "Actors"], ["category", "Type and status"], ["reports", "Reports"], ["confidence", "Confidence"]];

class EventList {
  constructor(report, box, label) {
    this.report = report;
    this.box = box;
    this.label = label;
    this.events = [];
    this.open = new Set();
    this.first = 0;
    this.size = PAGE_ROWS;
    this.body = make("div", { role: "rowgroup" });
    this.pager = make("nav", { class: "pager", "aria-label": `Pages of ${label.toLowerCase()}` });
    this.heads = COLUMNS.map(([key, text]) => make("div", { role: "columnheader", class: key, "data-sort": key }, text));
    const head = make("div", { role: "rowgroup" }, make("div", { role: "row", class: "head" }, ...this.heads));
    this.table = make("div", { role: "table", class: "events", "aria-label": label }, head, this.body);
    box.append(this.table, this.pager);
    this.body.addEventListener("click", (event) => this.click(event));
  }

  // Heads become buttons where the order can be chosen.
  sortable(store) {
    for (const head of this.heads) {
      const key = head.dataset.sort;
      if (!SORTS[key]) continue;
      const button = make("button", { type: "button" }, head.textContent);
      button.addEventListener("click", () => {
        const current = store.state.sort || "date";
        const descends = ["reports", "confidence"].includes(key) ? current !== `-${key}` : current === key;
        const order = descends ? `-${key}` : key;
        store.set({ sort: order === "date" ? "" : order });
      });
      head.replaceChildren(button);
    }
  }

  showOrder(sort) {
    const [key, isDown] = [(sort || "date").replace(/^-/, ""), sort.startsWith("-")];
    for (const head of this.heads) {
      head.removeAttribute("aria-sort");
      if (head.dataset.sort === key) head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    }
  }

  click(event) {
    const row = event.target.closest(".row");
    if (!row || event.target.closest("a") || String(getSelection())) return;
    this.toggle(row.dataset.id);
  }

  show(events) {
    this.events = events;
    this.first = 0;
    this.draw();
  }

  draw() {
    const page = this.events.slice(this.first, this.first + this.size);
    this.body.replaceChildren(...page.flatMap((event, i) => this.rowsOf(event, this.first + i + 2)));
    this.table.setAttribute("aria-rowcount", String(this.events.length + 1));
    this.table.hidden = !this.events.length;
    this.drawPager();
  }

  rowsOf(event, index) {
    const isOpen = this.open.has(event.id);
    const row = this.rowOf(event, index, isOpen);
    return isOpen ? [row, this.openedOf(event)] : [row];
  }

  rowOf(event, index, isOpen) {
    const { report } = this;
    const note = report.tables.timeline.get("date_note", event.row);
    const button = make("button", { type: "button", class: "opener", "aria-expanded": String(isOpen) }, told(event.title || "without a title"));
    const cell = (name, ...parts) => make("div", { role: "cell", class: name }, ...parts);
    return make(
      "div",
      { role: "row", class: `row${event.status === "cancelled" ? " struck" : ""}`, id: `event-${event.id}`, "data-id": event.id, "aria-rowindex": index },
      cell("when", told(event.shown)),
      cell("what", button, note ? make("small", { class: "why" }, told(note)) : null),
      cell("who", told(event.actors.join("; "))),
      cell("chips", ...chipsOf(report.meta, event)),
      cell("count", counted(event.documents, "document")),
      cell("sure", this.confidence(event)),
    );
  }

  confidence(event) {
    if (Number.isNaN(event.confidence)) return make("span", { class: "unsure", title: "not calibrated" }, "–");
    const percent = Math.round(100 * event.confidence);
    return make("span", { class: "meter", style: null }, make("i", { "aria-hidden": "true", hue: `${percent}%` }), `${percent} %`);
  }

  openedOf(event) {
    const cell = make("div", { role: "cell", "aria-colspan": COLUMNS.length }, ...openedParts(this.report, event));
    return make("div", { role: "row", class: "opened", "data-of": event.id }, cell);
  }

  toggle(id) {
    const row = this.rowWith(id);
    const opens = !this.open.has(id);
    if (opens) {
      this.open.add(id);
      row.after(this.openedOf(this.report.byId.get(id)));
    } else {
      this.open.delete(id);
      row.nextElementSibling.remove();
    }
    row.querySelector(".opener").setAttribute("aria-expanded", String(opens));
  }

  rowWith(id) {
    return [...this.body.children].find((row) => row.dataset.id === id);
  }

  has(id) {
    return this.events.some((event) => event.id === id);
  }

  reveal(id) {
    const index = this.events.findIndex((event) => event.id === id);
    this.open.add(id);
    this.first = index - (index % this.size);
    this.draw();
    const row = this.rowWith(id);
    row.scrollIntoView({ block: "center" });
    row.querySelector(".opener").focus({ preventScroll: true });
  }

  drawPager() {
    const { length } = this.events;
    this.pager.hidden = length <= this.size;
    if (this.pager.hidden) return;
    const last = Math.min(this.first + this.size, length);
    const go = (text, first, isOff) => {
      const button = make("button", { type: "button", disabled: isOff }, text);
      button.addEventListener("click", () => {
        this.first = first;
        this.draw();
        this.table.scrollIntoView({ block: "start" });
        const rest = [...this.pager.querySelectorAll("button:not(:disabled)")];
        (rest.find((other) => other.textContent === text) || rest[0]).focus({ preventScroll: true });
      });
      return button;
    };
    const end = length - 1 - ((length - 1) % this.size);
    this.pager.replaceChildren(
      go("First", 0, this.first === 0),
      go("Previous", this.first - this.size, this.first === 0),
      make("span", {}, `${number(this.first + 1)}–${number(last)} of ${number(length)}`),
      go("Next", this.first + this.size, last === length),
      go("Last", end, last === length),
    );
  }
}
