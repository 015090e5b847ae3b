// biome-ignore-all lint/a11y/useSemanticElements: the cells lie over a picture, which a table's cells cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stands in a cell (roving tabindex), as the ARIA grid pattern has it
import { useMantineColorScheme } from "@mantine/core";
import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { t } from "../i18n/i18n.ts";
import { AXIS_PX, barAt, boxOf, drawPlan, geometryOf, type Look, lookOf, type Scene } from "./draw-plan.ts";
import type { Bar, PlanModel, Row } from "./plan-model.ts";
import { LEVELS, lengthOf, moved, type Span, showing, spanAround, ticksOf, zoomed } from "./span.ts";
import { sentenceOf, tickText, timeOf, type Where } from "./words.ts";

interface ChartProps {
  readonly model: PlanModel;
  readonly span: Span;
  readonly where: Where;
  readonly picked: string | undefined;
  readonly chain: ReadonlySet<string>;
  readonly onPick: (id: string | undefined) => void;
  readonly onOpen: (order: string) => void;
  /** The time that is seen has been moved, and lies still again. */
  readonly onSpan: (span: Span) => void;
  readonly onNow: () => void;
}

const TICK_PX = 90;
/** As much of the rows is there with the first picture: more than most screens show. The others follow it. */
const FIRST_ROWS_PX = 1_200;
const STILL_MS = 200;
const CLICK_PX = 4;

/**
 * The bars on a canvas, of which only what is seen is drawn; over it a grid that keys and screen readers walk. While it is
 * moved nothing of the page is rendered anew.
 */
