/**
 * Measures sides in turns, A B A B, after one round that is thrown away: code is compiled and caches are filled by then, and
 * what disturbs the machine disturbs all.
 */
export async function takeTurns<Side extends string>(
  rounds: number,
  sides: Readonly<Record<Side, () => Promise<number>>>,
): Promise<Record<Side, number[]>> {
  const names = Object.keys(sides) as Side[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Side, number[]>;
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const sample = await sides[name]();
      if (round >= 0) samples[name].push(sample);
    }
  }
  return samples;
}

/** The same with two sides. */
export const alternate = (rounds: number, ours: () => Promise<number>, baseline: () => Promise<number>) =>
  takeTurns(rounds, { ours, baseline });
