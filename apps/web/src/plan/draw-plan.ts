import type { Instant } from "@lockstep/domain/instant";
import { type Bar, DRIFT_SHOWN, type PlanModel, type Row } from "./plan-model.ts";
import { lengthOf, type Span, type Tick } from "./span.ts";

export const AXIS_PX = 30;
const LANE_PX = 28;
const PAD_PX = 4;
const BAR_PX = 15;
const GHOST_PX = 6;
/** Narrower than that, a bar has no text in it. */
const TEXT_FROM_PX = 46;
const LEAST_PX = 2;

/** Where rows lie, from the top, below the axis. */
export interface Geometry {
  readonly tops: readonly number[];
  readonly height: number;
}

/** As high as its lanes; where a row had more before, as high as then, so that nothing jumps. */
export function geometryOf(rows: readonly Row[], atLeast: readonly number[] = []): Geometry {
  const tops: number[] = [];
  let top = 0;
  for (const [k, { laneCount }] of rows.entries()) {
    tops.push(top);
    top += Math.max(laneCount, atLeast[k] ?? 0) * LANE_PX + 2 * PAD_PX;
  }
  return { tops, height: top };
}

/** The colours of a theme, as the canvas takes them. */
export interface Look {
  readonly ink: string;
  readonly ink2: string;
  readonly rule: string;
  readonly surface: string;
  readonly canvas: string;
  readonly bar: string;
  readonly ghost: string;
  readonly chosen: string;
  readonly focus: string;
  readonly chipInk: string;
  readonly severity: { readonly [state: string]: string };
  readonly font: string;
}

export function lookOf(element: HTMLElement): Look {
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ...{ ink: color("ink"), ink2: color("ink-2"), rule: color("rule"), surface: color("surface") },
    ...{ canvas: color("canvas"), bar: color("bar"), ghost: color("ghost"), chosen: color("chosen") },
    ...{ focus: color("focus"), chipInk: color("chip-ink") },
    severity: { SHORT: color("critical"), LATE: color("high"), AT_RISK: color("medium") },
    font: style.fontFamily,
  };
}

export interface Scene {
  readonly model: PlanModel;
  readonly geometry: Geometry;
  readonly span: Span;
  readonly scrollTop: number;
  readonly width: number;
  readonly height: number;
  readonly now: Instant;
  readonly ticks: readonly Tick[];
  readonly tickText: (tick: Tick) => string;
  readonly picked: string | undefined;
  readonly hovered: string | undefined;
  /** What the picked one waits for. */
  readonly chain: ReadonlySet<string>;
  readonly look: Look;
}

export const xOf = ({ span, width }: Pick<Scene, "span" | "width">, at: Instant): number =>
  ((at - span.from) / lengthOf(span)) * width;

/** Where a bar is drawn, in the canvas. */
export function boxOf(scene: Scene, rowPlace: number, place: number) {
  const row = scene.model.rows[rowPlace];
  const bar = row?.bars[place];
  if (row === undefined || bar === undefined) return null;
  const x = xOf(scene, bar.span.from);
  const width = Math.max(LEAST_PX, xOf(scene, bar.span.to) - x);
  return { x, y: topOf(scene, rowPlace, row.lanes[place] ?? 0), width, height: BAR_PX };
}

const topOf = ({ geometry, scrollTop }: Scene, row: number, lane: number): number =>
  AXIS_PX + (geometry.tops[row] ?? 0) - scrollTop + PAD_PX + lane * LANE_PX;

/** Rows that are seen: the first, and the one after the last. */
function seenRows({ geometry: { tops }, scrollTop, height }: Scene): readonly [number, number] {
  let [low, high] = [0, tops.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tops[middle] ?? 0) > scrollTop) high = middle;
    else low = middle + 1;
  }
  const first = Math.max(0, low - 1);
  let last = first;
  while (last < tops.length && (tops[last] ?? 0) < scrollTop + height - AXIS_PX) last += 1;
  return [first, last];
}

