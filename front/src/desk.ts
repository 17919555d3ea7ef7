// Starts what the page needs. Everything works without a script but deciding, the map and what is shown on hovering.

import { startBrief, turnBrief } from "./brief";
import { act, merge, split, startPicking, tell } from "./decide";
import { showKeys, startKeys } from "./keys";
import { closeDialog, onPlaced, place, say, startParts, tried } from "./page";
import { actOnReport, startReport } from "./report";

const root = document.documentElement;
const THEME = "desk-theme";

function startTheme(): void {
  const kept = localStorage.getItem(THEME);
  if (kept) root.dataset.theme = kept;
}

function turnTheme(): void {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem(THEME, root.dataset.theme);
}

/** The rule for ranges changes at once where the page holds all three; a list is asked for anew. */
function startConventions(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-convention-of]");
    if (!link || event.ctrlKey || event.metaKey) return;
    if (document.body.className === "page-brief") return;
    event.preventDefault();
    if (document.body.className === "page-desk") return tried(() => place("selection", link.href));
    root.dataset.convention = link.dataset.conventionOf;
    for (const other of document.querySelectorAll("a[data-convention-of]")) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    const address = new URL(link.href);
    history.replaceState(history.state, "", address.pathname + address.search + location.hash);
    say(`Ranges by the rule of ${link.textContent}.`, 3);
  });
}

/** The page brings a picture of the map; the map itself follows when the browser has nothing better to do. */
function startMap(): void {
  const host = document.getElementById("map");
  if (!host) return;
  const start = (): void => tried(async () => {
    const map = await import("./map");
    if (host.dataset.lat) return map.showOne(host);
    const show = (): Promise<void> => map.showSelection(host).catch(() => place("picture", location.href, false));
    onPlaced((part) => part === "selection" && tried(show));
    document.addEventListener("pointerover", (event) => map.lightPoint((event.target as Element).closest<HTMLElement>("tr[data-n]")));
    document.addEventListener("focusin", (event) => map.lightPoint((event.target as Element).closest<HTMLElement>("tr[data-n]")));
    await show();
  });
  requestAnimationFrame(() => "requestIdleCallback" in window ? requestIdleCallback(start, { timeout: 800 }) : setTimeout(start, 100));
}

async function onlyTheBox(): Promise<void> {
  const { box } = await import("./map");
  const here = box();
  if (!here) return;
  const address = new URL(location.href);
  address.searchParams.set("box", here);
  address.searchParams.delete("after");
  await place("selection", address.pathname + address.search);
}

/** Days are chosen by drawing over the timeline. */
function startBrush(): void {
  let from: { x: number; box: HTMLElement; brush: HTMLElement } | null = null;
  document.addEventListener("pointerdown", (event) => {
    const box = (event.target as Element).closest<HTMLElement>(".strip-box");
    if (box && event.button === 0 && event.pointerType === "mouse") from = { x: event.clientX, box, brush: document.createElement("div") };
  });
  document.addEventListener("pointermove", (event) => {
    if (!from || Math.abs(event.clientX - from.x) < 6) return;
    if (!from.brush.parentElement) {
      from.brush.className = "brush";
      from.box.append(from.brush);
    }
    const left = from.box.getBoundingClientRect().left;
    from.brush.style.left = `${Math.min(event.clientX, from.x) - left}px`;
    from.brush.style.width = `${Math.abs(event.clientX - from.x)}px`;
  });
  document.addEventListener("pointerup", (event) => {
    if (!from) return;
    const { x, box, brush } = from;
    from = null;
    if (!brush.parentElement) return;
    brush.remove();
    addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
    const [a, b] = [dayAt(box, Math.min(x, event.clientX)), dayAt(box, Math.max(x, event.clientX))];
    const address = new URL(location.href);
    address.searchParams.set("since", a);
    address.searchParams.set("until", b);
    address.searchParams.delete("after");
    tried(() => place("selection", address.pathname + address.search));
  });
}

function dayAt(box: HTMLElement, x: number): string {
  const { first, last, left, right, width } = box.dataset;
  const bounds = box.getBoundingClientRect();
  const at = ((x - bounds.left) / bounds.width) * Number(width);
  const share = Math.max(0, Math.min(1, (at - Number(left)) / (Number(right) - Number(left))));
  const begin = Date.parse(first ?? ""), end = Date.parse(last ?? "");
  return new Date(begin + share * (end - begin)).toISOString().slice(0, 10);
}

/** Moves to the next or previous row, claim or entry of the queue. */
function step(by: 1 | -1): void {
  const queue = [...document.querySelectorAll<HTMLAnchorElement>(".queue li a")];
  if (queue.length) {
    const at = queue.findIndex((a) => a.hasAttribute("aria-current"));
    const next = queue[at + by];
    return next ? next.click() : say(by > 0 ? "The end of this part of the queue." : "The beginning of the queue.");
  }
  const rows = [...document.querySelectorAll<HTMLElement>(".incidents .what a, .report-claims .claim, .dossier .claim")];
  const marked = rows.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
  const next = rows[marked + by] ?? rows[0];
  if (next && !next.matches("a")) next.tabIndex = 0;
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function saveBrief(name: string): void {
  const text = document.querySelector<HTMLTextAreaElement>("#brief-text")?.value ?? "";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

document.addEventListener("click", (event) => {
  const from = (event.target as Element).closest<HTMLElement>("[data-do]");
  const name = from?.dataset.do;
  if (!from || !name) return;
  if (name === "theme") turnTheme();
  else if (name === "keys") showKeys();
  else if (name === "close") closeDialog();
  else if (name === "box") tried(onlyTheBox);
  else if (name === "print") print();
  else if (name === "edit-brief") turnBrief(from);
  else if (name === "save-brief") saveBrief(from.dataset.name ?? "brief.md");
  else if (!act(name, from)) actOnReport(name, from);
});
document.addEventListener("change", (event) => {
  const sort = (event.target as Element).closest<HTMLSelectElement>("select[data-sort]");
  if (sort) tried(() => place("selection", sort.value));
});
document.getElementById("search")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(event.target as HTMLFormElement)) if (value) query.append(name, String(value));
  const address = new URLSearchParams(location.search);
  for (const name of ["q", "since", "until", "after"]) address.delete(name);
  for (const name of ["q", "since", "until"]) if (query.get(name)) address.set(name, query.get(name) ?? "");
  tried(() => place("selection", `/?${address}`));
});

startTheme();
startParts();
startConventions();
startMap();
startBrush();
startPicking();
startReport();
startBrief();
if (innerWidth <= 960) document.querySelector(".facets-fold")?.removeAttribute("open");
startKeys(step, {
  m: () => merge(),
  s: split,
  c: () => document.activeElement?.closest(".claim")?.querySelector<HTMLElement>('[data-do="correct"]')?.click(),
});
tell();
root.dataset.started = "1";
