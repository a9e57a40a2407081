import type { contract, ListRow, RefusedListRow } from '@songtrackpro/contracts';
import { countUploadRows, insertUploadRows, type PersonHashes } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { hashRow } from './hash-row.ts';
import { loadOpenUpload } from './load-upload.ts';

/** Two rows of one person as one; the earlier one holds where both say something. */
function merged(earlier: PersonHashes, later: PersonHashes): PersonHashes {
  return {
    person: earlier.person,
    email: earlier.email ?? later.email,
    phone: earlier.phone ?? later.phone,
    firstName: earlier.firstName ?? later.firstName,
    lastName: earlier.lastName ?? later.lastName,
    postalCode: earlier.postalCode ?? later.postalCode,
    country: earlier.country ?? later.country,
  };
}

/** The people of some rows, each once, and the rows that name nobody. */
function hashRows(rows: readonly ListRow[], firstLine: number): { people: PersonHashes[]; refused: RefusedListRow[] } {
  const people = new Map<string, PersonHashes>();
  const refused: RefusedListRow[] = [];
  for (const [index, row] of rows.entries()) {
    const hashed = hashRow(row);
    if ('refused' in hashed) {
      refused.push({ line: firstLine + index, ...hashed.refused });
      continue;
    }
    const key = Buffer.from(hashed.person.person).toString('base64');
    const earlier = people.get(key);
    people.set(key, earlier ? merged(earlier, hashed.person) : hashed.person);
  }
  return { people: [...people.values()], refused };
}

export const addRows: Verb<typeof contract.audiences.addRows> = async (ctx, { uploadId, firstLine, rows }) => {
  const upload = await loadOpenUpload(ctx, uploadId);
  const { people, refused } = hashRows(rows, firstLine);
  const accepted = await insertUploadRows(ctx.tx, { organizationId: ctx.organizationId, uploadId }, people);
  const duplicates = rows.length - refused.length - accepted;
  const counts = { received: rows.length, accepted, duplicates, refused: refused.length };
  await countUploadRows(ctx.tx, uploadId, counts);
  ctx.audit({ resource: { kind: 'audience', id: upload.audienceId }, before: null, after: { uploadId, ...counts } });
  return { accepted, duplicates, refused };
};
