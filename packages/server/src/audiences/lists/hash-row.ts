import type { ListField, ListRow, RefusedListRow } from '@songtrackpro/contracts';
import type { PersonHashes } from '@songtrackpro/db';
import { normalise, sha256 } from './normalise-person.ts';

/** Fields by which people can be found, in the order in which they tell them apart. */
const listFields = [
  'email',
  'phone',
  'firstName',
  'lastName',
  'postalCode',
  'country',
] as const satisfies readonly ListField[];

/** A text that its sender has hashed already. */
const isHash = (text: string): boolean => /^[0-9a-f]{64}$/i.test(text);

type Hashes = Partial<Record<ListField, Buffer>>;

/** What tells a person apart: the address, else the number, else name and place together. */
function identityOf({ email, phone, firstName, lastName, postalCode, country }: Hashes): Buffer | null {
  if (email) return sha256(`email ${email.toString('hex')}`);
  if (phone) return sha256(`phone ${phone.toString('hex')}`);
  if (!firstName || !lastName || !postalCode || !country) return null;
  return sha256(`person ${[firstName, lastName, postalCode, country].map((part) => part.toString('hex')).join(' ')}`);
}

export type HashedRow = { person: PersonHashes } | { refused: Omit<RefusedListRow, 'line'> };

/** A row as hashes. What it said ends here: neither the answer nor an error carries a value of it. */
export function hashRow(row: ListRow): HashedRow {
  const hashes: Hashes = {};
  for (const field of listFields) {
    const raw = row[field]?.trim();
    if (!raw) continue;
    if (isHash(raw)) {
      hashes[field] = Buffer.from(raw, 'hex');
      continue;
    }
    const normalised = normalise[field](raw);
    if ('fault' in normalised) return { refused: { field, reason: normalised.fault } };
    hashes[field] = sha256(normalised.text);
  }
  const person = identityOf(hashes);
  if (!person) {
    const reason = 'needs an e-mail address, a phone number, or names, postal code and country together';
    return { refused: { field: null, reason } };
  }
  const { email = null, phone = null, firstName = null, lastName = null, postalCode = null, country = null } = hashes;
  return { person: { person, email, phone, firstName, lastName, postalCode, country } };
}
