import type { EntityKind } from './format.ts';
import type { MetaLayout } from './meta-layout.ts';
import type { FactSubject, NamedSubject, RowWarning } from './parsed-row.ts';

type SubjectAnswer =
  | { ok: true; subject: FactSubject; total: boolean; warnings: RowWarning[] }
  | { ok: false; code: 'missing_name' | 'name_too_long'; message: string };

/** Meta allows 400 characters; a name far beyond comes from broken quotation marks. */
const longestName = 1000;

/** What a spreadsheet makes of a long id: digits are lost, so it identifies nothing. */
const DAMAGED_ID = /^\d(?:[.,]\d+)?e\+?\d+$/i;

/**
 * Who a row is about: the finest level that the file names. A row in which no campaign, ad set, ad and breakdown is named
 * is the totals row, a fact of the ad account; a row that names only part of them can't be placed and is refused.
 */
export function readSubject(cells: readonly string[], layout: MetaLayout): SubjectAnswer {
  const warnings: RowWarning[] = [];
  const read = (kind: EntityKind): NamedSubject | null => readEntity(cells, layout.entities[kind], warnings);
  const account = read('adAccount');
  const adAccount = account ? accountOf(account, cells, layout) : null;
  if (layout.level === 'adAccount') return { ok: true, subject: asAccount(adAccount), total: false, warnings };

  const [campaign, adSet, ad] = [read('campaign'), read('adSet'), read('ad')];
  const own = { campaign, adSet, ad }[layout.level];
  if ([account, campaign, adSet, ad].some((one) => one && one.name.length > longestName)) {
    return { ok: false, code: 'name_too_long', message: `A name has more than ${longestName} characters.` };
  }
  if (!own) {
    const unnamed = !campaign && !adSet && !ad && layout.breakdowns.every(({ index }) => isTotal(cells[index]));
    if (unnamed) return { ok: true, subject: asAccount(adAccount), total: true, warnings };
    const message = `The row has no ${spoken[layout.level]} name, yet it is no total of the account.`;
    return { ok: false, code: 'missing_name', message };
  }
  const parents = {
    ...(campaign && layout.level !== 'campaign' ? { campaign } : {}),
    ...(adSet && layout.level === 'ad' ? { adSet } : {}),
    ...(adAccount ? { adAccount } : {}),
  };
  return { ok: true, subject: { kind: layout.level, ...own, ...parents }, total: false, warnings };
}

const spoken: Record<Exclude<EntityKind, 'adAccount'>, string> = { campaign: 'campaign', adSet: 'ad set', ad: 'ad' };

/** Blank, or the word by which some exports mark the sum over a breakdown. */
export function isTotal(cell: string | undefined): boolean {
  return cell === undefined || /^\s*(?:all)?\s*$/i.test(cell);
}

function readEntity(
  cells: readonly string[],
  place: { name: number; externalId: number },
  warnings: RowWarning[],
): NamedSubject | null {
  const name = place.name < 0 ? '' : (cells[place.name] ?? '');
  let externalId = place.externalId < 0 ? '' : (cells[place.externalId]?.trim() ?? '');
  if (externalId !== '' && DAMAGED_ID.test(externalId)) {
    warnings.push('damaged_id');
    externalId = '';
  }
  const named = name.trim() !== '';
  if (!named && externalId === '') return null;
  return { name: named ? name : externalId, ...(externalId === '' ? {} : { externalId }) };
}

/** An ad account is known by its id alone; its name is not made up from it. */
function accountOf(account: NamedSubject, cells: readonly string[], layout: MetaLayout): Partial<NamedSubject> {
  const named = layout.entities.adAccount.name >= 0 && (cells[layout.entities.adAccount.name] ?? '').trim() !== '';
  if (named) return account;
  return account.externalId === undefined ? {} : { externalId: account.externalId };
}

function asAccount(account: Partial<NamedSubject> | null): FactSubject {
  return { kind: 'adAccount', ...account };
}
