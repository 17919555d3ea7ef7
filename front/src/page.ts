// What every page shares: asking the server, telling the person, putting a part of a page in its place.

const meta = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";

export const hasTiles = meta("desk-tiles") === "1";
/** The address of a file of the bundle; the stamp lets the browser keep it. */
export const bundled = (name: string): string => `/static/${name}?${meta("desk-stamp")}`;

export function say(sentence: string, seconds = 5): void {
  const said = document.getElementById("said");
  if (!said) return;
  said.textContent = sentence;
  if (seconds) setTimeout(() => said.textContent === sentence && (said.textContent = ""), seconds * 1000);
}

/** JSON from the desk; an answer that is no success throws with the desk's own sentence. */
export async function ask<T>(path: string, body?: unknown): Promise<T> {
  const request: RequestInit = body
    ? { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json", "x-desk-token": meta("desk-token") } }
    : {};
  const answer = await fetch(path, request);
  if (!answer.ok) {
    const told = (await answer.json().catch(() => ({}))) as { detail?: unknown };
    throw new Error(typeof told.detail === "string" ? told.detail : `The desk refused (${answer.status}).`);
  }
  return (await answer.json()) as T;
}

/** Runs what a person asked for and tells them where it failed. */
export function tried(work: () => Promise<void>): void {
  work().catch((error: unknown) => say(error instanceof Error ? error.message : "That did not work.", 9));
}

type Placed = (part: string) => void;
const placed: Placed[] = [];
export const onPlaced = (then: Placed): void => void placed.push(then);
let asked = 0;

/** Puts the part of the page at `href` in the place of the present one, and the address into the history. */
export async function place(part: string, href: string, remember = true): Promise<void> {
  const mine = ++asked;
  const host = document.getElementById(part === "picture" ? part : "selection");
  if (!host) return void location.assign(href);
  const answer = await fetch(href, { headers: { "x-part": part } });
  if (!answer.ok) return void location.assign(href);
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== asked) return; // a later question is under way
  const open = new Set([...host.querySelectorAll("details[open] > summary")].map((s) => s.textContent));
  host.replaceChildren(...found.body.childNodes);
  for (const summary of host.querySelectorAll("details > summary")) {
    if (open.has(summary.textContent)) summary.parentElement?.setAttribute("open", "");
  }
  if (remember) history.pushState({ part }, "", href);
  const convention = new URL(href, location.href).searchParams.get("convention") ?? "airwars";
  document.documentElement.dataset.convention = convention;
  for (const then of placed) then(part);
}

export function startParts(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement | SVGAElement>("a[data-part]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const href = link.getAttribute("href") ?? "/";
    tried(() => place(link.dataset.part ?? "selection", href));
  });
  addEventListener("popstate", () => {
    const part = document.querySelector("[data-review]") ? "card" : "selection";
    if (document.getElementById("selection")) tried(() => place(part, location.href, false));
  });
}

/** Words as an element. */
export function element<K extends keyof HTMLElementTagNameMap>(tag: K, text = "", cls = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.textContent = text;
  if (cls) made.className = cls;
  return made;
}

export function dialog(...content: Node[]): HTMLDialogElement {
  const found = document.getElementById("dialog") as HTMLDialogElement;
  found.replaceChildren(...content);
  if (!found.open) found.showModal();
  return found;
}

export const closeDialog = (): void => (document.getElementById("dialog") as HTMLDialogElement).close();
