// One key for each thing that is done all day. No key acts while a person types.

import { dialog, element } from "./page";

const LISTED: [string, string][] = [
  ["/", "search"],
  ["J  K", "next and previous"],
  ["Enter", "open what is marked"],
  ["A", "accept"],
  ["R", "reject"],
  ["D", "discount: no harm to count"],
  ["P", "publish"],
  ["X", "redact: never published"],
  ["M", "merge with the first that may be the same"],
  ["S", "split off the picked claims"],
  ["U", "undo the last decision"],
  ["W", "say why"],
  ["C", "correct the marked claim of a report"],
  ["?", "this list"],
];

export function showKeys(): void {
  const list = element("dl", "", "keys-list");
  for (const [key, what] of LISTED) {
    const term = element("dt");
    term.append(...key.split("  ").flatMap((k) => [element("kbd", k), " "]));
    list.append(term, element("dd", what));
  }
  const title = element("h2", "Keys");
  title.id = "dialog-title";
  const close = element("button", "Close");
  close.type = "button";
  close.dataset.do = "close";
  const foot = element("p", "", "buttons");
  foot.append(close);
  dialog(title, list, foot);
}

function typing(target: EventTarget | null): boolean {
  const at = target as HTMLElement | null;
  return !!at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) && (at as HTMLInputElement).type !== "checkbox";
}

export function startKeys(step: (by: 1 | -1) => void, other: Record<string, () => void>): void {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) (event.target as HTMLElement).blur();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    if (key === "?") showKeys();
    else if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (other[key]) other[key]();
    else {
      const meant = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
      if (!meant) return;
      if (meant.matches("input")) meant.focus();
      else meant.click();
    }
    event.preventDefault();
  });
}
