/**
 * Measures two sides in turns, A B A B, after one round that is thrown away: code is compiled and caches are filled by
 * then, and what disturbs the machine disturbs both.
 */
export async function alternate(
  rounds: number,
  ours: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<{ ours: number[]; baseline: number[] }> {
  const samples: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] };
  for (let round = -1; round < rounds; round++) {
    const [a, b] = [await ours(), await baseline()];
    if (round < 0) continue;
    samples.ours.push(a);
    samples.baseline.push(b);
  }
  return samples;
}
