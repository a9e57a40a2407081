const kinds = { tenant: '1', artist: '2' } as const;

/** An id that follows from a number, in the shape of a version 7 UUID. */
export function uuidOf(kind: keyof typeof kinds, number: number): string {
  const digits = number.toString(16).padStart(12, '0');
  return `0190000${kinds[kind]}-0000-7000-8000-${digits}`;
}
