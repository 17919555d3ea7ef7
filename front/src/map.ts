// The map: the bundled world without a network, or the user's own tiles; a selection as marks, its uncertainty as circles.

import { LngLatBounds, Map, NavigationControl, Popup, ScaleControl, addProtocol, setWorkerUrl } from "maplibre-gl";
import type { GeoJSONSource, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type * as GeoJSON from "geojson";
import { PMTiles, Protocol } from "pmtiles";
import { ask, bundled, element, hasTiles, tried } from "./page";

type Box = [number, number, number, number];
type Marks = { lat: number[]; lon: number[]; reach: number[]; count: number[]; deaths: number[]; n: number[]; shared: boolean; located: number; unlocated: number; box: Box | null };

type Listed = { incident_id: string; type: string; place: string | null; start: string | null; end: string | null; killed: Record<string, { low: number | null; high: number | null; high_open: boolean }>; n_independent: number; n_reports: number; grade: string };

setWorkerUrl(new URL(bundled("map-worker.mjs"), location.href).href);
const METRES_A_PIXEL = 78271.517; // at zoom 0 on the equator, with tiles of 512 pixels
const FONT = ["Inter"];
const PADDING = 46; // pixels around the marks, as in the first picture
const VAGUE_KM = 60; // a point that may be this far off is drawn as a ring
const EMPTY = { type: "FeatureCollection", features: [] } as const;

const dark = (): boolean => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};
const shades = (): Record<string, string> =>
  dark()
    ? { sea: "#12171c", land: "#24282c", border: "#555b63", town: "#c9c4b8", halo: "#1b1f23", harm: "#f0907a", mark: "#b9b3a6", road: "#3b4047", edge: "#101214" }
    : { sea: "#dbe5ea", land: "#f7f4ec", border: "#b7ad9a", town: "#4a453d", halo: "#fbf9f4", harm: "#9c2a16", mark: "#6f675b", road: "#e2dac8", edge: "#fbf9f4" };

/** The style of the map's own parts, once. */
const styled = new Promise<void>((done) => {
  const link = element("link");
  link.rel = "stylesheet";
  link.href = bundled("map-live.css");
  link.onload = link.onerror = () => done();
  document.head.append(link);
});

type World = { land: number[][][]; borders: number[][] };
let kept: Promise<World> | null = null;

/** Steps in thousandths of a degree as the points of a line. */
function points(steps: number[]): GeoJSON.Position[] {
  let [lon, lat] = [0, 0];
  return Array.from({ length: steps.length / 2 }, (_, at) => [(lon += steps[2 * at]!) / 1000, (lat += steps[2 * at + 1]!) / 1000]);
}

async function bundledWorld(): Promise<{ land: GeoJSON.Geometry; borders: GeoJSON.Geometry }> {
  const { land, borders } = await (kept ??= ask<World>(bundled("land.json")));
  return {
    land: { type: "MultiPolygon", coordinates: land.map((rings) => rings.map(points)) },
    borders: { type: "MultiLineString", coordinates: borders.map(points) },
  };
}

/** Layers of the user's tiles, in the common Protomaps schema; other schemas show what has the same names. */
function tileLayers(c: Record<string, string>): LayerSpecification[] {
  const of = (layer: string): { source: string; "source-layer": string } => ({ source: "tiles", "source-layer": layer });
  return [
    { id: "t-earth", type: "fill", ...of("earth"), paint: { "fill-color": c.land! } },
    { id: "t-water", type: "fill", ...of("water"), paint: { "fill-color": c.sea! } },
    { id: "t-roads", type: "line", ...of("roads"), minzoom: 7, paint: { "line-color": c.road!, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 0.6, 16, 4] } },
    { id: "t-buildings", type: "fill", ...of("buildings"), minzoom: 14, paint: { "fill-color": c.road! } },
    { id: "t-borders", type: "line", ...of("boundaries"), paint: { "line-color": c.border!, "line-width": 0.9 } },
  ];
}

type Features = GeoJSON.Feature[];
const collected = (features: Features): GeoJSON.GeoJSON => ({ type: "FeatureCollection", features });

