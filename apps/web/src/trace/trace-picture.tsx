import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from "react";
import { quantity } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import { BOX, type Layout, layOut } from "./layout.ts";
import type { Trace, TraceNode } from "./trace-answer.ts";
import { kindOf, nameOf, numberOf, summaryOf } from "./words.ts";

interface PictureProps {
  readonly trace: Trace;
  readonly picked: string | undefined;
  readonly onPick: (id: string) => void;
}

/** More arrows than this, and their quantities would stand on each other: they are in the table and the detail. */
const MOST_LABELS = 40;

/** The genealogy from left to right. One tab stop; arrow keys go to the nearest box on that side, Enter picks it. */
export function TracePicture({ trace, picked, onPick }: PictureProps): ReactNode {
  const layout = useMemo(() => layOut(trace), [trace]);
  const frame = useRef<HTMLDivElement>(null);
  const cuts = useMemo(() => new Set(trace.cuts.map(({ node }) => node)), [trace]);
  const stop = layout.placed.some(({ node }) => node.id === picked) ? picked : trace.start;
  useEffect(() => {
    const box = frame.current?.querySelector(`[data-node="${CSS.escape(trace.start)}"]`);
    if (!(box instanceof HTMLElement) || frame.current === null) return;
    const { clientWidth, clientHeight } = frame.current;
    frame.current.scrollTo({
      left: box.offsetLeft - (clientWidth - BOX.width) / 2,
      top: box.offsetTop - (clientHeight - BOX.height) / 2,
    });
  }, [trace.start]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = (event.target as HTMLElement).dataset["node"];
    const next = at === undefined ? null : neighbour(layout, at, event.key);
    if (next === null) return;
    event.preventDefault();
    frame.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"]`)?.focus();
  };

  return (
    <div className="trace-frame" ref={frame}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the boxes inside take the focus, this one only hears their keys */}
      <div className="trace-picture" style={{ width: layout.width, height: layout.height }} onKeyDown={onKeyDown}>
        <svg width={layout.width} height={layout.height} role="img" aria-label={summaryOf(trace)}>
          <defs>
            <marker
              id="trace-arrow"
              viewBox="0 0 8 8"
              refX="8"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              markerUnits="userSpaceOnUse"
              orient="auto"
            >
              <path d="M0 0L8 4L0 8Z" className="trace-arrow" />
            </marker>
          </defs>
          {layout.drawn.map(({ edge, path }) => (
            <path
              key={`${edge.from}>${edge.to}`}
              d={path}
              className="trace-edge"
              data-picked={edge.from === picked || edge.to === picked}
              markerEnd="url(#trace-arrow)"
            />
          ))}
          {layout.drawn
            .filter(({ edge }) => edge.quantity !== null)
            .slice(0, layout.drawn.length > MOST_LABELS ? 0 : undefined)
            .map(({ edge, x, y }) => (
              <text key={`${edge.from}>${edge.to}`} x={x} y={y - 5} className="trace-quantity">
                {quantity(edge.quantity ?? 0)} {edge.uom}
              </text>
            ))}
        </svg>
        {layout.placed.map(({ node, x, y }) => (
          <button
            key={node.id}
            type="button"
            className="trace-node"
            data-node={node.id}
            data-kind={node.kind}
            data-start={node.id === trace.start}
            aria-pressed={node.id === picked}
            tabIndex={node.id === stop ? 0 : -1}
            style={{ left: x, top: y, width: BOX.width, height: BOX.height }}
            title={`${nameOf(node)} · ${numberOf(node)}`}
            onClick={() => onPick(node.id)}
          >
            <Box node={node} isCut={cuts.has(node.id)} />
          </button>
        ))}
      </div>
    </div>
  );
}

function Box({ node, isCut }: { readonly node: TraceNode; readonly isCut: boolean }): ReactNode {
  return (
    <>
      <span className="trace-kind">
        {kindOf(node)}
        {node.isHeld && <span className="trace-mark trace-held">{t("trace.held")}</span>}
        {isCut && <span className="trace-mark trace-cut">{t("trace.cut")}</span>}
      </span>
      <span className="trace-number">{numberOf(node)}</span>
      <span className="trace-name">{nameOf(node)}</span>
    </>
  );
}

const SIDES: { readonly [key: string]: readonly [number, number] } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest box on that side: along it counts once, across it twice. */
function neighbour({ placed }: Layout, at: string, key: string): string | null {
  const side = SIDES[key];
  const from = placed.find(({ node }) => node.id === at);
  if (side === undefined || from === undefined) return null;
  let best: { id: string; far: number } | null = null;
  for (const { node, x, y } of placed) {
    const along = (x - from.x) * side[0] + (y - from.y) * side[1];
    const across = Math.abs((x - from.x) * side[1]) + Math.abs((y - from.y) * side[0]);
    if (along <= 0 || (side[1] !== 0 && x !== from.x)) continue;
    const far = along + 2 * across;
    if (best === null || far < best.far) best = { id: node.id, far };
  }
  return best?.id ?? null;
}
