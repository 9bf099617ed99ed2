/**
 * All the page knows about a conversation, as plain frozen values, and how each event changes it. No DOM, no socket,
 * no clock.
 *
 * stage: outside → waiting → keys → talking → over; or turned_away, stranded (the keys are gone), elsewhere (another
 * tab has it).
 */

/** Before anything happened. */
export const OUTSIDE = Object.freeze({
  stage: "outside",
  link: "idle", // idle, connecting, open, lost
  lostAt: null,
  position: null,
  volunteers: null,
  members: [], // {person, name, role} of everybody who reads along, or could: they were sealed to
  doing: {}, // person → here, typing, reconnecting, left
  lines: [], // see ``line``, ``event`` and ``broken`` below
  isEarlierHidden: false,
  last: 0, // the newest line number of which no earlier one is missing
  nickname: "",
  why: null, // why it is over, or why nobody was let in
  held: null, // why the server does not take what is on its way just now, as its code
  isEnding: false,
  isWithdrawing: false,
});

// delivery of an own line: unsent → sent, or failed for good (``why``: the server's code).
const line = (key, own, by, text, delivery, number, at, isEarlier, name = null) =>
  Object.freeze({ kind: "line", key, own, by, text, delivery, number, at, isEarlier, name });
const happening = (what, key, names, isEarlier = false) =>
  Object.freeze({ kind: "event", what, key, names, isEarlier });

/** The state after an event. Events are named for what happened; an unknown one is a mistake of ours. */
export function next(state, event) {
  const step = STEPS[event.type];
  return Object.freeze({ ...state, ...step(state, event) });
}

const STEPS = {
  connecting: (state) => ({ link: state.link === "lost" ? "lost" : "connecting" }),
  connected: () => ({ link: "open", lostAt: null }),
  lost: (state, { at }) => ({ link: "lost", lostAt: state.lostAt ?? at, doing: {}, held: null }),
  held: (_, { why }) => ({ held: why }),

  entered: (_, { nickname }) => ({ stage: "waiting", nickname, position: null, held: null }),
  // A place in the queue never grows, whatever the server says.
  waiting: (state, { position, volunteers }) => ({
    stage: state.stage === "outside" ? "waiting" : state.stage,
    position: state.position === null ? position : Math.min(state.position, position),
    volunteers,
  }),
  resumed: (state, { stage }) => ({ stage: state.stage === "talking" ? "talking" : stage }),
  restored: (_, { nickname, members, stage }) => ({ nickname, members, stage, isEarlierHidden: stage === "talking" }),

  // Shown before a seal leaves: whoever was sealed to may read along, whether or not the server ever keeps the keys.
  keys: (state, { readers, epoch }) => {
    if (state.stage !== "talking") return { stage: "keys" };
    const joined = without(readers, state.members);
    const key = `asked-${epoch}-${state.lines.length}`;
    const lines = joined.length > 0 ? [...state.lines, happening("joined", key, namesOf(joined))] : state.lines;
    return { members: [...state.members, ...joined], lines };
  },
  readers: (state, { members, epoch }) => ({
    stage: "talking",
    members,
    doing: {},
    lines: [...state.lines, ...changes(state.members, members, epoch)],
  }),

  wrote: (state, { key, text }) => ({
    lines: [...state.lines, line(key, true, null, text, "unsent", null, null, false)],
  }),
  stored: (state, { key, number, at }) => ({
    held: null,
    lines: state.lines.map((each) =>
      each.key === key ? Object.freeze({ ...each, delivery: "sent", number, at }) : each,
    ),
  }),
  failed: (state, { key, why }) => ({
    // Whatever comes next may well be taken; a conversation that is full stays so.
    held: why === "at_limit" ? why : null,
    lines: state.lines.map((each) => (each.key === key ? Object.freeze({ ...each, delivery: "failed", why }) : each)),
  }),
  heard: (state, { key, own, by, text, number, at, isEarlier }) => ({
    // The name stays with the line when its writer has left.
    lines: placed(
      state.lines,
      line(key, own, by, text, own ? "sent" : null, number, at, isEarlier, nameOf(state, by)),
    ),
    doing: own ? state.doing : { ...state.doing, [by]: "here" },
  }),
  broken: (state, { key, isEarlier }) => {
    const before = state.lines.at(-1);
    if (before?.what === "broken") return {};
    return { lines: [...state.lines, happening("broken", key, [], isEarlier)] };
  },
  reached: (_, { last }) => ({ last }),
  showEarlier: () => ({ isEarlierHidden: false }),

  staff: (state, { person, doing }) => ({ doing: { ...state.doing, [person]: doing } }),
  ending: () => ({ isEnding: true }),
  withdrawing: () => ({ isWithdrawing: true, lines: [], members: [], doing: {} }),
  over: (state, { why }) => ({
    stage: "over",
    // What had ended otherwise before the withdrawal came was archived: nobody may read "erased" of it (C6).
    why: state.isWithdrawing && why !== "withdrawn" ? "too_late" : why,
    lines: why === "withdrawn" || state.isWithdrawing ? [] : state.lines,
  }),
  turnedAway: (_, { why }) => ({ stage: "turned_away", why }),
  stranded: () => ({ stage: "stranded" }),
  elsewhere: () => ({ stage: "elsewhere" }),
};