function style(c: Record<string, string>, drawn: Features): StyleSpecification {
  const marks: LayerSpecification[] = [
    { id: "towns-dot", type: "circle", source: "towns", paint: { "circle-radius": 1.8, "circle-color": c.town!, "circle-opacity": 0.7 } },
    { id: "reach", type: "circle", source: "points", paint: {
      "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 0, ["get", "px"], 22, ["*", ["get", "px"], 4194304]],
      "circle-color": c.harm!, "circle-opacity": 0.07, "circle-stroke-color": c.harm!, "circle-stroke-opacity": 0.35, "circle-stroke-width": 1,
      "circle-pitch-alignment": "map",
    }, minzoom: 5.5 },
    { id: "points", type: "circle", source: "points", layout: { "circle-sort-key": ["-", ["get", "count"]] }, paint: {
      "circle-radius": ["case", [">", ["get", "count"], 1], ["+", 5, ["*", 1.3, ["ln", ["get", "count"]]]], 4.5], // as in the first picture
      "circle-color": ["case", [">", ["get", "deaths"], 0], c.harm!, c.mark!],
      "circle-opacity": ["case", [">=", ["get", "reach"], VAGUE_KM], 0.15, 0.82],
      "circle-stroke-color": ["case", [">=", ["get", "reach"], VAGUE_KM], ["case", [">", ["get", "deaths"], 0], c.harm!, c.mark!], c.edge!],
      "circle-stroke-width": ["case", [">=", ["get", "reach"], VAGUE_KM], 1.6, 1],
    } },
    { id: "lit", type: "circle", source: "lit", paint: { "circle-radius": 11, "circle-color": "transparent", "circle-stroke-color": c.town!, "circle-stroke-width": 2.4 } },
    { id: "towns", type: "symbol", source: "towns", layout: {
      "text-field": ["get", "name"], "text-font": FONT, "text-size": ["interpolate", ["linear"], ["get", "rank"], 0, 13, 60, 10.5],
      "text-anchor": "left", "text-offset": [0.45, 0], "symbol-sort-key": ["get", "rank"], "text-padding": 4,
    }, paint: { "text-color": c.town!, "text-halo-color": c.halo!, "text-halo-width": 1.4 } },
    { id: "counts", type: "symbol", source: "counts", filter: [">", ["get", "count"], 1], layout: {
      "text-field": ["number-format", ["get", "count"], { locale: "en" }], "text-font": FONT, "text-size": 10.5, "text-padding": 0, "symbol-sort-key": ["-", ["get", "count"]],
    }, paint: { "text-color": ["case", [">=", ["get", "reach"], VAGUE_KM], c.town!, c.edge!] } },
  ];
  const base: LayerSpecification[] = [
    { id: "sea", type: "background", paint: { "background-color": c.sea! } },
    ...(hasTiles ? tileLayers(c) : [
      { id: "land", type: "fill", source: "land", paint: { "fill-color": c.land! } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": c.border!, "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.5, 8, 1.4] } },
    ] satisfies LayerSpecification[]),
  ];
  const geo = { type: "geojson", data: EMPTY as unknown as GeoJSON.GeoJSON } as const;
  return {
    version: 8,
    sources: {
      ...(hasTiles ? { tiles: { type: "vector", url: `pmtiles://${location.origin}/tiles.pmtiles`, attribution: "© OpenStreetMap" } as const } : { land: { ...geo, attribution: "Natural Earth, GeoNames" }, borders: geo }),
      points: { type: "geojson", data: collected(drawn) }, counts: geo, lit: geo, towns: geo,
    },
    layers: [...base, ...marks],
  };
}

/** A map with its marks in it from the first picture on; names and the bundled world follow. */
function make(host: HTMLElement, centre: [number, number], zoom: number, features: Features = [], bounds?: LngLatBounds): Map {
  if (hasTiles) {
    const protocol = new Protocol();
    protocol.add(new PMTiles(`${location.origin}/tiles.pmtiles`));
    addProtocol("pmtiles", protocol.tile);
  }
  const map = new Map({ container: host, style: style(shades(), features), fadeDuration: 0, ...(bounds ? { bounds, fitBoundsOptions: { padding: PADDING, maxZoom: 11 } } : { center: centre, zoom }), attributionControl: { compact: true }, maxZoom: 16, dragRotate: false, pitchWithRotate: false });
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ maxWidth: 90 }), "bottom-left");
  map.on("load", () => {
    source(map, "counts").setData(collected(features));
    const drawWorld = async (): Promise<void> => {
      const { land, borders } = await bundledWorld();
      source(map, "land").setData(land);
      source(map, "borders").setData(borders);
    };
    tried(async () => {
      await Promise.all([hasTiles ? null : drawWorld(), nameTowns(map)]);
      map.once("idle", () => (host.dataset.whole = "1"));
      map.triggerRepaint();
    });
    map.on("moveend", () => tried(() => nameTowns(map)));
    host.dataset.ready = "1";
  });
  new MutationObserver(() => repaint(map)).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return map;
}

