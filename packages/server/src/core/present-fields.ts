/** The fields of an input that were given: undefined means "as it is", null means "take it away". */
export function presentFields<T extends object>(input: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}
