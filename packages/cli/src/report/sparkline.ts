const marks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const unknownMark = '·';

export interface Sparkline {
  text: string;
  /** Days that one mark stands for. */
  daysPerMark: number;
  highest: number | null;
}

function average(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/**
 * A line of daily values in at most `width` marks; where there are more days than marks, a mark is the mean of the known
 * days it stands for. Unknown is a dot and never the lowest mark.
 */
export function sparkline(values: readonly (number | null)[], width = 60): Sparkline {
  const daysPerMark = Math.max(1, Math.ceil(values.length / width));
  const buckets: (number | null)[] = [];
  for (let start = 0; start < values.length; start += daysPerMark) {
    buckets.push(average(values.slice(start, start + daysPerMark)));
  }
  const known = buckets.filter((value) => value !== null);
  const top = Math.max(0, ...known);
  const text = buckets
    .map((value) => {
      if (value === null) return unknownMark;
      return marks[top === 0 ? 0 : Math.round((value / top) * (marks.length - 1))];
    })
    .join('');
  const daily = values.filter((value) => value !== null);
  return { text, daysPerMark, highest: daily.length === 0 ? null : Math.max(...daily) };
}
