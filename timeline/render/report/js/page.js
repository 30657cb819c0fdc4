const MONTHS = "January February March April May June July August September October November December".split(" ");
const WEB_ADDRESS = /^https?:\/\/[^\s\x00-\x20\x7f"'<>\\^`{|}]+$/i;

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "hue") element.style.setProperty("--hue", value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
};

// Text of documents stands apart, so that its reading direction ends with it.
const told = (text) => make("bdi", {}, text);

const shownDay = (iso) => {
  if (!iso) return "";
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
};

const number = (count) => count.toLocaleString("en");
const counted = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;

const factList = (facts) =>
  make(
    "dl",
    { class: "facts" },
    ...facts.filter(([, value]) => value).map(([label, value]) =>
      make("div", {}, make("dt", {}, label), make("dd", {}, typeof value === "string" ? told(value) : value)),
    ),
  );

const chip = (kind, text, hue) => make("span", { class: `chip ${kind}`, hue }, told(text));

const chipsOf = (meta, event) => {
  const category = meta.categories[event.category];
  const known = meta.statuses[event.status];
  return [
    chip("category", category.name, category.colour),
    chip(`status ${known ? event.status : ""}`, known || event.status),
    event.change && !meta.is_first ? chip("change", event.change) : null,
  ];
};

const countryNames = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
const countryName = (code) => (/^[A-Z]{2}$/.test(code) && countryNames.of(code)) || "";
const countryShown = (code) => (countryName(code) ? `${countryName(code)} (${code})` : code);

const debounced = (action, pause) => {
  let waiting = 0;
  return (...values) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => action(...values), pause);
  };
};

const onceAFrame = (action) => {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      action();
    });
  };
};
