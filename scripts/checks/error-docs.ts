/** Codes of the catalogue that the page does not describe, and codes that it describes but nothing answers. */
export function compareErrorDocs(page: string, codes: readonly string[]): string[] {
  const described = new Set([...page.matchAll(/^(?:#+ |\| *)`([a-z_]+)`/gm)].map((match) => match[1] ?? ''));
  return [
    ...codes.filter((code) => !described.has(code)).map((code) => `docs/errors.md does not describe ${code}`),
    ...[...described]
      .filter((code) => !codes.includes(code))
      .map((code) => `docs/errors.md describes ${code}, which is not in the catalogue`),
  ];
}
