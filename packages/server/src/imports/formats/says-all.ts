/** The words by which pivot tables and spreadsheets mark the sum over a breakdown or over names, in the languages of the headers. */
const ALL =
  /^\s*(?:all|alle|alla|todos?|todas?|tous|tout|toutes|tutt[aeio]|wszystkie|(?:grand )?totals?|gesamt(?:summe|ergebnis)?|totaal|totale|totalt|total g[eé]n[eé]ral|total geral|totale complessivo|eindtotaal|razem|łącznie|suma|summa)\s*$/iu;

/** What Ads Manager writes below its table. */
const RESULTS_FROM = /^\s*results from [\d.,]+ (?:campaigns?|ad sets?|ads?)\s*$/i;

/** Nothing is there, or the dash by which tables say so. */
export function saysNothing(cell: string | undefined): boolean {
  return cell === undefined || /^\s*[-\u2013\u2014]{0,2}\s*$/.test(cell);
}

export function saysAll(cell: string | undefined): boolean {
  return cell !== undefined && (ALL.test(cell) || RESULTS_FROM.test(cell));
}