/** Draws what is seen, and nothing else; says how many bars that were. */
export function drawPlan(context: CanvasRenderingContext2D, scene: Scene): number {
  const { width, height, look, span } = scene;
  context.fillStyle = look.surface;
  context.fillRect(0, 0, width, height);
  drawGrid(context, scene);
  const [first, last] = seenRows(scene);
  let drawn = 0;
  for (let k = first; k < last; k++) {
    const row = scene.model.rows[k];
    if (row === undefined) continue;
    drawStops(context, scene, k);
    for (const { baseline } of row.dropped) {
      if (baseline.from < span.to && baseline.to > span.from) drawDropped(context, scene, k, baseline);
    }
    for (const [place, bar] of row.bars.entries()) {
      const from = Math.min(bar.span.from, bar.baseline?.from ?? bar.span.from);
      const to = Math.max(bar.span.to, bar.baseline?.to ?? bar.span.to);
      if (from >= span.to || to <= span.from) continue;
      drawBar(context, scene, { bar, row: k, place });
      drawn += 1;
    }
  }
  drawChain(context, scene);
  drawNow(context, scene);
  drawAxis(context, scene);
  return drawn;
}

function drawGrid(context: CanvasRenderingContext2D, scene: Scene): void {
  const { look, ticks, width, height } = scene;
  context.fillStyle = look.rule;
  for (const tick of ticks) context.fillRect(Math.round(xOf(scene, tick.at)), AXIS_PX, tick.isDay ? 2 : 1, height);
  const [first, last] = seenRows(scene);
  for (let k = first; k <= last; k++) {
    const top = scene.geometry.tops[k] ?? scene.geometry.height;
    context.fillRect(0, AXIS_PX + top - scene.scrollTop, width, 1);
  }
}

