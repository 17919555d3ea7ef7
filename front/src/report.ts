// One report: what was read is shown where it stands; a reading is corrected in place; words become a claim.

import { decide, type Draft } from "./decide";
import { ask, closeDialog, dialog, element, say, tried } from "./page";

type Found = { id: string; name: string; kind: string; lat: number; lon: number; country: string | null; admin1: string | null };

const text = (): HTMLElement | null => document.getElementById("text");

function light(claim: string | null): void {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (!claim) return;
  document.getElementById(claim)?.classList.add("lit");
  for (const piece of document.querySelectorAll<HTMLElement>(".m[data-keys]")) {
    if (piece.dataset.keys?.split(" ").some((key) => key.startsWith(`${claim}.`))) piece.classList.add("lit");
  }
}

function startHover(): void {
  const card = document.getElementById("card");
  const marks = document.querySelector<HTMLTemplateElement>("#marks")?.content;
  const shown = text();
  if (!card || !marks || !shown) return;
  shown.addEventListener("pointerover", (event) => {
    const piece = (event.target as Element).closest<HTMLElement>(".m[data-keys]");
    if (!piece) return;
    const keys = piece.dataset.keys?.split(" ") ?? [];
    const told = keys.map((key) => marks.querySelector(`[data-key="${CSS.escape(key)}"]`)).filter((found) => found !== null);
    const detail = told.filter((found) => found.getAttribute("data-kind") !== "claim");
    const distinct = new Map((detail.length ? detail : told).map((found) => [found.textContent, found]));
    card.replaceChildren(...[...distinct.values()].slice(0, 5).map((found) => found.cloneNode(true)));
    card.hidden = false;
    const at = piece.getBoundingClientRect();
    card.style.insetInlineStart = "auto";
    card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - card.offsetWidth - 8))}px`;
    card.style.top = at.bottom + card.offsetHeight + 8 < innerHeight ? `${at.bottom + 6}px` : `${at.top - card.offsetHeight - 6}px`;
  });
  shown.addEventListener("pointerout", () => (card.hidden = true));
  shown.addEventListener("click", (event) => {
    const keys = (event.target as Element).closest<HTMLElement>(".m[data-keys]")?.dataset.keys?.split(" ") ?? [];
    const claim = keys.map((key) => marks.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.dataset.claim).find(Boolean);
    if (claim && getSelection()?.isCollapsed) {
      light(claim);
      document.getElementById(claim)?.scrollIntoView({ block: "nearest" });
    }
  });
}

/** How many characters of the report's text stand before a point of the page. Offsets count code points, as the ledger does. */
function offset(node: Node, at: number): number | null {
  const piece = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-at]");
  if (!piece || !text()?.contains(piece)) return null;
  const inside = node === piece ? (at === 0 ? "" : piece.textContent ?? "") : (node.textContent ?? "").slice(0, at);
  return Number(piece.dataset.at) + [...inside].length;
}

function startAdding(): void {
  let button: HTMLButtonElement | null = null;
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    const range = chosen && chosen.rangeCount && !chosen.isCollapsed ? chosen.getRangeAt(0) : null;
    const start = range ? offset(range.startContainer, range.startOffset) : null;
    const end = range ? offset(range.endContainer, range.endOffset) : null;
    if (!range || start === null || end === null || end <= start) {
      setTimeout(() => getSelection()?.isCollapsed && button?.remove(), 200);
      return;
    }
    button ??= element("button", "Add a claim …", "strong adding");
    button.type = "button";
    const at = range.getBoundingClientRect();
    button.style.position = "fixed";
    button.style.zIndex = "8";
    button.style.left = `${Math.max(8, Math.min(at.left, innerWidth - 140))}px`;
    button.style.top = `${Math.min(at.bottom + 6, innerHeight - 44)}px`;
    const words = range.toString();
    button.onclick = (): void => openAdding(start, end, words);
    document.body.append(button);
  });
}

function openAdding(start: number, end: number, words: string): void {
  const template = document.querySelector<HTMLTemplateElement>("#add-form");
  const form = template?.content.querySelector("form")?.cloneNode(true) as HTMLFormElement | undefined;
  if (!form) return;
  form.querySelector("mark")?.append(words);
  const number = words.match(/\d[\d,.]*/)?.[0].replaceAll(/[,.]/g, "");
  if (number && form.elements.namedItem("point")) (form.elements.namedItem("point") as HTMLInputElement).value = number;
  startFinding(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const value = (name: string): string => String(data.get(name) ?? "");
    const count = (name: string): number | null => (value(name) === "" ? null : Number(value(name)));
    const counted = ["low", "point", "high"].some((name) => count(name) !== null);
    const point = count("point");
    const body = {
      report_id: document.querySelector<HTMLElement>("[data-report]")?.dataset.report,
      start, end,
      type: value("type"),
      figure: counted
        ? { kind: value("kind"), victims: value("victims"), low: count("low") ?? point, point, high: count("high") ?? point }
        : null,
      place_id: value("place") || null,
      since: value("since") || null,
      until: value("until") || null,
      speaker: value("speaker") || null,
      why: value("why"),
      join: value("join") || null,
    };
    tried(async () => {
      await ask("/api/claims", body);
      sessionStorage.setItem("desk-said", "The claim was added.");
      location.reload();
    });
  });
  dialog(form);
}

function startFinding(form: HTMLElement): void {
  for (const input of form.querySelectorAll<HTMLInputElement>(".find-place")) {
    const select = input.closest("fieldset")?.querySelector<HTMLSelectElement>('select[name="place"]');
    let waiting = 0;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => tried(async () => {
        if (!select || input.value.trim().length < 2) return;
        const found = await ask<Found[]>(`/api/places?q=${encodeURIComponent(input.value)}`);
        for (const old of select.querySelectorAll("[data-found]")) old.remove();
        for (const place of found) {
          const within = [place.admin1, place.country].filter(Boolean).join(", ");
          const option = new Option(`${place.name}, ${within} (${place.kind})`, place.id);
          Object.assign(option.dataset, { found: "1", name: place.name, lat: place.lat, lon: place.lon, kind: place.kind });
          select.add(option);
        }
        if (found[0]) select.value = found[0].id;
        else say("The gazetteer knows no such place.");
      }), 250);
    });
  }
}

const PRECISIONS = new Set(["site", "neighbourhood", "town", "district", "province", "country"]);

/** The new values of a correction: only what a person changed, each as JSON. */
function changed(form: HTMLFormElement): Record<string, string> {
  const values: Record<string, string> = {};
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[data-was]")) {
    if (field.value === field.dataset.was) continue;
    const box = field.closest<HTMLElement>(".place-field");
    if (box && field instanceof HTMLSelectElement) Object.assign(values, placed(field, box.dataset.path ?? ""));
    else if (field.type === "number") values[field.name] = field.value === "" ? "null" : String(Number(field.value));
    else values[field.name] = field.value === "" ? "null" : JSON.stringify(field.value);
  }
  return values;
}

function placed(select: HTMLSelectElement, path: string): Record<string, string> {
  const option = select.selectedOptions[0];
  if (!option?.value) {
    return Object.fromEntries(["place_id", "name", "lat", "lon", "within"].map((f) => [`${path}.${f}`, "null"]).concat([[`${path}.precision`, '"none"'], [`${path}.score`, "0.0"]]));
  }
  const { name, lat, lon, kind } = option.dataset;
  const point = option.value.startsWith("point:");
  return {
    [`${path}.place_id`]: point ? "null" : JSON.stringify(option.value),
    [`${path}.name`]: JSON.stringify(name ?? option.text),
    [`${path}.lat`]: lat ?? "null",
    [`${path}.lon`]: lon ?? "null",
    [`${path}.within`]: "null",
    [`${path}.score`]: "1.0",
    [`${path}.precision`]: JSON.stringify(point ? "site" : PRECISIONS.has(kind ?? "") ? kind : "town"),
  };
}

function openCorrection(claim: HTMLElement): void {
  const form = claim.querySelector<HTMLTemplateElement>("template.correct-form")?.content.querySelector("form")?.cloneNode(true) as HTMLFormElement | undefined;
  if (!form) return;
  startFinding(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = changed(form);
    if (!Object.keys(values).length) return say("Nothing was changed.");
    const reason = form.querySelector<HTMLInputElement>('input[name="why"]')?.value ?? "";
    const draft: Draft = { action: "correct", targets: [form.dataset.claim ?? ""], values, why: reason };
    closeDialog();
    tried(() => decide(draft));
  });
  dialog(form);
}

async function pickPoint(button: HTMLElement): Promise<void> {
  const box = button.closest<HTMLElement>(".place-field");
  const host = button.closest("form")?.querySelector<HTMLElement>(".dialog-map");
  const select = box?.querySelector<HTMLSelectElement>('select[name="place"]');
  if (!host || !select) return;
  host.hidden = false;
  const near = select.selectedOptions[0]?.dataset;
  const { pickOn } = await import("./map");
  pickOn(host, near?.lat ? [Number(near.lon), Number(near.lat)] : null, (lon, lat) => {
    const option = new Option(`the point ${lat.toFixed(4)}, ${lon.toFixed(4)}`, `point:${lat},${lon}`);
    Object.assign(option.dataset, { name: box?.querySelector("q")?.textContent ?? "", lat: lat.toFixed(5), lon: lon.toFixed(5) });
    select.querySelector('[value^="point:"]')?.remove();
    select.add(option);
    select.value = option.value;
  });
}

export function actOnReport(name: string, from: HTMLElement): boolean {
  const claim = from.closest<HTMLElement>("[data-claim]");
  const id = claim?.dataset.claim ?? "";
  if (name === "correct" && claim) openCorrection(claim);
  else if (name === "reject-claim") tried(() => decide({ action: "reject", targets: [id] }));
  else if (name === "accept-claim") tried(() => decide({ action: "accept", targets: [id] }));
  else if (name === "pick-point") tried(() => pickPoint(from));
  else return false;
  return true;
}

export function startReport(): void {
  if (!text()) return;
  startHover();
  startAdding();
  document.addEventListener("focusin", (event) => {
    const claim = (event.target as Element).closest<HTMLElement>(".report-claims .claim");
    if (claim) light(claim.id);
  });
  if (location.hash) light(decodeURIComponent(location.hash.slice(1)));
}