export function PlanChart(props: ChartProps): ReactNode {
  const { model, where, picked, onPick, onOpen } = props;
  const [frame, setFrame] = useState({ width: 0, height: 0 });
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const hovered = useRef<string | undefined>(undefined);
  const isInside = useRef(false);
  const [tip, setTip] = useState<{ readonly bar: Bar; readonly x: number; readonly y: number } | null>(null);
  const geometry = useSteadyGeometry(model, isInside);
  const look = useLook(scroller);
  const areAllRows = useDeferredValue(true, false);
  const { span, change } = useMovableSpan(props);

  const sceneNow = useCallback((): Scene | null => {
    if (look === null || scroller.current === null || frame.width === 0) return null;
    const at = span.current;
    return {
      ...{ model, geometry, span: at, scrollTop: scroller.current.scrollTop, ...frame, look },
      ...{ picked, hovered: hovered.current, chain: props.chain, now: Date.parse(where.now) },
      ticks: ticksOf(at, where.zone, Math.max(2, frame.width / TICK_PX)),
      tickText: (tick) => tickText(tick, where.zone),
    };
  }, [model, geometry, look, frame, picked, props.chain, where, span]);

  const draw = useDrawing(canvas, sceneNow);
  useLayoutEffect(() => draw());
  useSize(scroller, setFrame);
  useEffect(() => change.subscribe(draw), [change, draw]);
  useWheel(canvas, { span, change });

  const place = picked === undefined ? undefined : model.byId.get(picked);
  const stop = place ?? firstPlace(model, props.span);

  const focusPicked = (): void =>
    scroller.current?.querySelector<HTMLElement>("[data-cell='picked']")?.focus({ preventScroll: true });
  /** Whose cell takes the focus as soon as it is there. */
  const focusNext = useRef<string | null>(null);
  /** Moved so that it is seen, with the focus in its cell. */
  const goTo = (bar: Bar): void => {
    const at = model.byId.get(bar.id);
    if (at === undefined) return;
    const seen = showing(span.current, bar.span);
    // Where nothing moves, the span goes on along with now.
    if (seen !== span.current) change.to(seen);
    scrollToRow(scroller.current, geometry.tops[at.row] ?? 0, geometry.tops[at.row + 1] ?? geometry.height);
    onPick(bar.id);
    if (bar.id === picked) focusPicked();
    else focusNext.current = bar.id;
  };
  useEffect(() => {
    if (focusNext.current === null || focusNext.current !== picked) return;
    focusNext.current = null;
    focusPicked();
  });

  const toNow = (): void => {
    change.drop();
    props.onNow();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const middle = (span.current.from + span.current.to) / 2;
    const page = lengthOf(span.current) * 0.8;
    const keys: { readonly [key: string]: () => void } = {
      ArrowRight: () => stop && goTo(neighbour(model, stop, 1)),
      ArrowLeft: () => stop && goTo(neighbour(model, stop, -1)),
      ArrowDown: () => stop && goTo(inNextRow(model, stop, 1)),
      ArrowUp: () => stop && goTo(inNextRow(model, stop, -1)),
      PageUp: () => change.to(moved(span.current, -page)),
      PageDown: () => change.to(moved(span.current, page)),
      "+": () => change.to(zoomed(span.current, 1 / 1.5, middle)),
      "=": () => change.to(zoomed(span.current, 1 / 1.5, middle)),
      "-": () => change.to(zoomed(span.current, 1.5, middle)),
      "0": () => change.to(spanAround(middle - LEVELS.day / 6, LEVELS.day)),
      Home: toNow,
      Enter: () => place && onOpen(place.bar.order),
    };
    const run = keys[event.key];
    if (run === undefined) return;
    event.preventDefault();
    run();
  };

  const drag = useRef<{
    readonly x: number;
    readonly y: number;
    readonly span: Span;
    readonly top: number;
    isMoved: boolean;
  } | null>(null);
  const spot = (event: PointerEvent): { readonly x: number; readonly y: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const under = (event: PointerEvent): Bar | null => {
    const scene = sceneNow();
    const { x, y } = spot(event);
    return scene === null ? null : barAt(scene, x, y);
  };
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { ...spot(event), span: span.current, top: scroller.current?.scrollTop ?? 0, isMoved: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    const from = drag.current;
    const { x, y } = spot(event);
    if (from === null) {
      const bar = under(event);
      if (bar?.id === hovered.current) return;
      hovered.current = bar?.id;
      setTip(bar === null ? null : { bar, x, y });
      return;
    }
    if (!from.isMoved && Math.hypot(x - from.x, y - from.y) < CLICK_PX) return;
    from.isMoved = true;
    setTip(null);
    change.to(moved(from.span, ((from.x - x) / frame.width) * lengthOf(from.span)));
    if (scroller.current !== null && event.pointerType === "mouse") scroller.current.scrollTop = from.top + from.y - y;
  };
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>): void => {
    const from = drag.current;
    drag.current = null;
    if (from === null || from.isMoved) return;
    onPick(under(event)?.id);
  };

  return (
    <div className="plan-frame">
      <div
        className="plan-scroll"
        ref={scroller}
        onScroll={draw}
        onPointerEnter={() => {
          isInside.current = true;
        }}
        onPointerLeave={() => {
          isInside.current = false;
        }}
      >
        <div className="plan-corner" aria-hidden="true" style={{ height: AXIS_PX }} />
        <canvas
          ref={canvas}
          className="plan-canvas"
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerCancel={() => {
            drag.current = null;
          }}
          onPointerLeave={() => {
            hovered.current = undefined;
            setTip(null);
          }}
          onDoubleClick={() => place && onOpen(place.bar.order)}
        />
        <div
          role="grid"
          className="plan-rows"
          aria-label={t("plan.grid")}
          aria-describedby="plan-keys"
          aria-rowcount={model.rows.length}
          style={{ height: geometry.height, top: AXIS_PX }}
          onKeyDown={onKeyDown}
        >
          {model.rows.map((row, k) => {
            const place = {
              top: geometry.tops[k] ?? 0,
              height: (geometry.tops[k + 1] ?? geometry.height) - (geometry.tops[k] ?? 0),
            };
            if (!areAllRows && place.top > FIRST_ROWS_PX && stop?.row !== k) return null;
            const head = { index: k, name: row.resource?.name, down: downText(row, where), ...place };
            if (stop?.row !== k) return <QuietRow key={row.resource?.id ?? ""} {...head} bars={row.bars.length} />;
            return (
              <RowFrame key={row.resource?.id ?? ""} {...head}>
                {row.bars.map((bar, at) => (
                  <div
                    key={bar.id}
                    role="gridcell"
                    aria-colindex={at + 2}
                    aria-selected={bar.id === picked}
                    aria-label={sentenceOf(bar, where)}
                    tabIndex={at === stop.place ? 0 : -1}
                    data-cell={at === stop.place ? "picked" : undefined}
                    data-bar={bar.id}
                    className="plan-cell"
                    onFocus={() => bar.id !== picked && onPick(bar.id)}
                  />
                ))}
              </RowFrame>
            );
          })}
        </div>
      </div>
      <p id="plan-keys" className="visually-hidden">
        {t("plan.gridKeys")}
      </p>
      {tip !== null && (
        <div className="plan-tip" style={tipPlace(tip, frame)} aria-hidden="true">
          {sentenceOf(tip.bar, where)}
        </div>
      )}
    </div>
  );
}

