import type { Day } from './numbers.ts';

const width = 640;
const height = 160;

/** Pieces of a line; where a value is unknown the line is broken and not drawn through 0. */
function pieces(values: readonly (number | null)[]): string[] {
  const highest = Math.max(1, ...values.map((value) => value ?? 0));
  const step = width / Math.max(1, values.length - 1);
  const found: string[][] = [[]];
  values.forEach((value, index) => {
    if (value === null) found.push([]);
    else found.at(-1)?.push(`${(index * step).toFixed(1)},${(height - (value / highest) * height).toFixed(1)}`);
  });
  return found.filter((points) => points.length > 0).map((points) => points.join(' '));
}

interface ChartProps {
  days: readonly Day[];
  of: 'spend' | 'streams';
  title: string;
}

/** One measure by day, with its own scale: spend and streams share no axis. */
export function Chart({ days, of, title }: ChartProps) {
  const known = days.flatMap((day) => day[of] ?? []);
  if (known.length === 0) return <p>{title}: unknown on all days</p>;
  const highest = Math.max(...known).toLocaleString('en-US', { maximumFractionDigits: 2 });
  return (
    <figure>
      <figcaption>
        {title}: {known.length} of {days.length} days known, highest {highest}
      </figcaption>
      <svg viewBox={`0 -4 ${width} ${height + 8}`} role="img" aria-label={title}>
        {pieces(days.map((day) => day[of])).map((points) => (
          <polyline key={points} points={points} className={of} fill="none" strokeWidth="2" />
        ))}
      </svg>
    </figure>
  );
}
