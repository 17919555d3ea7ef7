// Builds the desk's script, style, fonts and bundled world into src/hadba/web/static. Nothing is fetched at run time.
import { build } from "esbuild";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { world } from "./world.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/hadba/web/static");
const modules = join(here, "node_modules");

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const common = { bundle: true, minify: true, legalComments: "none", target: "es2022", logLevel: "warning", outdir: out };
// The map is a chunk of its own, asked for once the page is drawn: it is forty times the rest.
await build({ ...common, entryPoints: { desk: join(here, "src/desk.ts") }, format: "esm", splitting: true, chunkNames: "[name]-[hash]" });
await build({
  ...common,
  entryPoints: { desk: join(here, "style/desk.css"), "map-live": join(here, "style/map-live.css") },
  loader: { ".woff2": "file" },
  assetNames: "[name]-[hash]",
});
cpSync(join(modules, "maplibre-gl/dist/maplibre-gl-worker.mjs"), join(out, "map-worker.mjs"));
writeFileSync(join(out, "land.json"), world(join(modules, "world-atlas/countries-50m.json")));
writeFileSync(join(out, "land-coarse.json"), world(join(modules, "world-atlas/countries-110m.json")));
cpSync(join(here, "style/icon.svg"), join(out, "icon.svg"));

const notices = ["maplibre-gl", "pmtiles", "world-atlas", "@fontsource-variable/inter", "@fontsource-variable/source-serif-4", "@fontsource-variable/noto-naskh-arabic"];
const licence = (name) => {
  for (const file of ["LICENSE", "LICENSE.txt", "LICENSE.md"]) {
    try {
      return readFileSync(join(modules, name, file), "utf8");
    } catch {
      continue; // packages name the file differently
    }
  }
  return JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")).license;
};
writeFileSync(join(out, "licences.txt"), notices.map((name) => `== ${name}\n\n${licence(name)}\n`).join("\n"));
