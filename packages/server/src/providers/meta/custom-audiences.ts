import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Graph, MetaAccess } from './graph.ts';
import { MetaId } from './schemas.ts';

/** The most rows that Meta takes in one request. */
const rowsPerBatch = 10_000;

const Created = z.object({ id: MetaId });
const Received = z.object({
  num_received: z.number().int(),
  num_invalid_entries: z.number().int().default(0),
});

const sha256 = /^[0-9a-f]{64}$/;

/** Lists of people, who are known by hashes alone. */
export function metaAudiences(graph: Graph) {
  return {
    createAudience: async (access: MetaAccess, audience: { name: string; description: string }): Promise<string> => {
      const parameters = { ...audience, subtype: 'CUSTOM', customer_file_source: 'USER_PROVIDED_ONLY' };
      const path = `act_${access.account}/customaudiences`;
      return (await graph.call(access, Created, { method: 'POST', path, parameters })).id;
    },

    /**
     * Adds or removes people by the SHA-256 of their mail address, in one session of batches. A batch that is sent again
     * changes nothing more. Answers how many Meta took and could not read.
     *
     * @throws RangeError for anything that is no lower-case SHA-256: an address in plain text must never get here
     */
    changeAudience: async (
      access: MetaAccess,
      audienceId: string,
      change: 'add' | 'remove',
      hashes: readonly string[],
    ): Promise<{ received: number; invalid: number }> => {
      if (!hashes.every((hash) => sha256.test(hash))) throw new RangeError('people are sent as SHA-256 in lower case');
      const sessionId = randomInt(2 ** 47);
      const total = { received: 0, invalid: 0 };
      for (let start = 0; start < hashes.length; start += rowsPerBatch) {
        const batch = hashes.slice(start, start + rowsPerBatch);
        const session = {
          session_id: sessionId,
          batch_seq: start / rowsPerBatch + 1,
          last_batch_flag: start + rowsPerBatch >= hashes.length,
          estimated_num_total: hashes.length,
        };
        const payload = { schema: 'EMAIL_SHA256', data: batch };
        const answer = await graph.call(access, Received, {
          method: 'POST',
          path: `${audienceId}/users`,
          parameters: {
            session: JSON.stringify(session),
            payload: JSON.stringify(payload),
            // Meta reads it in place of the method, so that a long list needs no body of a DELETE.
            ...(change === 'remove' && { method: 'delete' }),
          },
          repeatable: true,
        });
        total.received += answer.num_received;
        total.invalid += answer.num_invalid_entries;
      }
      return total;
    },
  };
}
