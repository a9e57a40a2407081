import { randomInt } from 'node:crypto';
import { isReservedSlug } from '@songtrackpro/contracts';
import { findOrganizationBySlug, type Postgres } from '@songtrackpro/db';

const longest = 50;
const marks = /\p{Mark}/gu;

/** A name as a slug: marks off, everything but Latin letters and digits a hyphen; empty where nothing is left. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(marks, '').toLowerCase();
  const words = plain.replaceAll(/[^a-z0-9]+/g, '-').slice(0, longest);
  return words.replaceAll(/^-+|-+$/g, '');
}

/** A free slug made from a name; with digits behind it where the name alone is short, reserved or taken. */
export async function chooseSlug(postgres: Pick<Postgres, 'app'>, name: string): Promise<string> {
  const base = slugOf(name);
  const isUsable = base.length >= 3 && !isReservedSlug(base);
  if (isUsable && (await findOrganizationBySlug(postgres, base)) === null) return base;
  return `${base || 'organization'}-${randomInt(100_000, 1_000_000)}`;
}
