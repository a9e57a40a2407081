import { formatMetric, type MetricId, type ReportContent } from '@songtrackpro/contracts';
import { colours, type Sheets, sheet, textWidth } from './page.ts';

const height = 150;
const axisWidth = 46;
const ticks = 4;

type Days = ReportContent['days'];

interface Scale {
  id: MetricId;
  top: number;
  values: (number | null)[];
}

/** 1, 2 or 5 times a power of ten, so that the marks of an axis are round numbers. */
function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}

function scaleOf(days: Days, id: MetricId): Scale {
  const values = days.map(({ values: all }) => {
    const value = all[id]?.value;
    return value == null ? null : Number(value);
  });
  const highest = Math.max(0, ...values.map((value) => value ?? 0));
  return { id, values, top: roundUp(highest / ticks) * ticks };
}

const isEmpty = ({ values }: Scale) => values.every((value) => value === null);

interface Plot {
  left: number;
  width: number;
  bottom: number;
}

/** Days about which neither is known are shaded over the whole height: a gap is no zero. */
function drawGaps({ doc, y }: Sheets, { left, width, bottom }: Plot, scales: readonly Scale[]): boolean {
  const [first] = scales;
  const step = width / (first?.values.length ?? 1);
  let drawn = false;
  for (const [index] of first?.values.entries() ?? []) {
    const known = scales.filter((scale) => !isEmpty(scale)).every(({ values }) => values[index] !== null);
    if (known) continue;
    drawn = true;
    doc.rect(left + index * step, y, step, bottom - y).fill(colours.unknown);
  }
  return drawn;
}

function drawAxis(sheets: Sheets, { left, width, bottom }: Plot, scale: Scale, side: 'left' | 'right'): void {
  const { doc, y } = sheets;
  for (let tick = 0; tick <= ticks; tick += 1) {
    const at = bottom - ((bottom - y) * tick) / ticks;
    if (side === 'left') {
      doc
        .moveTo(left, at)
        .lineTo(left + width, at)
        .lineWidth(0.4)
        .strokeColor(colours.line)
        .stroke();
    }
    const label = formatMetric(scale.id, { value: (scale.top * tick) / ticks, reason: null }, null);
    const x = side === 'left' ? left - axisWidth : left + width + 4;
    const style = {
      size: 7,
      colour: colours.quiet,
      width: axisWidth - 4,
      align: side === 'left' ? 'right' : 'left',
    } as const;
    sheets.write(label, x, at - 4, style);
  }
}

function drawBars({ doc, y }: Sheets, { left, width, bottom }: Plot, { values, top }: Scale): void {
  const step = width / values.length;
  for (const [index, value] of values.entries()) {
    if (value === null || value <= 0) continue;
    const size = ((bottom - y) * value) / top;
    doc.rect(left + index * step + step * 0.12, bottom - size, Math.max(step * 0.76, 0.4), size).fill(colours.spend);
  }
}

/** The line breaks where a day is unknown; a day between two unknown ones is a dot. */
function drawLine({ doc, y }: Sheets, { left, width, bottom }: Plot, { values, top }: Scale): void {
  const step = width / values.length;
  const pointOf = (index: number, value: number) =>
    [left + (index + 0.5) * step, bottom - ((bottom - y) * value) / top] as const;
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const [x, at] = pointOf(index, value);
    const before = values[index - 1] ?? null;
    const after = values[index + 1] ?? null;
    if (before !== null)
      doc
        .moveTo(...pointOf(index - 1, before))
        .lineTo(x, at)
        .lineWidth(1.2)
        .strokeColor(colours.streams)
        .stroke();
    else if (after === null) doc.circle(x, at, 1.2).fill(colours.streams);
  }
}

function drawDates(sheets: Sheets, { left, width, bottom }: Plot, days: Days): void {
  const step = width / days.length;
  const every = Math.max(1, Math.ceil(days.length / 8));
  for (let index = 0; index < days.length; index += every) {
    const x = left + (index + 0.5) * step;
    sheets.write(days[index]?.date ?? '', x - 26, bottom + 4, {
      size: 7,
      colour: colours.quiet,
      width: 52,
      align: 'centre',
    });
  }
}

function drawLegend(sheets: Sheets, entries: readonly { colour: string; text: string }[]): void {
  let x: number = sheet.margin + axisWidth;
  for (const { colour, text } of entries) {
    sheets.doc.rect(x, sheets.y + 1, 7, 7).fill(colour);
    sheets.write(text, x + 11, sheets.y, { size: 8, colour: colours.quiet, width: 190 });
    x += 22 + sheets.doc.widthOfString(sheets.legible.text(text));
  }
  sheets.y += 16;
}

/** Spend as bars and streams as a line over the days of the report; what is unknown stays empty and shaded. */
export function drawChart(sheets: Sheets, { days, currency, streamsOf }: ReportContent): void {
  const [spend, streams] = [scaleOf(days, 'spend'), scaleOf(days, 'streams')];
  if (isEmpty(spend) && isEmpty(streams)) {
    sheets.paragraph('No day is known by itself, so there is no curve to draw. Export with the breakdown “Day”.', {
      colour: colours.quiet,
    });
    return;
  }
  sheets.need(height + 50);
  const of = streamsOf === null ? '' : ` of ${streamsOf.name}`;
  drawLegend(sheets, [
    ...(isEmpty(spend)
      ? []
      : [{ colour: colours.spend, text: `Spend${currency === null ? '' : `, ${currency}`} (left)` }]),
    ...(isEmpty(streams) ? [] : [{ colour: colours.streams, text: `Streams${of} (right)` }]),
    { colour: colours.unknown, text: 'A part is unknown' },
  ]);
  sheets.y += 4;
  const plot = { left: sheet.margin + axisWidth, width: textWidth - 2 * axisWidth, bottom: sheets.y + height };
  drawGaps(sheets, plot, [spend, streams]);
  drawAxis(sheets, plot, isEmpty(spend) ? { ...streams } : spend, 'left');
  if (!isEmpty(spend)) drawBars(sheets, plot, spend);
  if (!isEmpty(streams)) {
    if (!isEmpty(spend)) drawAxis(sheets, plot, streams, 'right');
    drawLine(sheets, plot, streams);
  }
  drawDates(sheets, plot, days);
  sheets.y = plot.bottom + 20;
}
