import { Hono } from 'hono';
import type { FakeAds } from './ad-endpoints.ts';
import { GraphRefusal } from './graph-errors.ts';
import { pageOfList } from './list-page.ts';
import { enterToWrite, invalid } from './write-endpoints.ts';

export interface FakeAudience {
  id: string;
  account: string;
  name: string;
  /** The first thing that is known of each person. */
  people: Set<string>;
  /** Batches of each session, in the order in which they came. */
  sessions: Map<number, number[]>;
  changedAt: Date;
}

/** Meta counts people some time after they came. */
const countsAfterMs = 3_600_000;

function shown(ads: FakeAds, { id, name, people, changedAt }: FakeAudience) {
  const isCounted = ads.state.clock.now().getTime() - changedAt.getTime() >= countsAfterMs;
  return {
    id,
    name,
    subtype: 'CUSTOM',
    // Not everybody of a list is found, and bounds are coarse.
    approximate_count_lower_bound: isCounted ? Math.floor(people.size * 0.6) : -1,
    approximate_count_upper_bound: isCounted ? Math.ceil(people.size * 0.8) : -1,
    operation_status: isCounted ? { code: 200, description: 'Normal' } : { code: 441, description: 'Being updated' },
    delivery_status: { code: isCounted ? 200 : 300, description: isCounted ? 'Ready for use' : 'Not ready' },
  };
}

const isHash = (text: unknown) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
const known = new Set(['EMAIL', 'PHONE', 'FN', 'LN', 'ZIP', 'COUNTRY']);

/** Who each row is about; undefined where it can't be read. */
function readPeople(payload: string | undefined): (string | undefined)[] {
  const { schema, data } = JSON.parse(payload ?? '{}');
  if (!Array.isArray(schema) || !schema.every((key) => known.has(key)) || !Array.isArray(data))
    throw invalid('payload needs a schema and data');
  if (data.length > 10_000) throw invalid('a request takes 10000 rows at most');
  return data.map((row) => {
    const texts = Array.isArray(row) ? row.filter((text) => text !== '') : [];
    return texts.length > 0 && texts.every(isHash) ? texts[0] : undefined;
  });
}

/** Custom audiences, made from files of hashes. */
export function audienceEndpoints(ads: FakeAds): Hono {
  const endpoints = new Hono();
  const find = (id: string): FakeAudience => {
    const audience = ads.audiences.get(id);
    if (!audience) throw invalid(`Unsupported request: object ${id} does not exist`);
    return audience;
  };

  endpoints.get('/:version/:account{act_\\d+}/customaudiences', async (c) => {
    const asked = await enterToWrite(ads, c);
    const own = [...ads.audiences.values()].filter(({ account }) => account === c.req.param('account'));
    return c.json(
      pageOfList(
        c.req.url,
        own.map((audience) => shown(ads, audience)),
        asked,
      ),
    );
  });

  endpoints.post('/:version/:account{act_\\d+}/customaudiences', async (c) => {
    const asked = await enterToWrite(ads, c);
    const account = c.req.param('account');
    if (ads.unacceptedTerms.has(account))
      throw new GraphRefusal({
        code: 200,
        subcode: 1870090,
        status: 403,
        message: '(#200) The terms of custom audiences have not been accepted',
      });
    if (!asked.name || asked.subtype !== 'CUSTOM' || !asked.customer_file_source)
      throw invalid('name, subtype and customer_file_source are required');
    const id = ads.tree.newId();
    const changedAt = ads.state.clock.now();
    ads.audiences.set(id, { id, account, name: asked.name, people: new Set(), sessions: new Map(), changedAt });
    return c.json({ id });
  });

  endpoints.get('/:version/:audience{\\d+}', async (c, next) => {
    const audience = ads.audiences.get(c.req.param('audience'));
    if (!audience) return next();
    await enterToWrite(ads, c);
    return c.json(shown(ads, audience));
  });

  endpoints.delete('/:version/:audience{\\d+}', async (c) => {
    await enterToWrite(ads, c);
    ads.audiences.delete(find(c.req.param('audience')).id);
    return c.json({ success: true });
  });

  endpoints.post('/:version/:audience{\\d+}/:edge{users|usersreplace}', async (c) => {
    const asked = await enterToWrite(ads, c);
    const audience = find(c.req.param('audience'));
    const { session_id: session, batch_seq: batch } = JSON.parse(asked.session ?? '{}');
    const rows = readPeople(asked.payload);
    const before = audience.sessions.get(session) ?? [];
    if (c.req.path.endsWith('replace') && before.length === 0) audience.people.clear();
    audience.sessions.set(session, [...before, batch]);
    audience.changedAt = ads.state.clock.now();
    const good = rows.filter((person) => person !== undefined);
    for (const person of good) audience.people.add(person);
    return c.json({
      audience_id: audience.id,
      session_id: String(session),
      num_received: rows.length,
      num_invalid_entries: rows.length - good.length,
      invalid_entry_samples: {},
    });
  });

  return endpoints;
}
