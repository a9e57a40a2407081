/** The moment that `asOf` means: an instant itself, or the end of a calendar day in UTC. */
export function asOfMoment(asOf: string | undefined): Date | null {
  if (asOf === undefined) return null;
  return new Date(asOf.includes('T') ? asOf : `${asOf}T23:59:59.999Z`);
}
