/**
 * The words by which pivot tables and spreadsheets mark the sum over a breakdown or over names, in the languages of the headers;
 * and what Ads Manager writes below its table.
 */
const ALL =
  /^\s*(?:all|alle|alla|todos?|todas?|tous|tout|toutes|tutt[aeio]|wszystkie|(?:grand )?totals?|gesamt(?:summe|ergebnis)?|totaal|totale|totalt|total g[eé]n[eé]ral|total geral|totale complessivo|eindtotaal|razem|łącznie|suma|summa|results from [\d.,]+ (?:campaigns?|ad sets?|ads?))\s*$/iu;

/** Tells nearly every other cell from these words by its first letter. */
const BEGINS = /^[\saegrstwłŁ]/i;

/** Nothing is there, or the dash by which tables say so. */
export function saysNothing(cell: string | undefined): boolean {
  const first = cell?.charCodeAt(0) ?? 0;
  // Nearly every cell begins with a letter or a digit.
  if (first > 47 && first < 123) return false;
  return cell === undefined || /^\s*[-\u2013\u2014]{0,2}\s*$/.test(cell);
}

export function saysAll(cell: string | undefined): boolean {
  return cell !== undefined && BEGINS.test(cell) && ALL.test(cell);
}
