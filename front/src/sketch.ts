// The first picture of the map: land and marks on a plain canvas, while the map itself is on its way; and all there is
// where the browser has no WebGL.

import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { ask } from "./page";

export type Points = { lat: number[]; lon: number[]; reach: number[]; count: number[]; deaths: number[]; n: number[]; unlocated: number };

let kept: Promise<Topology> | null = null;
/** The bundled world, read once. */
export const world = (): Promise<Topology> => (kept ??= ask<Topology>("/static/world.json"));

const PADDING = 46; // pixels around the marks, as on the map
const NEAREST = 2 ** 11 * 512; // pixels around the world at the closest zoom that a selection is shown at
const x = (lon: number): number => (lon + 180) / 360;
const y = (lat: number): number => 0.5 - Math.asinh(Math.tan((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180)) / (2 * Math.PI);
const radius = (count: number): number => (count === 1 ? 4.5 : Math.min(36, 7 + Math.sqrt(count)));

function colour(canvas: HTMLCanvasElement, value: string): string {
  canvas.style.color = value;
  return getComputedStyle(canvas).color;
}

export async function sketch(host: HTMLElement, points: Points): Promise<void> {
  if (!points.lat.length) return;
  const atlas = await world();
  if (host.dataset.ready) return; // the map was faster
  const canvas = document.createElement("canvas");
  const [width, height] = [host.clientWidth, host.clientHeight];
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  canvas.className = "sketch";
  host.append(canvas);
  const draw = canvas.getContext("2d");
  if (!draw) return;
  const across = points.lon.map(x), down = points.lat.map(y);
  const low = (values: number[]): number => values.reduce((a, b) => Math.min(a, b));
  const high = (values: number[]): number => values.reduce((a, b) => Math.max(a, b));
  const [left, right, top, bottom] = [low(across), high(across), low(down), high(down)];
  const scale = Math.min(NEAREST, (width - 2 * PADDING) / Math.max(right - left, 1e-9), (height - 2 * PADDING) / Math.max(bottom - top, 1e-9));
  const px = (lon: number): number => (x(lon) - (left + right) / 2) * scale + width / 2;
  const py = (lat: number): number => (y(lat) - (top + bottom) / 2) * scale + height / 2;
  draw.scale(devicePixelRatio, devicePixelRatio);
  draw.fillStyle = colour(canvas, "var(--map-land)");
  draw.beginPath();
  const land = feature(atlas, atlas.objects.land as GeometryCollection);
  for (const one of "features" in land ? land.features : [land]) {
    if (one.geometry.type !== "MultiPolygon") continue;
    for (const ring of one.geometry.coordinates.flat()) ring.forEach(([lon, lat], at) => (at ? draw.lineTo(px(lon!), py(lat!)) : draw.moveTo(px(lon!), py(lat!))));
  }
  draw.fill("evenodd");
  const [harm, plain] = [colour(canvas, "var(--harm)"), colour(canvas, "var(--soft)")];
  draw.globalAlpha = 0.8;
  points.lat.forEach((lat, at) => {
    draw.fillStyle = points.deaths[at]! > 0 ? harm : plain;
    draw.beginPath();
    draw.arc(px(points.lon[at]!), py(lat), radius(points.count[at]!), 0, 7);
    draw.fill();
  });
  requestAnimationFrame(() => (host.dataset.drawnAfter ??= performance.now().toFixed(0)));
}
