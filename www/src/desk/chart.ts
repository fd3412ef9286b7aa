import { scaleUtc } from 'd3-scale';
import { svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';
import type { Format } from '../format';

/** A drawing is made for two widths; the style sheet shows the one that fits, so that its letters keep their size. */
export interface Frame {
  readonly kind: 'wide' | 'narrow';
  readonly width: number;
}

export const FRAMES: readonly Frame[] = [
  { kind: 'wide', width: 680 },
  { kind: 'narrow', width: 288 },
];

/** How far apart the words of two ticks are at least. */
const TICK_WIDTH = { wide: 110, narrow: 90 } as const;

export interface TimeAxis {
  x(iso: string): number;
  readonly ticks: SVGTemplateResult;
}

/** Days along the width of a frame. Only the places of things are worked out here, never an amount or a date. */
export function timeAxis(from: string, to: string, frame: Frame, ends: [number, number], y: number, f: Format): TimeAxis {
  const scale = scaleUtc().domain([dayOf(from), dayOf(to)]).range(ends);
  const wanted = Math.max(2, Math.floor((ends[1] - ends[0]) / TICK_WIDTH[frame.kind]));
  const ticks = scale.ticks(wanted).filter((day) => day.getUTCDate() === 1).slice(0, wanted + 1);
  const marks = ticks.map((day) => ({ x: scale(day), iso: day.toISOString().slice(0, 10) }));
  return {
    x: (iso) => scale(dayOf(iso)),
    ticks: svg`<line class="chart-axis" x1=${ends[0]} x2=${ends[1]} y1=${y} y2=${y} />
      ${spaced(marks, ends, TICK_WIDTH[frame.kind]).map(
        ({ x, iso }) => svg`<line class="chart-axis" x1=${x} x2=${x} y1=${y} y2=${y + 5} />
          <text class="chart-tick" x=${x} y=${y + 18} text-anchor="middle">${f.shortDate(iso)}</text>`,
      )}`,
  };
}

/** Ticks whose words neither touch each other nor leave the drawing. */
function spaced(marks: readonly { x: number; iso: string }[], [from, to]: [number, number], width: number): { x: number; iso: string }[] {
  const kept: { x: number; iso: string }[] = [];
  for (const mark of marks) {
    const last = kept.at(-1);
    const fits = mark.x - from >= width / 4 && to - mark.x >= width / 4;
    if (fits && (last === undefined || mark.x - last.x >= width * 0.8)) kept.push(mark);
  }
  return kept;
}

/** The drawing itself, told in a sentence to those who do not see it; a table says the same in full. */
export function picture(
  frame: Frame,
  height: number,
  description: string,
  content: SVGTemplateResult | readonly SVGTemplateResult[],
): SVGTemplateResult {
  return svg`<svg class="chart chart-${frame.kind}" viewBox="0 0 ${frame.width} ${height}" role="img" aria-label=${description}>
    ${content}
  </svg>`;
}

export function dayOf(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`);
}

export type Drawing = TemplateResult | SVGTemplateResult;
