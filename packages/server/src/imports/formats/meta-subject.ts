import type { EntityKind } from './format.ts';
import type { MetaLayout } from './meta-layout.ts';
import type { FactSubject, NamedSubject, RowWarning } from './parsed-row.ts';
import { saysAll, saysNothing } from './says-all.ts';

type SubjectAnswer =
  | { ok: true; subject: FactSubject; total: boolean; warnings: RowWarning[] }
  | { ok: false; code: 'missing_name' | 'name_too_long'; message: string };

/** Meta allows 400 characters; a name far beyond comes from broken quotation marks. */
const longestName = 1000;

/** What a spreadsheet makes of a long id: digits are lost, so it identifies nothing. */
const DAMAGED_ID = /^\d(?:[.,]\d+)?e\+?\d+$/i;

/**
 * Who a row is about: the finest level that the file names. A row in which no campaign, ad set, ad and breakdown is named
 * is the totals row, a fact of the ad account. `All` instead of a name makes the row a sum over what belongs to the next
 * coarser subject that it names; so does a `Delivery level`. Any other row that names only part of them is refused.
 */
export function readSubject(cells: readonly string[], layout: MetaLayout): SubjectAnswer {
  const warnings: RowWarning[] = [];
  const read = (kind: EntityKind): NamedSubject | null => readEntity(cells, layout.entities[kind], warnings);
  const account = read('adAccount');
  const adAccount = account ? accountOf(account, cells, layout) : null;
  const whole = layout.breakdowns.every(({ index }) => isTotal(cells[index]));
  if (layout.level === 'adAccount') {
    return { ok: true, subject: asAccount(adAccount), total: layout.fellBack && whole, warnings };
  }

  const [campaign, adSet, ad] = [read('campaign'), read('adSet'), read('ad')];
  const own = { campaign, adSet, ad }[layout.level];
  if ([account, campaign, adSet, ad].some((one) => one && one.name.length > longestName)) {
    return { ok: false, code: 'name_too_long', message: `A name has more than ${longestName} characters.` };
  }
  const stated = deliveryLevels[(cells[layout.deliveryLevel] ?? '').toLowerCase().replace(/[^a-z]/g, '')];
  if (!own) {
    const unnamed = !campaign && !adSet && !ad;
    // A pivot table names a campaign only in its first row; the rows below it are no totals, they are of single days.
    const isOfDay = layout.day >= 0 && !saysNothing(cells[layout.day]) && !saysAll(cells[layout.day]);
    const saysTotal = stated === 'adAccount' || saysAll(cells[layout.entities[layout.level].name]);
    if (unnamed && whole && isOfDay && !saysTotal) {
      const message = `The row is of one day and names no ${spoken[layout.level]}. Where names stand only in the first row of a group, fill them in on every row.`;
      return { ok: false, code: 'missing_name', message };
    }
    if (unnamed && whole) return { ok: true, subject: asAccount(adAccount), total: true, warnings };
    const isCoarser = stated === 'adAccount' ? unnamed : stated && { campaign, adSet, ad }[stated] !== null;
    if (!isCoarser && !saysAll(cells[layout.entities[layout.level].name])) {
      const message = `The row has no ${spoken[layout.level]} name, yet it is no total of the account.`;
      return { ok: false, code: 'missing_name', message };
    }
    if (unnamed) return { ok: true, subject: asAccount(adAccount), total: false, warnings };
  }
  const level = ad ? 'ad' : adSet ? 'adSet' : 'campaign';
  const named = ad ?? adSet ?? campaign;
  if (!named) throw new Error('a row without a name was taken for a named one');
  const parents = {
    ...(campaign && level !== 'campaign' ? { campaign } : {}),
    ...(adSet && level === 'ad' ? { adSet } : {}),
    ...(adAccount ? { adAccount } : {}),
  };
  return { ok: true, subject: { kind: level, ...named, ...parents }, total: false, warnings };
}

/** What `Delivery level` says of a row. */
const deliveryLevels: Readonly<Record<string, EntityKind | undefined>> = {
  account: 'adAccount',
  adaccount: 'adAccount',
  campaign: 'campaign',
  adset: 'adSet',
  ad: 'ad',
};

const spoken: Record<Exclude<EntityKind, 'adAccount'>, string> = { campaign: 'campaign', adSet: 'ad set', ad: 'ad' };

function isTotal(cell: string | undefined): boolean {
  return saysNothing(cell) || saysAll(cell);
}

function readEntity(
  cells: readonly string[],
  place: { name: number; externalId: number },
  warnings: RowWarning[],
): NamedSubject | null {
  const name = place.name < 0 ? '' : (cells[place.name] ?? '');
  let externalId = place.externalId < 0 ? '' : (cells[place.externalId]?.trim().replace(/^'/, '') ?? '');
  if (saysNothing(externalId)) externalId = '';
  if (externalId !== '' && DAMAGED_ID.test(externalId)) {
    warnings.push('damaged_id');
    externalId = '';
  }
  // An id says that somebody is really called so.
  const named = name.trim() !== '' && !(externalId === '' && (saysAll(name) || saysNothing(name)));
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
