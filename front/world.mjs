// The bundled world as plain lines: longitudes and latitudes in thousandths of a degree, each point as the step from the one
// before. The atlas closes its rings across the 180th meridian; on a flat map they are drawn on beyond it, once at each side.
import { feature, mesh } from "topojson-client";
import { readFileSync } from "node:fs";

const GRAIN = 1000; // parts of a degree
const POLE = -89;

/** The ring without jumps: what crosses the meridian goes on beyond 180 degrees. */
function unrolled(ring) {
  let turn = 0;
  const line = ring.map(([lon, lat], at) => {
    const before = at ? ring[at - 1][0] : lon;
    turn += lon - before > 180 ? -360 : lon - before < -180 ? 360 : 0;
    return [lon + turn, lat];
  });
  if (!turn) return line;
  const [west, east] = [line[0][0], line.at(-1)[0]]; // around a pole: closed beneath the map's edge
  return [...line, [east, POLE], [west, POLE], line[0]];
}

/** The polygon as often as it must be drawn to be whole between 180 degrees west and east. */
function copies(rings) {
  const lons = rings[0].map(([lon]) => lon);
  const shifts = [0, ...(Math.max(...lons) > 180 ? [-360] : []), ...(Math.min(...lons) < -180 ? [360] : [])];
  return shifts.map((by) => rings.map((ring) => ring.map(([lon, lat]) => [lon + by, lat])));
}

/** A line cut where it jumps across the meridian. */
function cut(line) {
  const parts = [[]];
  line.forEach((point, at) => {
    if (at && Math.abs(point[0] - line[at - 1][0]) > 180) parts.push([]);
    parts.at(-1).push(point);
  });
  return parts.filter((part) => part.length > 1);
}

function steps(line) {
  const whole = line.map((point) => point.map((v) => Math.round(v * GRAIN)));
  const from = (at) => (at ? whole[at - 1] : [0, 0]);
  const found = whole.flatMap(([x, y], at) => [x - from(at)[0], y - from(at)[1]]);
  return found;
}

export function world(file) {
  const atlas = JSON.parse(readFileSync(file, "utf8"));
  const land = feature(atlas, atlas.objects.land).features.flatMap((f) => f.geometry.coordinates);
  const borders = mesh(atlas, atlas.objects.countries, (a, b) => a !== b).coordinates;
  return JSON.stringify({
    land: land.map((rings) => rings.map(unrolled)).flatMap(copies).map((rings) => rings.map(steps)),
    borders: borders.flatMap(cut).map(steps),
  });
}
