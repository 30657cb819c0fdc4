// Calendar periods in UTC: what events are counted by where they are counted.
const utc = (year, month, day = 1) => new Date(0).setUTCFullYear(year, month, day);

const PERIODS = [
  { name: "day", days: 1, start: (d) => utc(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()), next: (d) => +d + DAY },
  {
    name: "week",
    days: 7,
    start: (d) => utc(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate() - ((d.getUTCDay() + 6) % 7)),
    next: (d) => +d + 7 * DAY,
  },
  { name: "month", days: 30, start: (d) => utc(d.getUTCFullYear(), d.getUTCMonth()), next: (d) => utc(d.getUTCFullYear(), d.getUTCMonth() + 1) },
  {
    name: "quarter",
    days: 91,
    start: (d) => utc(d.getUTCFullYear(), 3 * Math.floor(d.getUTCMonth() / 3)),
    next: (d) => utc(d.getUTCFullYear(), d.getUTCMonth() + 3),
  },
  { name: "year", days: 365, start: (d) => utc(d.getUTCFullYear(), 0), next: (d) => utc(d.getUTCFullYear() + 1, 0) },
  {
    name: "decade",
    days: 3652,
    start: (d) => utc(10 * Math.floor(d.getUTCFullYear() / 10), 0),
    next: (d) => utc(d.getUTCFullYear() + 10, 0),
  },
];

// The finest period from `least` on of which no more than `most` fill the stretch of time.
const periodFor = (first, last, most, least = "day") => {
  const from = PERIODS.findIndex((period) => period.name === least);
  return PERIODS.slice(from).find((period) => (last - first) / DAY / period.days <= most) || PERIODS.at(-1);
};

const periodOf = (period, time) => {
  const start = period.start(new Date(time));
  return { x: start, x2: period.next(new Date(start)) };
};

const periodShown = (period, start) => {
  const day = new Date(start);
  const [month, year] = [MONTHS[day.getUTCMonth()], day.getUTCFullYear()];
  if (period.name === "day") return `on ${day.getUTCDate()} ${month} ${year}`;
  if (period.name === "week") return `in the week from ${day.getUTCDate()} ${month} ${year}`;
  if (period.name === "month") return `in ${month} ${year}`;
  if (period.name === "quarter") return `in the ${["first", "second", "third", "fourth"][day.getUTCMonth() / 3]} quarter of ${year}`;
  return period.name === "year" ? `in ${year}` : `in the ${year}s`;
};

// What happened on some day of a longer time belongs to no single period, and is not counted to one.
const belongs = (event, period) => !event.isWithin || event.end <= periodOf(period, event.start).x2;

const countBy = (events, period, keysOf) => {
  const counts = new Map();
  let left = 0;
  for (const event of events) {
    if (!belongs(event, period)) {
      left += 1;
      continue;
    }
    const { x, x2 } = periodOf(period, event.start);
    for (const key of keysOf(event)) {
      const place = `${x} ${key}`;
      const found = counts.get(place);
      if (found) found.count += 1;
      else counts.set(place, { x, x2, key, count: 1 });
    }
  }
  return { counts: [...counts.values()], left };
};

const leftOut = (left, period) =>
  left ? `${counted(left, "event")} known only to a time longer than a ${period.name} ${left === 1 ? "is" : "are"} not counted here` : "";