function repaint(map: Map): void {
  const held = ["land", "borders", "points", "counts", "lit", "towns"].map((id) => [id, map.getSource(id) ? (map.getSource(id) as GeoJSONSource).serialize().data : null] as const);
  map.setStyle(style(shades(), []));
  map.once("styledata", () => held.forEach(([id, data]) => data && source(map, id).setData(data as GeoJSON.GeoJSON)));
}

const source = (map: Map, id: string): GeoJSONSource => map.getSource(id) as GeoJSONSource;
const point = (lon: number, lat: number, properties: Record<string, unknown>): GeoJSON.Feature => ({ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties });
const pixels = (km: number, lat: number): number => (km * 1000) / (METRES_A_PIXEL * Math.cos((lat * Math.PI) / 180));

async function nameTowns(map: Map): Promise<void> {
  if (map.getZoom() < 3.2) return source(map, "towns")?.setData(EMPTY as unknown as GeoJSON.GeoJSON) as unknown as void;
  const [west, south, east, north] = boxOf(map, 4).split(",");
  const query = `west=${west}&south=${south}&east=${east}&north=${north}`;
  const towns = await ask<[string, number, number, number][]>(`/api/towns?${query}`);
  const names = towns.map(([name, lat, lon], rank) => point(lon, lat, { name, rank }));
  source(map, "towns")?.setData({ type: "FeatureCollection", features: names });
}

let list: Map | null = null;
let shown: Marks | null = null;
let asked = 0;

const features = (marks: Marks): Features =>
  marks.lat.map((lat, i) => point(marks.lon[i]!, lat, { count: marks.count[i]!, deaths: marks.deaths[i]!, n: marks.n[i]!, reach: marks.reach[i]!, px: pixels(marks.reach[i]!, lat) }));

/** The marks of the selection, in all of it or as seen closer. */
function marksOf(map?: Map): Promise<Marks> {
  const query = new URLSearchParams(location.search);
  if (map) {
    query.set("view", boxOf(map, 4));
    query.set("zoom", map.getZoom().toFixed(2));
  }
  return ask<Marks>(`/api/map?${query}`);
}

function draw(map: Map, marks: Marks): void {
  source(map, "points").setData(collected(features(marks)));
  source(map, "counts").setData(collected(features(marks)));
}

/** Marks that stand for several incidents are parted as the person looks closer. */
async function closer(map: Map): Promise<void> {
  if (!shown?.shared) return;
  const mine = ++asked;
  const marks = await marksOf(map);
  if (mine === asked) draw(map, marks);
}

function note(marks: Marks): void {
  const told = marks.shared ? [`${marks.located.toLocaleString("en")} incidents in ${marks.n.length.toLocaleString("en")} marks`] : [];
  if (marks.unlocated) told.push(`${marks.unlocated.toLocaleString("en")} not on the map`);
  const place = document.getElementById("on-map");
  if (place) place.textContent = told.join("; ");
}

/** The map of a selection. */
export async function showSelection(host: HTMLElement): Promise<void> {
  const mine = ++asked;
  const marks = await marksOf();
  await styled;
  if (mine !== asked) return; // a later selection is under way
  shown = marks;
  note(marks);
  const chosen = new URLSearchParams(location.search).get("box")?.split(",").map(Number);
  const [west, south, east, north] = chosen?.length === 4 ? (chosen as Box) : marks.box ?? [];
  const wanted = west === undefined ? undefined : new LngLatBounds([west, south!, east!, north!]);
  if (list) {
    const again = list;
    const drawn = (): void => {
      draw(again, marks);
      if (wanted && !chosen) again.fitBounds(wanted, { padding: PADDING, maxZoom: 11, duration: 500 });
    };
    if (again.getSource("points")) drawn();
    else again.once("load", drawn);
  } else list = first(host, marks, wanted);
  const map = list;
  const seen = (): void => {
    if (!map.getSource("points") || !map.isSourceLoaded("points")) return;
    map.off("render", seen);
    host.dataset.drawn = String(marks.n.length);
  };
  map.on("render", seen);
  map.triggerRepaint();
}

