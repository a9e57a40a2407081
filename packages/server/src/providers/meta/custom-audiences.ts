import { z } from 'zod';
import type { Graph, MetaAccess } from './graph.ts';
import { readPages } from './read-pages.ts';
import { MetaId, Succeeded } from './schemas.ts';

/** The most rows that Meta takes in one request. */
export const rowsPerBatch = 10_000;
/** Meta ends a session by itself after 90 minutes; what is left goes into another one. */
export const sessionMs = 80 * 60_000;

const Created = z.object({ id: MetaId });
const Received = z.object({
  num_received: z.number().int(),
  num_invalid_entries: z.number().int().default(0),
});

const MetaAudience = z.object({
  id: MetaId,
  name: z.string().default(''),
  /** -1 as long as Meta hasn't counted. */
  approximate_count_lower_bound: z.number().int().optional(),
  approximate_count_upper_bound: z.number().int().optional(),
});
type MetaAudience = z.infer<typeof MetaAudience>;
const fields = 'id,name,approximate_count_lower_bound,approximate_count_upper_bound';

const keys = { email: 'EMAIL', phone: 'PHONE', firstName: 'FN', lastName: 'LN', postalCode: 'ZIP', country: 'COUNTRY' };
export type MetaPersonKey = keyof typeof keys;
const keyNames = Object.keys(keys) as MetaPersonKey[];
/** A person as SHA-256 of what is known of them, in lower-case hex. */
export type MetaHashes = Partial<Record<MetaPersonKey, string>>;

export interface AudienceBatch {
  /** `users` adds people, `usersreplace` leaves only those of the session. */
  edge: 'users' | 'usersreplace';
  session: { id: number; batch: number; isLast: boolean; estimatedTotal: number };
  people: readonly MetaHashes[];
}

const sha256 = /^[0-9a-f]{64}$/;
const isHashed = (person: MetaHashes) => Object.values(person).every((hash) => sha256.test(hash));

/** What Meta says of the size; null until it has counted. */
export function sizeOfAudience(audience: MetaAudience): { lower: number; upper: number } | null {
  const { approximate_count_lower_bound: lower = -1, approximate_count_upper_bound: upper = -1 } = audience;
  return lower < 0 || upper < lower ? null : { lower, upper };
}

/** Lists of people, who are known by hashes alone. */
export function metaAudiences(graph: Graph) {
  const pathOf = ({ account }: MetaAccess) => `act_${account}/customaudiences`;

  async function listAudiences(access: MetaAccess): Promise<MetaAudience[]> {
    const audiences: MetaAudience[] = [];
    const call = { path: pathOf(access), parameters: { fields } };
    for await (const { data } of readPages(graph, access, MetaAudience, call)) audiences.push(...data);
    return audiences;
  }

  return {
    listAudiences,

    /** Audiences that have this text in their name. An account has 500 at most, so all are looked through. */
    findAudiencesByTag: async (access: MetaAccess, tag: string): Promise<MetaAudience[]> =>
      (await listAudiences(access)).filter(({ name }) => name.includes(tag)),

    getAudience: (access: MetaAccess, id: string): Promise<MetaAudience> =>
      graph.call(access, MetaAudience, { path: id, parameters: { fields } }),

    /** Makes an empty audience. After an answer that got lost look for its name before another try. */
    createAudience: async (access: MetaAccess, audience: { name: string; description: string }): Promise<string> => {
      const parameters = { ...audience, subtype: 'CUSTOM', customer_file_source: 'USER_PROVIDED_ONLY' };
      return (await graph.call(access, Created, { method: 'POST', path: pathOf(access), parameters })).id;
    },

    /**
     * Sends one batch of a session. Sent again it changes nothing more. Answers how many people Meta took and could not read.
     *
     * @throws RangeError for anything that is no lower-case SHA-256: an address in plain text must never get here
     */
    sendPeople: async (
      access: MetaAccess,
      audienceId: string,
      { edge, session, people }: AudienceBatch,
    ): Promise<{ received: number; invalid: number }> => {
      if (people.length > rowsPerBatch) throw new RangeError(`a batch has ${rowsPerBatch} people at most`);
      if (!people.every(isHashed)) throw new RangeError('people are sent as SHA-256 in lower case');
      const used = keyNames.filter((key) => people.some((person) => person[key] !== undefined));
      const schema = used.map((key) => keys[key]);
      const data = people.map((person) => used.map((key) => person[key] ?? ''));
      const answer = await graph.call(access, Received, {
        method: 'POST',
        path: `${audienceId}/${edge}`,
        parameters: {
          session: JSON.stringify({
            session_id: session.id,
            batch_seq: session.batch,
            last_batch_flag: session.isLast,
            estimated_num_total: session.estimatedTotal,
          }),
          payload: JSON.stringify({ schema, data }),
        },
        repeatable: true,
      });
      return { received: answer.num_received, invalid: answer.num_invalid_entries };
    },

    /** Deletes an audience with everybody in it. */
    deleteAudience: async (access: MetaAccess, id: string): Promise<void> => {
      await graph.call(access, Succeeded, { method: 'DELETE', path: id, repeatable: true });
    },
  };
}