function drawStops(context: CanvasRenderingContext2D, scene: Scene, k: number): void {
  const row = scene.model.rows[k];
  const { geometry, scrollTop, look, span } = scene;
  const top = AXIS_PX + (geometry.tops[k] ?? 0) - scrollTop + 1;
  const height = (geometry.tops[k + 1] ?? geometry.height) - (geometry.tops[k] ?? 0) - 1;
  for (const stop of row?.stops ?? []) {
    if (stop.from >= span.to || stop.to <= span.from) continue;
    const x = Math.max(-1, xOf(scene, stop.from));
    const width = Math.max(LEAST_PX, Math.min(scene.width + 1, xOf(scene, stop.to)) - x);
    context.fillStyle = look.chosen;
    context.fillRect(x, top, width, height);
    hatch(context, { x, y: top, width, height }, look.ink2);
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function hatch(context: CanvasRenderingContext2D, { x, y, width, height }: Box, color: string): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.globalAlpha = 0.55;
  context.beginPath();
  for (let k = Math.floor(x / 7) * 7 - height; k < x + width; k += 7) {
    context.moveTo(k, y + height);
    context.lineTo(k + height, y);
  }
  context.stroke();
  context.restore();
}

/** Planned and gone: the ghost is empty. */
function drawDropped(context: CanvasRenderingContext2D, scene: Scene, row: number, baseline: Span): void {
  const x = xOf(scene, baseline.from);
  const y = topOf(scene, row, 0) + BAR_PX + 2;
  context.strokeStyle = scene.look.ink2;
  context.setLineDash([3, 2]);
  context.strokeRect(x, y + 0.5, Math.max(LEAST_PX, xOf(scene, baseline.to) - x), GHOST_PX - 1);
  context.setLineDash([]);
}

interface Placed {
  readonly bar: Bar;
  readonly row: number;
  readonly place: number;
}

function drawBar(context: CanvasRenderingContext2D, scene: Scene, { bar, row, place }: Placed): void {
  const { look } = scene;
  const box = boxOf(scene, row, place);
  if (box === null) return;
  const { x, y, width } = box;
  if (bar.baseline !== null) {
    const ghost = xOf(scene, bar.baseline.from);
    context.fillStyle = look.ghost;
    context.fillRect(ghost, y + BAR_PX + 2, Math.max(LEAST_PX, xOf(scene, bar.baseline.to) - ghost), GHOST_PX);
    if (bar.drift !== null && Math.abs(bar.drift) >= DRIFT_SHOWN) drawDrift(context, scene, { bar, y });
  }
  const isBad = bar.lineState !== null && bar.lineState in look.severity;
  const fill = isBad ? (look.severity[bar.lineState ?? ""] ?? look.bar) : look.bar;
  const isOpen = bar.state === "PENDING";
  context.fillStyle = isOpen && !isBad ? look.surface : fill;
  context.fillRect(x, y, width, BAR_PX);
  if (!isOpen && !isBad && bar.state !== "DONE") drawProgress(context, scene, { bar, box });
  if (width >= 3) {
    context.strokeStyle = isBad ? look.chipInk : look.bar;
    context.lineWidth = isBad ? 1.5 : 1;
    context.strokeRect(x + 0.5, y + 0.5, width - 1, BAR_PX - 1);
  }
  drawWords(context, scene, { bar, box, isBad, isOpen });
  if (bar.id === scene.picked || bar.id === scene.hovered || scene.chain.has(bar.id)) {
    context.strokeStyle = bar.id === scene.picked ? look.focus : look.ink;
    context.lineWidth = bar.id === scene.picked ? 3 : 2;
    context.strokeRect(x - 2, y - 2, width + 4, BAR_PX + 4);
  }
}

/** Of what runs, the part that is still to come is lighter. */
function drawProgress(
  context: CanvasRenderingContext2D,
  scene: Scene,
  { bar, box }: { readonly bar: Bar; readonly box: Box },
): void {
  const done = Math.max(0, Math.min(box.width, xOf(scene, scene.now) - box.x));
  if (bar.span.to <= scene.now) return;
  context.fillStyle = scene.look.surface;
  context.fillRect(box.x + done, box.y, box.width - done, BAR_PX);
}

/** From where the baseline ends to where the projection ends. */
function drawDrift(
  context: CanvasRenderingContext2D,
  scene: Scene,
  { bar, y }: { readonly bar: Bar; readonly y: number },
): void {
  if (bar.baseline === null) return;
  const from = xOf(scene, bar.baseline.to);
  const to = xOf(scene, bar.span.to);
  if (Math.abs(to - from) < 6) return;
  const middle = y + BAR_PX + 2 + GHOST_PX / 2;
  const side = Math.sign(to - from);
  context.strokeStyle = side > 0 ? scene.look.ink : scene.look.ink2;
  context.lineWidth = side > 0 ? 1.5 : 1;
  context.beginPath();
  context.moveTo(from, middle);
  context.lineTo(to, middle);
  context.moveTo(to - side * 5, middle - 3.5);
  context.lineTo(to, middle);
  context.lineTo(to - side * 5, middle + 3.5);
  context.stroke();
}

const WHITE = "#ffffff";
const SHAPES: { readonly [state: string]: string } = { SHORT: "■", LATE: "▲", AT_RISK: "◆" };

interface Words {
  readonly bar: Bar;
  readonly box: Box;
  readonly isBad: boolean;
  readonly isOpen: boolean;
}

function drawWords(context: CanvasRenderingContext2D, scene: Scene, { bar, box, isBad, isOpen }: Words): void {
  const { look } = scene;
  const left = Math.max(0, box.x);
  const right = Math.min(scene.width, box.x + box.width);
  const marks = `${isBad ? `${SHAPES[bar.lineState ?? ""]} ` : ""}${bar.hold === null ? "" : "‖ "}`;
  const text = right - left < TEXT_FROM_PX ? marks : `${marks}${bar.id}`;
  if (text === "" || right - left < 12) return;
  const onBad = bar.lineState === "SHORT" ? WHITE : look.chipInk;
  const write = (from: number, to: number, color: string): void => {
    if (to <= from) return;
    context.save();
    context.beginPath();
    context.rect(from, box.y, to - from, BAR_PX);
    context.clip();
    context.fillStyle = color;
    context.fillText(text, left + 4, box.y + BAR_PX / 2 + 0.5);
    context.restore();
  };
  context.font = `12px ${look.font}`;
  context.textBaseline = "middle";
  if (isBad) {
    write(left, right, onBad);
    return;
  }
  // What is made is dark, what is still to come is light: so is what is written on it.
  const made = isOpen ? left : bar.state === "DONE" ? right : Math.min(right, xOf(scene, scene.now));
  write(left, made, look.surface);
  write(Math.max(left, made), right, look.ink);
}

/** From each thing that is waited for to what waits. */
function drawChain(context: CanvasRenderingContext2D, scene: Scene): void {
  const places = [...(scene.picked === undefined ? [] : [scene.picked]), ...scene.chain].flatMap(
    (id) => scene.model.byId.get(id) ?? [],
  );
  context.strokeStyle = scene.look.ink;
  context.lineWidth = 1.5;
  context.beginPath();
  for (const [k, { row, place }] of places.entries()) {
    const next = places[k + 1];
    const [to, from] = [boxOf(scene, row, place), next === undefined ? null : boxOf(scene, next.row, next.place)];
    if (from === null || to === null) continue;
    context.moveTo(from.x + from.width, from.y + BAR_PX / 2);
    context.lineTo(to.x, to.y + BAR_PX / 2);
  }
  context.stroke();
}

function drawNow(context: CanvasRenderingContext2D, scene: Scene): void {
  const x = Math.round(xOf(scene, scene.now));
  if (x < 0 || x > scene.width) return;
  context.fillStyle = scene.look.ink;
  context.fillRect(x - 1, AXIS_PX - 6, 2, scene.height);
}

function drawAxis(context: CanvasRenderingContext2D, scene: Scene): void {
  const { look, width } = scene;
  context.fillStyle = look.canvas;
  context.fillRect(0, 0, width, AXIS_PX - 1);
  context.fillStyle = look.rule;
  context.fillRect(0, AXIS_PX - 1, width, 1);
  context.textBaseline = "middle";
  for (const tick of scene.ticks) {
    const x = Math.round(xOf(scene, tick.at));
    context.fillStyle = look.rule;
    context.fillRect(x, 0, tick.isDay ? 2 : 1, AXIS_PX);
    context.fillStyle = tick.isDay ? look.ink : look.ink2;
    context.font = `${tick.isDay ? "600 " : ""}12px ${look.font}`;
    context.fillText(scene.tickText(tick), x + 5, AXIS_PX / 2);
  }
  const now = Math.round(xOf(scene, scene.now));
  if (now < 0 || now > width) return;
  context.fillStyle = look.ink;
  context.beginPath();
  context.moveTo(now - 6, AXIS_PX - 9);
  context.lineTo(now + 6, AXIS_PX - 9);
  context.lineTo(now, AXIS_PX - 1);
  context.fill();
}

/** The bar at a place of the canvas, with a little room around narrow ones. */
export function barAt(scene: Scene, x: number, y: number): Bar | null {
  if (y < AXIS_PX) return null;
  const [first, last] = seenRows(scene);
  for (let k = first; k < last; k++) {
    const row = scene.model.rows[k];
    const top = AXIS_PX + (scene.geometry.tops[k] ?? 0) - scene.scrollTop;
    const bottom = AXIS_PX + (scene.geometry.tops[k + 1] ?? scene.geometry.height) - scene.scrollTop;
    if (row === undefined || y < top || y >= bottom) continue;
    const lane = Math.floor((y - top - PAD_PX) / LANE_PX);
    const found = row.bars.findLast((bar, place) => {
      if ((row.lanes[place] ?? 0) !== lane) return false;
      return (
        xOf(scene, bar.span.from) - 3 <= x &&
        x <= Math.max(xOf(scene, bar.span.to), xOf(scene, bar.span.from) + LEAST_PX) + 3
      );
    });
    return found ?? null;
  }
  return null;
}
