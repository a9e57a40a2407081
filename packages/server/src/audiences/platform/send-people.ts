import { randomInt } from 'node:crypto';
import { listPeople, type PersonHashes } from '@songtrackpro/db';
import { type MetaHashes, rowsPerBatch, sessionMs } from '../../providers/index.ts';
import type { DeliveryRun } from './delivery-run.ts';

const keys = ['email', 'phone', 'firstName', 'lastName', 'postalCode', 'country'] as const;

function toMetaHashes(person: PersonHashes): MetaHashes {
  const known = keys.flatMap((key) => {
    const hash = person[key];
    return hash === null ? [] : [[key, Buffer.from(hash).toString('hex')]];
  });
  return Object.fromEntries(known);
}

const fromTheBeginning = { sent: 0, invalid: 0, lastPerson: null };

/**
 * A session of batches that the platform still takes. One that is over can't be gone on with: those who are added go on in
 * another one; those who take the place of others begin anew, because a session leaves only its own people.
 */
async function openSession(run: DeliveryRun): Promise<void> {
  const { session, replaces, peopleAsOf } = run.delivery;
  const now = run.services.clock();
  if (session && now.getTime() - Date.parse(session.at) < sessionMs) return;
  const another = { sessionId: randomInt(2 ** 47), sessionAt: now.toISOString(), batch: 0 };
  if (peopleAsOf !== null && !replaces) return run.step(another);
  const { people, asOf } = await run.readList();
  await run.step({ ...another, ...fromTheBeginning, people, peopleAsOf: asOf });
}

/** Sends the next people; false where there are none left. */
async function sendBatch(run: DeliveryRun): Promise<boolean> {
  await openSession(run);
  const { audienceId, externalId, session, batch, lastPerson, people: total, replaces, sent, invalid } = run.delivery;
  if (externalId === null || session === null) throw new Error(`delivery ${run.delivery.id} has no audience`);
  const found = await run.inTenant((tx) => listPeople(tx, audienceId, lastPerson, rowsPerBatch + 1));
  const people = found.slice(0, rowsPerBatch);
  const last = people.at(-1);
  if (!last) return false;
  const isLast = found.length <= rowsPerBatch;
  const { meta, access } = run.asking;
  const answer = await meta.sendPeople(access, externalId, {
    edge: replaces ? 'usersreplace' : 'users',
    session: { id: session.id, batch: batch + 1, isLast, estimatedTotal: Math.max(total, sent + people.length) },
    people: people.map(toMetaHashes),
  });
  await run.step({
    batch: batch + 1,
    lastPerson: last.person,
    sent: sent + people.length,
    invalid: invalid + answer.invalid,
    fault: null,
  });
  return !isLast;
}

/** The audience at the platform: known, found by the tag of a try that got no answer, or made. */
async function openAudience(run: DeliveryRun): Promise<void> {
  const { externalId, tag, tries } = run.delivery;
  if (externalId !== null) return;
  const { meta, access } = run.asking;
  const [made] = tries > 1 ? await meta.findAudiencesByTag(access, tag) : [];
  if (made) return run.step({ externalId: made.id });
  const { name } = await run.readList();
  const audience = { name: `${name.slice(0, 200).toWellFormed()} [${tag}]`, description: 'Sent by SongTrackPro' };
  await run.step({ externalId: await meta.createAudience(access, audience) });
}

/** Sends all people of a list from where it has got to, and once more as a whole where the list changed on the way. */
export async function sendPeople(run: DeliveryRun): Promise<void> {
  await openAudience(run);
  for (;;) {
    while (await sendBatch(run)) run.services.stopping.throwIfAborted();
    const { asOf } = await run.readList();
    if (asOf === run.delivery.peopleAsOf) return;
    await run.step({ replaces: true, peopleAsOf: null, sessionId: null, sessionAt: null });
  }
}
