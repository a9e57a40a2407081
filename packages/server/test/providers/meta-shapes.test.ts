import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { MetaAdSet, MetaCampaign } from '../../src/providers/meta/ad-objects.ts';
import { MetaErrorBody } from '../../src/providers/meta/classify-error.ts';
import { graphErrorBody } from '../../src/providers/meta/fake/graph-errors.ts';
import { InsightRow } from '../../src/providers/meta/insights/row.ts';
import { pageOf } from '../../src/providers/meta/schemas.ts';
import { readUsage } from '../../src/providers/meta/usage.ts';
import { account, openMeta } from './open-meta.ts';

const dataDir = process.env.REAL_DATA_DIR;
const recorded = (name: string) => readFileSync(join(dataDir ?? '', 'meta-insights-api', name), 'utf8');
const withRecordings = test.skipIf(dataDir === undefined);

const Rows = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

/** What the fake answers, as it comes over HTTP. */
async function ask(path: string, parameters: Record<string, string>): Promise<z.infer<typeof Rows>> {
  const { fake, token } = await openMeta({ now: () => new Date('2026-11-20T12:00:00Z') });
  const url = new URL(`/v26.0/act_${account}/${path}`, fake.url);
  url.search = new URLSearchParams(parameters).toString();
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return Rows.parse(await answer.json());
}

/** The names of a value's members, those of lists included, as paths. */
function paths(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => paths(item, `${at}[]`));
  if (typeof value !== 'object' || value === null) return [`${at}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, member]) => paths(member, at === '' ? key : `${at}.${key}`));
}
const pathsOf = (value: unknown) => [...new Set(paths(value))].toSorted();

withRecordings(
  'a recorded page of insights and the fake’s are read by one schema and have the same members',
  async () => {
    const page: unknown = JSON.parse(recorded('airbyte_insights_http_response.json'));
    const { data } = pageOf(InsightRow).parse(page);
    expect(data.length).toBe(2);
    const [first] = Rows.parse(page).data;
    const fields = Object.keys(first ?? {}).filter((name) => !/^date_|^product_id$/.test(name));
    const faked = await ask('insights', {
      level: 'ad',
      fields: fields.join(','),
      breakdowns: 'product_id',
      time_range: '{"since":"2026-11-01","until":"2026-11-01"}',
      time_increment: '1',
    });
    expect(pageOf(InsightRow).safeParse(faked).success).toBe(true);
    expect(pathsOf(faked.data)).toEqual(pathsOf(Rows.parse(page).data));
  },
);

withRecordings(
  'recorded campaigns and ad sets and the fake’s are read by one schema and have the same members',
  async () => {
    const Line = z.object({ stream: z.string(), data: z.record(z.string(), z.unknown()) });
    const lines = recorded('airbyte_expected_records_subset.jsonl')
      .trim()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)));
    for (const [stream, path, schema] of [
      ['campaigns', 'campaigns', MetaCampaign],
      ['ad_sets', 'adsets', MetaAdSet],
    ] as const) {
      const real = lines.find((line) => line.stream === stream)?.data ?? {};
      expect(schema.safeParse(real).success, stream).toBe(true);
      // What of a real object has no counterpart: money that is unset, a deadline, and a bid that only some have.
      const unset = /^(spend_cap|stop_time|bid_strategy|lifetime_budget|budget_remaining|start_time)$/;
      const names = Object.keys(real).filter((name) => !unset.test(name));
      const { data } = await ask(path, { fields: names.join(',') });
      const faked = data.toSorted((a, b) => Object.keys(b).length - Object.keys(a).length)[0];
      expect(schema.safeParse(faked).success, path).toBe(true);
      expect(Object.keys(faked ?? {}).toSorted(), path).toEqual(names.toSorted());
    }
  },
);

withRecordings('rows of insights that were recorded at other levels and breakdowns are read', () => {
  const lines = recorded('airbyte_expected_records_subset.jsonl').trim().split('\n');
  const Line = z.object({ stream: z.string(), data: z.unknown() });
  const insights = lines
    .map((line) => Line.parse(JSON.parse(line)))
    .filter(({ stream }) => stream.startsWith('ads_insights'));
  expect(insights.length).toBeGreaterThan(2);
  for (const { stream, data } of insights) expect(InsightRow.safeParse(data).error, stream).toBeUndefined();
});

withRecordings('recorded refusals are read like the fake’s, and so is a recorded header', () => {
  const Recorded = z.array(
    z.object({ body: z.unknown().optional(), response_header: z.string().optional(), value: z.unknown().optional() }),
  );
  const all = Recorded.parse(JSON.parse(recorded('errors_and_headers.json')));
  const refusals = all.flatMap(({ body }) => (body === undefined ? [] : [MetaErrorBody.parse(body)]));
  expect(refusals.map(({ error }) => error.code)).toEqual([80004, 17, 80000]);
  for (const refusal of refusals) {
    const { code, error_subcode: subcode, is_transient: transient } = refusal.error;
    const faked = graphErrorBody({
      code,
      ...(subcode !== undefined && { subcode }),
      ...(transient !== undefined && { transient }),
    });
    expect(pathsOf(faked)).toEqual(pathsOf(refusal));
    expect(faked.error.message).toBe(refusal.error.message);
  }
  for (const { response_header: name, value } of all) {
    if (name === undefined) continue;
    const gauges = readUsage(new Headers({ [name]: JSON.stringify(value) }), account);
    expect(gauges.map(({ limit, percent }) => [limit, percent])).toEqual([
      ['insights_app', 0],
      ['insights_account', 0],
    ]);
  }
});
