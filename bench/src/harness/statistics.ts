/** The middle sample; of an even number of samples, the mean of the two in the middle. */
export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('a median needs at least one sample');
  return (upper + lower) / 2;
}

/** Quotients of samples taken in the same round, so that a machine that is slower for a while slows both sides. */
export function ratios(ours: readonly number[], baseline: readonly number[]): number[] {
  return ours.map((value, round) => {
    const other = baseline[round];
    if (other === undefined) throw new RangeError('both sides need a sample in each round');
    return value / other;
  });
}

/** Three significant digits at least, for the closing line. */
export function figure(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
