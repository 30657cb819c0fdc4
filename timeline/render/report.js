"use strict";
(() => {
  const byId = (id) => document.getElementById(id);

  const reveal = (id) => {
    const event = byId(id);
    if (!event) return;
    event.hidden = false;
    event.open = true;
    event.scrollIntoView({ block: "center" });
    event.querySelector("summary").focus({ preventScroll: true });
  };

  const drawChart = () => {
    const spec = JSON.parse(byId("chart-spec").textContent);
    const options = {
      renderer: "svg",
      actions: false,
      ast: true,
      tooltip: { theme: "page", disableDefaultStyle: true },
    };
    vegaEmbed("#chart", spec, options).then(({ view }) => {
      view.addEventListener("click", (_, item) => {
        if (item && item.datum && item.datum.event_id) reveal("event-" + item.datum.event_id);
      });
      document.documentElement.dataset.chart = "drawn";
    });
  };

  const startFilter = () => {
    const text = byId("filter-text");
    if (!text) return;
    const category = byId("filter-category");
    const status = byId("filter-status");
    const events = Array.from(document.querySelectorAll("#events > .event"));
    const words = events.map((event) => event.textContent.toLowerCase());
    const update = () => {
      const wanted = text.value.trim().toLowerCase();
      let shown = 0;
      events.forEach((event, index) => {
        const fits =
          words[index].includes(wanted) &&
          (!category.value || event.dataset.category === category.value) &&
          (!status.value || event.dataset.status === status.value);
        event.hidden = !fits;
        shown += fits;
      });
      byId("shown").textContent = shown === events.length ? "" : `${shown} of ${events.length} shown`;
      byId("none-shown").hidden = shown > 0;
    };
    for (const field of [text, category, status]) field.addEventListener("input", update);
    update();
  };

  const startDownloads = () => {
    for (const button of document.querySelectorAll("[data-csv]")) {
      button.addEventListener("click", () => {
        const name = button.dataset.csv;
        const bytes = Uint8Array.from(atob(byId("csv-" + name).textContent), (c) => c.charCodeAt(0));
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([bytes], { type: "text/csv;charset=utf-8" }));
        link.download = name + ".csv";
        link.click();
        URL.revokeObjectURL(link.href);
      });
    }
  };

  const startLinks = () => {
    for (const link of document.querySelectorAll(".calendar a")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        reveal(link.getAttribute("href").slice(1));
      });
    }
  };

  const startPrinting = () => {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = Array.from(document.querySelectorAll(".event:not([open])"));
      for (const event of opened) event.open = true;
    });
    addEventListener("afterprint", () => {
      for (const event of opened) event.open = false;
    });
  };

  startFilter();
  startDownloads();
  startLinks();
  startPrinting();
  drawChart();
})();
