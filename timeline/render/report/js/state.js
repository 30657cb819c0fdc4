// The filters live in the address behind "#", so that a view is a link.
const MANY = ["category", "status"];
const ONE = ["q", "actor", "country", "publisher", "confidence", "change", "from", "to", "sort"];
const ISO = /^\d{4}-\d\d-\d\d$/;

const emptyState = () => ({
  ...Object.fromEntries(ONE.map((name) => [name, ""])),
  ...Object.fromEntries(MANY.map((name) => [name, []])),
  event: "",
});

const readState = (fragment) => {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const state = emptyState();
  for (const name of [...ONE, "event"]) state[name] = given.get(name) || "";
  for (const name of MANY) state[name] = given.getAll(name);
  for (const name of ["from", "to"]) if (!ISO.test(state[name]) || Number.isNaN(dayTime(state[name]))) state[name] = "";
  return state;
};

const writeState = (state) => {
  const given = new URLSearchParams();
  for (const name of ONE) if (state[name]) given.set(name, state[name]);
  for (const name of MANY) for (const value of state[name]) given.append(name, value);
  if (state.event) given.set("event", state.event);
  return given.toString();
};

class Store {
  constructor() {
    this.state = readState(location.hash);
    this.listeners = [];
    addEventListener("hashchange", () => {
      if (location.hash.slice(1) !== writeState(this.state)) this.replace(readState(location.hash));
    });
  }

  listen(listener) {
    this.listeners.push(listener);
  }

  set(change) {
    this.replace({ ...this.state, event: "", ...change });
  }

  toggle(name, value) {
    const values = this.state[name];
    this.set({ [name]: values.includes(value) ? values.filter((other) => other !== value) : [...values, value] });
  }

  replace(state) {
    this.state = state;
    this.remember();
    for (const listener of this.listeners) listener(state);
  }

  remember() {
    history.replaceState(null, "", "#" + writeState(this.state));
  }
}