interface HeadProps {
  readonly index: number;
  readonly name: string | undefined;
  readonly down: string | null;
  readonly top: number;
  readonly height: number;
}

function RowFrame({
  index,
  name,
  down,
  top,
  height,
  children,
}: HeadProps & { readonly children: ReactNode }): ReactNode {
  return (
    <div role="row" aria-rowindex={index + 1} className="plan-row" style={{ top, height }}>
      <div role="rowheader" className="plan-name">
        <span title={name}>{name ?? t("plan.noResource")}</span>
        {down !== null && <span className="chip chip-strong">{down}</span>}
      </div>
      {children}
    </div>
  );
}

/** A row without the focus says no more than how much is in it: of hundreds, few are rendered anew when the plan is read again. */
const QuietRow = memo(function QuietRow({ bars, ...head }: HeadProps & { readonly bars: number }): ReactNode {
  return (
    <RowFrame {...head}>
      <div role="gridcell" className="plan-cell" aria-label={rowText(bars, head.name)} />
    </RowFrame>
  );
});

function downText({ resource }: Row, where: Where): string | null {
  if (resource?.state !== "DOWN") return null;
  if (resource.upAt === null) return t("plan.rowDown");
  return t("plan.rowDownUntil", { time: timeOf(Date.parse(resource.upAt), where) });
}

const rowText = (n: number, name: string | undefined): string =>
  n === 0
    ? t("plan.emptyRow", { resource: name ?? t("plan.noResource") })
    : t("plan.rowOf", { n, resource: name ?? t("plan.noResource") });

/** Beside the pointer, on the side where there is room. */
function tipPlace(
  { x, y }: { readonly x: number; readonly y: number },
  { width, height }: { readonly width: number; readonly height: number },
) {
  const side = x > width / 2 ? { right: width - x + 12 } : { left: `calc(var(--plan-names) + ${x + 12}px)` };
  return y > height / 2 ? { ...side, bottom: height - y + 12 } : { ...side, top: y + 16 };
}

type Place = NonNullable<ReturnType<PlanModel["byId"]["get"]>>;

/** Where the focus goes first: the first bar of the first row that is seen, else the first of all. */
function firstPlace({ rows, byId }: PlanModel, { from, to }: Span): Place | undefined {
  const all = rows.flatMap(({ bars }) => bars.slice(0, 1));
  const seen = rows.flatMap(({ bars }) => bars.find(({ span }) => span.from < to && span.to > from) ?? []);
  const first = seen[0] ?? all[0];
  return first === undefined ? undefined : byId.get(first.id);
}

function neighbour({ rows }: PlanModel, { bar, row, place }: Place, step: number): Bar {
  return rows[row]?.bars[place + step] ?? bar;
}

/** In the next row that has any, the bar whose beginning is the nearest. */
function inNextRow({ rows }: PlanModel, { bar, row }: Place, step: number): Bar {
  for (let k = row + step; k >= 0 && k < rows.length; k += step) {
    const bars = rows[k]?.bars ?? [];
    if (bars.length === 0) continue;
    const far = (one: Bar): number => Math.abs(one.span.from - bar.span.from);
    return bars.reduce((best, one) => (far(one) < far(best) ? one : best));
  }
  return bar;
}

function scrollToRow(scroller: HTMLElement | null, top: number, bottom: number): void {
  if (scroller === null) return;
  const room = scroller.clientHeight - AXIS_PX;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (bottom > scroller.scrollTop + room) scroller.scrollTop = bottom - room;
}

/** While the pointer is on it no row gets lower, so that what is under the pointer stays there. */
function useSteadyGeometry(model: PlanModel, isInside: { readonly current: boolean }) {
  const before = useRef<{ readonly ids: string; readonly lanes: readonly number[] } | null>(null);
  return useMemo(() => {
    const ids = JSON.stringify(model.rows.map(({ resource }) => resource?.id ?? null));
    const lanes = before.current?.ids === ids && isInside.current ? before.current.lanes : [];
    before.current = { ids, lanes: model.rows.map(({ laneCount }, k) => Math.max(laneCount, lanes[k] ?? 0)) };
    return geometryOf(model.rows, lanes);
  }, [model, isInside]);
}

