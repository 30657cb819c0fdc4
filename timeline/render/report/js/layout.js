// Marks in lanes, so that none covers another: the same order as in the picture, for whatever is in view.
const MARK = 6;
const GAP = 8;
const LANE = 22;
const LONGEST_LABEL = 46;
const LETTER = 6.1;
const WIDE_LETTER = 11.5;
const HEADING_ROWS = 1.1;
const BAND_GAP = 0.4;
const TOP_ROWS = 0.9;
const MOST_ROWS = 72;
const MOST_BARE_ROWS = 105;
const TALLEST = 1400;
const LEAST_LANE = 13;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;

// Signs that turn the reading direction or break the line would move words away from their mark.
const plainWords = (text) => text.replace(/\s+/g, " ").replace(/\p{C}/gu, "").trim();
const textWidth = (text) => Array.from(text).reduce((sum, c) => sum + (WIDE.test(c) ? WIDE_LETTER : LETTER), 0);

const shortened = (text, longest) => {
  const letters = Array.from(text.slice(0, 4 * longest));
  return letters.length > longest ? letters.slice(0, longest - 1).join("").trimEnd() + "…" : letters.join("");
};

const labelOf = (event, left, right, width) => {
  const longest = Math.min(LONGEST_LABEL, Math.max(12, Math.floor((0.55 * width) / LETTER)));
  const text = shortened(plainWords(event.title.slice(0, 400)), longest);
  const room = textWidth(text) + GAP;
  if (!text || right < 0 || left > width) return null;
  if (right + room <= width) return { text, side: "right", room };
  return left - room >= 0 ? { text, side: "left", room } : null;
};

const byRank = (events) => [...events].sort((a, b) => a.rank - b.rank || byDate(a, b));

const fits = (lane, left, right) => lane.every(([start, end]) => right + GAP <= start || end + GAP <= left);

const pack = (events, at, width, labelled) => {
  const lanes = [];
  const items = events.map((event) => {
    const isDay = event.end - event.start === DAY;
    const middle = at(event.start + DAY / 2);
    let left = isDay ? middle - MARK : Math.max(0, at(event.start));
    let right = isDay ? middle + MARK : Math.min(width, Math.max(at(event.end), left + 3));
    const label = labelled.has(event) ? labelOf(event, left, right, width) : null;
    if (label && label.side === "right") right += label.room;
    if (label && label.side === "left") left -= label.room;
    let lane = lanes.findIndex((taken) => fits(taken, left, right));
    if (lane < 0) lane = lanes.push([]) - 1;
    lanes[lane].push([left, right]);
    return { event, isDay, lane, label };
  });
  return { items, rows: lanes.length };
};

const inBands = (events, meta, rowsOf) => {
  const groups = new Map(Object.keys(meta.categories).map((category) => [category, []]));
  for (const event of events) groups.get(event.category).push(event);
  const bands = [];
  let top = TOP_ROWS;
  for (const [category, members] of groups) {
    if (!members.length) continue;
    const { rows, ...rest } = rowsOf(members);
    bands.push({ category, top, first: top + HEADING_ROWS, bottom: top + HEADING_ROWS + rows + 0.15, members, ...rest });
    top += HEADING_ROWS + rows + 0.15 + BAND_GAP;
  }
  return { bands, rows: top };
};

// Lanes are narrower where there are many, so that the chart stays one thing to look at.
const laneHeight = (rows) => Math.max(LEAST_LANE, Math.min(LANE, TALLEST / rows));

// The layout of marks, with words beside as many of the weightiest as there is room for; null where marks alone are
// already too many.
const arranged = (events, meta, at, width) => {
  const ranked = byRank(events);
  const most = Math.max(14, Math.min(110, Math.floor(width / 13)));
  for (const part of [1, 0.6, 0.3, 0.1, 0]) {
    const labelled = new Set(ranked.slice(0, Math.floor(part * most)));
    const layout = inBands(events, meta, (members) => pack(members, at, width, labelled));
    if (layout.rows <= (part ? MOST_ROWS : MOST_BARE_ROWS)) return layout;
  }
  return null;
};