/** A stored line goes before those that are not stored yet, once. */
function placed(lines, added) {
  if (lines.some((each) => each.key === added.key)) {
    return lines.map((each) => (each.key === added.key ? added : each));
  }
  const unsent = lines.findIndex((each) => each.kind === "line" && each.delivery === "unsent");
  return unsent < 0 ? [...lines, added] : [...lines.slice(0, unsent), added, ...lines.slice(unsent)];
}

const without = (some, others) => some.filter(({ person }) => !others.some((other) => other.person === person));
const namesOf = (people) => people.map(({ name }) => name);

/** Who joined and who left, as happenings that the page shows between the lines. */
function changes(before, after, epoch) {
  const joined = namesOf(without(after, before));
  const left = namesOf(without(before, after));
  const happenings = [];
  if (joined.length > 0) happenings.push(happening("joined", `joined-${epoch}`, joined));
  if (left.length > 0) happenings.push(happening("left", `left-${epoch}`, left));
  return happenings;
}

/** The lines that may be on screen: after a reload the earlier ones stay hidden until they are asked for. */
export const visibleLines = (state) =>
  state.isEarlierHidden ? state.lines.filter((each) => !each.isEarlier) : state.lines;

/** The name of somebody who reads along, or null for a person the page never verified. */
export const nameOf = (state, person) => state.members.find((member) => member.person === person)?.name ?? null;

/** The names of the members who are doing this now. */
export const whoIs = (state, doing) =>
  state.members.filter(({ person }) => state.doing[person] === doing).map(({ name }) => name);

/** Seconds for which the place is still kept after the connection dropped; 0 when the window is over. */
export const secondsKept = (state, now, window) =>
  state.lostAt === null ? window : Math.max(0, Math.ceil(window - (now - state.lostAt)));

/** The number of the newest line of the staff that is on screen, for the ``seen`` message. Lines stand in order. */
export const newestSeen = (state) =>
  state.lines.findLast((each) => !each.own && each.number && !(state.isEarlierHidden && each.isEarlier))?.number ?? 0;

/** Whether a line was said: it is theirs, or the server has stored it. */
export const isSaid = (each) => each.kind === "line" && (!each.own || each.delivery === "sent");

/** Whether a line of ours never arrived. */
export const isUnsent = (each) => each.kind === "line" && each.own && each.delivery !== "sent";

/** The whole conversation as plain text, for the visitor's own copy. */
export function copyOf(state, { you, someone, when }) {
  const said = state.lines.filter(isSaid);
  const entry = (each) => `${each.own ? you : each.name} · ${when(each.at)}\n${each.text}\n`;
  return said.map((each) => entry({ ...each, name: each.name ?? nameOf(state, each.by) ?? someone })).join("\n");
}
