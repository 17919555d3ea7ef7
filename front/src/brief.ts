// The brief as it reads, made anew from what stands in the editor: the few marks of Markdown that a brief uses.

import { element } from "./page";

function inline(words: string): (Node | string)[] {
  return words.split(/(\*[^*]+\*|`[^`]+`|(?:\[\d+\])+)/).filter(Boolean).map((part) => {
    if (/^\*.+\*$/.test(part)) return element("em", part.slice(1, -1));
    if (/^`.+`$/.test(part)) return element("code", part.slice(1, -1));
    if (/^\[\d/.test(part)) return element("sup", part.replaceAll("][", " ").replaceAll(/[[\]]/g, ""));
    return part.replaceAll(/\\([`*])/g, "$1").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
  });
}

function block(words: string): HTMLElement {
  const head = words.match(/^(#{1,4}) (.*)/s);
  const made = head ? element(`h${Math.min(4, (head[1]?.length ?? 1) + 1)}` as "h2") : element("p");
  made.dir = "auto";
  (head?.[2] ?? words).split(/ {2}\n/).forEach((line, at) => made.append(...(at ? [element("br")] : []), ...inline(line)));
  return made;
}

export function startBrief(): void {
  const text = document.querySelector<HTMLTextAreaElement>("#brief-text");
  const preview = document.getElementById("brief-preview");
  if (!text || !preview) return;
  const draw = (): void => preview.replaceChildren(...text.value.split(/\n{2,}/).filter((b) => b.trim()).map(block));
  text.addEventListener("input", draw);
  draw();
}

/** Between reading and editing. */
export function turnBrief(button: HTMLElement): void {
  const text = document.querySelector<HTMLElement>("#brief-text");
  const preview = document.getElementById("brief-preview");
  if (!text || !preview) return;
  text.hidden = !text.hidden;
  preview.hidden = !text.hidden;
  button.textContent = text.hidden ? "Edit" : "As it reads";
  if (!text.hidden) text.focus();
}
