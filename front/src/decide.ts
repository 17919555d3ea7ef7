// Decisions: each is sent once, told in a sentence, and can be taken back. Merges and splits show first what they change.

import { ask, closeDialog, dialog, element, place, say, tried } from "./page";

type Ends = { low: number | null; best: number | null; high: number | null; high_open: boolean };
type Short = {
  incident_id: string;
  type: string;
  when: { start: string | null; end: string | null };
  where: string[];
  claims: string[];
  n_reports: number;
  n_independent: number;
  ranges: Record<string, Record<string, Record<string, Ends>>>;
  grade: string;
};
type Change = { before: Short[]; after: Short[]; unusable: { reason: string }[] };
type Made = Change & { decision: { id: string; action: string } };
export type Draft = { action: string; targets: string[]; why?: string; values?: Record<string, string> };

const STACK = "desk-decisions";
const stack = (): string[] => JSON.parse(sessionStorage.getItem(STACK) ?? "[]") as string[];
const keep = (ids: string[]): void => sessionStorage.setItem(STACK, JSON.stringify(ids.slice(-50)));

const here = (): string => document.querySelector<HTMLElement>("[data-incident]")?.dataset.incident ?? "";
const why = (): string => document.querySelector<HTMLInputElement>("#why")?.value ?? "";
const picked = (): string[] => [...document.querySelectorAll<HTMLInputElement>('input[name="pick"]:checked')].map((i) => i.value);

const DONE: Record<string, string> = {
  accept: "Accepted", reject: "Rejected", discount: "Discounted", publish: "Cleared for publishing", redact: "Redacted",
  merge: "Merged", split: "Split off", correct: "Corrected", undo: "Taken back",
};

/** Sends a decision, remembers it for undoing, and shows what the page has become. */
export async function decide(draft: Draft): Promise<void> {
  const made = await ask<Made>("/api/decisions", { why: why(), ...draft });
  keep(draft.action === "undo" ? stack().filter((id) => !draft.targets.includes(id)) : [...stack(), made.decision.id]);
  sessionStorage.setItem("desk-said", `${DONE[draft.action] ?? draft.action}. U takes it back.`);
  await show(made, draft.action);
}

async function show(made: Change, action: string): Promise<void> {
  const mine = here();
  if (document.querySelector("[data-review]")) {
    const next = document.querySelector<HTMLAnchorElement>(".queue a[aria-current]")?.closest("li")?.nextElementSibling?.querySelector("a");
    const stay = action === "undo" || action === "split" || action === "merge" ? mine : next?.dataset.id ?? "";
    const at = new URL(action === "undo" || !next ? location.href : next.href);
    if (action === "undo" && made.after[0]) at.searchParams.set("at", made.after[0].incident_id);
    else if (!next && !stay) at.searchParams.delete("at");
    await place("card", at.pathname + at.search);
    tell();
    return;
  }
  const left = made.before.some((i) => i.incident_id === mine) && !made.after.some((i) => i.incident_id === mine);
  if (left && made.after[0]) location.assign(`/incidents/${made.after[0].incident_id}`);
  else location.reload();
}

/** Says what the page before this one did. */
export function tell(): void {
  const said = sessionStorage.getItem("desk-said");
  sessionStorage.removeItem("desk-said");
  if (said) say(said);
}

function ends(range: Ends): string {
  const top = range.high === null ? "?" : range.high.toLocaleString("en") + (range.high_open ? "+" : "");
  return range.low === range.high || range.low === null ? top : `${range.low.toLocaleString("en")}–${top}`;
}

function card(incident: Short): HTMLElement {
  const made = element("article");
  const days = incident.when.start === incident.when.end ? incident.when.start : `${incident.when.start} to ${incident.when.end}`;
  made.append(element("b", `${incident.type.replaceAll("_", " ")}, ${incident.where.join("; ") || "place not known"}`));
  made.append(element("div", days && incident.when.start ? days : "no date"));
  const killed = incident.ranges.killed?.civilian ?? incident.ranges.killed?.all;
  if (killed) made.append(element("div", `killed: ${Object.entries(killed).map(([name, r]) => `${name} ${ends(r)}`).join(", ")}`));
  made.append(element("div", `${incident.claims.length} claims, ${incident.n_reports} reports, ${incident.n_independent} independent; ${incident.grade}`));
  return made;
}

/** Shows what a decision would change, and makes it when the person agrees. */
export async function propose(draft: Draft, title: string): Promise<void> {
  const change = await ask<Change>("/api/preview", draft);
  const form = element("form");
  const head = element("h2", title);
  head.id = "dialog-title";
  const sides = element("div", "", "change");
  const side = (name: string, list: Short[]): HTMLElement => {
    const box = element("div");
    box.append(element("h3", name), ...(list.length ? list.map(card) : [element("p", "nothing", "none")]));
    return box;
  };
  sides.append(side("now", change.before), element("span", "→", "to"), side("then", change.after));
  if (!change.before.length && !change.after.length) sides.replaceChildren(element("p", "No incident changes: the numbers stay as they are.", "none"));
  const reason = element("label", "Why ", "wide");
  const input = element("input");
  input.maxLength = 2000;
  input.value = why();
  reason.append(input);
  const buttons = element("p", "", "buttons");
  const yes = element("button", title, "strong");
  yes.type = "submit";
  const no = element("button", "Leave as it is");
  no.type = "button";
  no.dataset.do = "close";
  buttons.append(yes, no);
  form.append(head, sides, ...change.unusable.map((u) => element("p", u.reason, "notice")), reason, buttons);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    closeDialog();
    tried(() => decide({ ...draft, why: input.value }));
  });
  dialog(form);
  yes.focus();
}

export function split(): void {
  const claims = picked();
  if (!claims.length) return say("Pick the claims to split off first.");
  tried(() => propose({ action: "split", targets: claims }, "Split off"));
}

export function merge(other?: string): void {
  const target = other ?? document.querySelector<HTMLElement>('[data-do="merge"]')?.dataset.with;
  if (!target) return say("Nothing near here may be the same.");
  tried(() => propose({ action: "merge", targets: [here(), target] }, "Merge"));
}

function undo(): void {
  const last = stack().at(-1);
  const shown = document.querySelector<HTMLElement>('.history [data-do="undo-one"]')?.dataset.decision;
  const id = last ?? shown;
  if (!id) return say("There is nothing to take back.");
  tried(() => decide({ action: "undo", targets: [id] }));
}

export function act(name: string, from: HTMLElement): boolean {
  if (["accept", "reject", "discount", "publish", "redact"].includes(name)) {
    tried(() => decide({ action: name, targets: [here()] }));
  } else if (name === "undo") undo();
  else if (name === "undo-one") tried(() => decide({ action: "undo", targets: [from.dataset.decision ?? ""] }));
  else if (name === "merge") merge(from.dataset.with);
  else if (name === "split") split();
  else if (name === "reject-claims") tried(() => propose({ action: "reject", targets: picked() }, "Not claims"));
  else return false;
  return true;
}

export function startPicking(): void {
  document.addEventListener("change", (event) => {
    if (!(event.target as Element).matches('input[name="pick"]')) return;
    const box = document.querySelector<HTMLElement>(".pick-actions");
    if (box) box.hidden = picked().length === 0;
  });
}