function first(host: HTMLElement, marks: Marks, wanted?: LngLatBounds): Map {
  const map = make(host, [40, 30], 3, features(marks), wanted);
  map.on("moveend", () => tried(() => closer(map)));
  map.on("click", "points", (event) => event.features?.[0] && tried(() => open(map, event.features![0] as unknown as GeoJSON.Feature)));
  map.on("mouseenter", "points", () => (map.getCanvas().style.cursor = "pointer"));
  map.on("mouseleave", "points", () => (map.getCanvas().style.cursor = ""));
  map.on("mousemove", "points", (event) => lightRow(Number(event.features?.[0]?.properties.n ?? -1)));
  return map;
}

/** The box on the map, for an address. */
export const box = (): string | null => (list ? boxOf(list, 3) : null);

function boxOf(map: Map, digits: number): string {
  const bounds = map.getBounds();
  const clamp = (v: number, m: number): string => Math.max(-m, Math.min(m, v)).toFixed(digits);
  return [clamp(bounds.getWest(), 180), clamp(bounds.getSouth(), 90), clamp(bounds.getEast(), 180), clamp(bounds.getNorth(), 90)].join(",");
}

function lightRow(n: number): void {
  for (const lit of document.querySelectorAll("tr.lit, .lane.lit")) lit.classList.remove("lit");
  if (n >= 0) for (const row of document.querySelectorAll(`[data-n="${n}"]`)) row.classList.add("lit");
}

/** Rings the point of a row of the list. */
export function lightPoint(row: HTMLElement | null): void {
  if (!list?.getSource("lit")) return;
  const { lat, lon } = row?.dataset ?? {};
  const features = lat && lon ? [point(Number(lon), Number(lat), {})] : [];
  source(list, "lit").setData({ type: "FeatureCollection", features });
}

async function open(map: Map, at: GeoJSON.Feature): Promise<void> {
  const [lon, lat] = (at.geometry as GeoJSON.Point).coordinates as [number, number];
  const n = Number(at.properties?.n ?? -1);
  const body = element("div");
  if (n >= 0) {
    const found = await ask<Listed>(`/api/numbers/${n}`);
    const link = element("a", `${found.type.replaceAll("_", " ")}${found.place ? `, ${found.place}` : ""}`);
    link.href = `/incidents/${found.incident_id}`;
    const killed = found.killed[document.documentElement.dataset.convention ?? "airwars"];
    const days = found.start === found.end ? found.start : `${found.start} to ${found.end}`;
    body.append(link, element("p", days ?? "no date"));
    if (killed) body.append(element("p", `${killed.low === killed.high ? "" : `${killed.low}–`}${killed.high}${killed.high_open ? "+" : ""} killed; ${found.n_independent} of ${found.n_reports} sources; ${found.grade}`));
  } else {
    const link = element("a", `${Number(at.properties?.count).toLocaleString("en")} incidents here`);
    const address = new URL(location.href);
    const around = shown?.shared ? (20 * 360) / (512 * 2 ** map.getZoom()) : 0.02; // degrees: as far as a mark reaches
    address.searchParams.set("box", [lon - around, lat - around, lon + around, lat + around].map((v) => v.toFixed(4)).join(","));
    address.searchParams.delete("after");
    link.href = address.pathname + address.search;
    link.dataset.part = "selection";
    body.append(link);
  }
  new Popup({ closeButton: true, maxWidth: "280px" }).setLngLat([lon, lat]).setDOMContent(body).addTo(map);
}

/** One place with the circle that it may reach. */
export async function showOne(host: HTMLElement): Promise<void> {
  await styled;
  const lat = Number(host.dataset.lat), lon = Number(host.dataset.lon), reach = Number(host.dataset.reach ?? 0);
  const zoom = Math.max(4.5, Math.min(12, 12.2 - Math.log2(Math.max(reach, 1))));
  make(host, [lon, lat], zoom, [point(lon, lat, { count: 1, deaths: 1, n: -2, reach, px: pixels(reach, lat) })]);
}

/** Lets a person point at a place. */
export function pickOn(host: HTMLElement, centre: [number, number] | null, then: (lon: number, lat: number) => void): void {
  if (host.dataset.ready) return;
  tried(() => styled);
  const map = make(host, centre ?? [40, 30], centre ? 9 : 3);
  map.on("click", (event) => {
    const { lng, lat } = event.lngLat;
    source(map, "points").setData({ type: "FeatureCollection", features: [point(lng, lat, { count: 1, deaths: 1, n: -2, reach: 0, px: 0 })] });
    then(lng, lat);
  });
}
