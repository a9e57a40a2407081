export interface Random {
  /** 0 up to, but not including, 1. */
  next(): number;
  /** Even around `middle`, at most `spread` (a share of it) away. */
  around(middle: number, spread: number): number;
}

/** Mulberry32: the same seed gives the same numbers on every machine, which is all that samples need of it. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, around: (middle, spread) => middle * (1 + (next() * 2 - 1) * spread) };
}