function useLook(element: { readonly current: HTMLElement | null }): Look | null {
  const [look, setLook] = useState<Look | null>(null);
  const { colorScheme } = useMantineColorScheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme has other colours
  useEffect(() => {
    const read = (): void => {
      if (element.current !== null) setLook(lookOf(element.current));
    };
    read();
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", read);
    return () => system.removeEventListener("change", read);
  }, [element, colorScheme]);
  return look;
}

interface Change {
  to(span: Span): void;
  /** What was to be told is not: the page says another one. */
  drop(): void;
  subscribe(listen: () => void): () => void;
}

interface Movable {
  readonly span: { readonly current: Span };
  readonly change: Change;
}

/** The span while it moves: the page hears of it when it lies still. */
function useMovableSpan({ span: told, onSpan }: ChartProps): Movable {
  const span = useRef(told);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const tell = useRef(onSpan);
  tell.current = onSpan;
  if (timer.current === null) span.current = told;
  const change = useMemo((): Change => {
    const listeners = new Set<() => void>();
    return {
      to(next) {
        span.current = next;
        if (timer.current !== null) clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          timer.current = null;
          tell.current(span.current);
        }, STILL_MS);
        for (const listen of listeners) listen();
      },
      drop() {
        if (timer.current !== null) clearTimeout(timer.current);
        timer.current = null;
      },
      subscribe(listen) {
        listeners.add(listen);
        return () => listeners.delete(listen);
      },
    };
  }, []);
  useEffect(() => () => change.drop(), [change]);
  return { span, change };
}

/** Asks for a drawing with the next frame, however often it is called before that. */
function useDrawing(canvas: { readonly current: HTMLCanvasElement | null }, sceneNow: () => Scene | null): () => void {
  const asked = useRef<number | null>(null);
  const scene = useRef(sceneNow);
  scene.current = sceneNow;
  useEffect(
    () => () => {
      if (asked.current !== null) cancelAnimationFrame(asked.current);
      asked.current = null;
    },
    [],
  );
  return useCallback(() => {
    asked.current ??= requestAnimationFrame(() => {
      asked.current = null;
      const now = scene.current();
      if (now !== null && canvas.current !== null) paint(canvas.current, now);
    });
  }, [canvas]);
}

function paint(canvas: HTMLCanvasElement, scene: Scene): void {
  // All of it is drawn each time: nothing shines through that would have to be mixed in.
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) return;
  const density = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(scene.width * density), Math.round(scene.height * density)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${scene.width}px`;
    canvas.style.height = `${scene.height}px`;
  }
  context.setTransform(density, 0, 0, density, 0, 0);
  canvas.dataset["bars"] = String(drawPlan(context, scene));
  placeCell(canvas, scene);
}

/** The cell that has, or would get, the focus lies over its bar. */
function placeCell(canvas: HTMLCanvasElement, scene: Scene): void {
  const cell = canvas.parentElement?.querySelector<HTMLElement>("[data-cell='picked']");
  if (cell === null || cell === undefined) return;
  const at = scene.model.byId.get(cell.dataset["bar"] ?? "");
  const box = at === undefined ? null : boxOf(scene, at.row, at.place);
  if (at === undefined || box === null) return;
  const left = Math.max(0, box.x);
  const right = Math.max(left + 4, Math.min(scene.width, box.x + box.width));
  // Neither moves what else is on the page, and so nothing of it is laid out anew in each frame.
  cell.style.transform = `translateX(${left}px)`;
  cell.style.width = `${right - left}px`;
  cell.style.top = `${box.y - AXIS_PX + scene.scrollTop - (scene.geometry.tops[at.row] ?? 0)}px`;
}

/** The place of the picture stays what it is: it is drawn when the page around it is laid out, which nothing waits for. */
function useSize(
  scroller: { readonly current: HTMLElement | null },
  tell: (frame: { width: number; height: number }) => void,
): void {
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      const names = element.querySelector<HTMLElement>(".plan-corner")?.offsetWidth ?? 0;
      tell({ width: Math.max(0, element.clientWidth - names), height: element.clientHeight });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, tell]);
}

/** Ctrl and the wheel change how much time is seen; sideways, or with Shift, it moves. */
function useWheel(canvas: { readonly current: HTMLCanvasElement | null }, { span, change }: Movable): void {
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      const { width, left } = element.getBoundingClientRect();
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const at = span.current.from + ((event.clientX - left) / width) * lengthOf(span.current);
        change.to(zoomed(span.current, Math.exp(Math.max(-120, Math.min(120, event.deltaY)) / 400), at));
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        change.to(moved(span.current, (sideways / width) * lengthOf(span.current)));
      }
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [canvas, span, change]);
}
