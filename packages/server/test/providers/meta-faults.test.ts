import { expect, test } from 'vitest';
import { graphErrorBody } from '../../src/providers/meta/fake/graph-errors.ts';
import { account, openMeta, refusalOf, rowsOf } from './open-meta.ts';

const now = () => new Date('2026-11-20T12:00:00Z');
const me = /GET \/v26.0\/act_\d+$/;

/** Every code that the API is known to answer, and what is to be done about it. */
const codes: [code: number, subcode: number | undefined, kind: string, reason: string][] = [
  [4, undefined, 'throttled', 'app_calls'],
  [4, 1504022, 'throttled', 'app_calls'],
  [4, 1504039, 'throttled', 'app_calls'],
  [17, undefined, 'throttled', 'user_calls'],
  [17, 2446079, 'throttled', 'user_calls'],
  [32, undefined, 'throttled', 'page_calls'],
  [613, undefined, 'throttled', 'custom_limit'],
  [613, 1487742, 'throttled', 'custom_limit'],
  [80000, 2446079, 'throttled', 'insights_calls'],
  [80001, undefined, 'throttled', 'page_calls'],
  [80003, undefined, 'throttled', 'audience_calls'],
  [80004, 2446079, 'throttled', 'management_calls'],
  [80005, undefined, 'throttled', 'lead_calls'],
  [80014, undefined, 'throttled', 'catalog_calls'],
  [200, 4841013, 'throttled', 'development_tier'],
  [190, undefined, 'expired', 'token_invalid'],
  [190, 458, 'expired', 'app_removed'],
  [190, 459, 'expired', 'checkpoint'],
  [190, 460, 'expired', 'password_changed'],
  [190, 463, 'expired', 'token_expired'],
  [190, 464, 'expired', 'unconfirmed'],
  [190, 467, 'expired', 'token_invalid'],
  [102, undefined, 'expired', 'session_ended'],
  [10, undefined, 'permission', 'permission_missing'],
  [200, undefined, 'permission', 'permission_missing'],
  [294, undefined, 'permission', 'permission_missing'],
  [200, 1870090, 'permission', 'audience_terms'],
  [100, 1713230, 'permission', 'upload_blocked'],
  [368, undefined, 'permission', 'blocked_by_policy'],
  [1, undefined, 'transient', 'try_again'],
  [2, undefined, 'transient', 'try_again'],
  [341, undefined, 'transient', 'try_again'],
  [100, 1487534, 'too_large', 'too_much_data'],
  [100, 1504018, 'too_large', 'too_much_data'],
  [2, 1504038, 'too_large', 'too_much_data'],
  [100, undefined, 'permanent', 'refused'],
  [2635, undefined, 'permanent', 'version_retired'],
  [2650, undefined, 'permanent', 'refused'],
];

test.for(codes)('code %i with subcode %s is %s: %s', async ([code, subcode, kind, reason]) => {
  const { client, access, fake } = await openMeta({ now });
  const body = graphErrorBody({ code, ...(subcode !== undefined && { subcode }) });
  fake.fail({ on: me, times: 3, fault: { kind: 'answer', status: 400, body } });
  const error = await refusalOf(client.getAdAccount(access));
  expect(error).toMatchObject({
    kind,
    reason,
    code: String(code),
    subcode: subcode === undefined ? null : `${subcode}`,
  });
  expect(error.traceId).toMatch(/^A/);
});

test('what Meta calls transient is transient whatever its code', async () => {
  const { client, access, fake, slept } = await openMeta({ now });
  const body = graphErrorBody({ code: 9999, transient: true });
  fake.fail({ on: me, times: 2, fault: { kind: 'answer', status: 500, body } });
  expect(await client.getAdAccount(access)).toMatchObject({ currency: 'EUR' });
  expect(slept).toEqual([1000, 4000]);
});

test('an error in an answer of status 200 is an error', async () => {
  const { client, access, fake } = await openMeta({ now });
  fake.fail({ on: me, fault: { kind: 'answer', status: 200, body: graphErrorBody({ code: 190, subcode: 463 }) } });
  expect(await refusalOf(client.getAdAccount(access))).toMatchObject({ kind: 'expired', status: 200 });
});

test('a page of HTML instead of an answer is tried again, and told when it stays', async () => {
  const { client, access, fake } = await openMeta({ now });
  fake.fail({ on: me, fault: { kind: 'html' } });
  expect(await client.getAdAccount(access)).toMatchObject({ currency: 'EUR' });
  fake.fail({ on: me, times: 3, fault: { kind: 'html', status: 502 } });
  expect(await refusalOf(client.getAdAccount(access))).toMatchObject({
    kind: 'transient',
    reason: 'not_json',
    status: 502,
  });
});

test('silence ends after the time allowed, which is 60 seconds unless told', async () => {
  const { client, access, fake } = await openMeta({ now }, { timeoutMs: 1000 });
  fake.fail({ on: me, times: 3, fault: { kind: 'silent' } });
  const error = await refusalOf(client.getAdAccount(access));
  expect(error).toMatchObject({ kind: 'transient', reason: 'timed_out', mayHaveHappened: true });
  expect(error.message).toContain('within 1 seconds');
});

test('an answer that breaks off is tried again, and told when it keeps breaking off', async () => {
  const { client, access, fake } = await openMeta({ now });
  fake.fail({ on: me, fault: { kind: 'cut' } });
  expect(await client.getAdAccount(access)).toMatchObject({ currency: 'EUR' });
  fake.fail({ on: me, times: 3, fault: { kind: 'cut' } });
  expect(await refusalOf(client.getAdAccount(access))).toMatchObject({ reason: 'cut_short' });
});

test('a redirect to another host is refused, and the token doesn’t get there', async () => {
  const { client, access, fake } = await openMeta({ now });
  const other = await openMeta({ now });
  const before = other.fake.requests.length;
  fake.fail({ on: me, fault: { kind: 'redirect', to: `${other.fake.url}/v26.0/act_${account}` } });
  expect(await refusalOf(client.getAdAccount(access))).toMatchObject({ kind: 'permanent', reason: 'redirected' });
  expect(other.fake.requests.length).toBe(before);
});

test('an answer in an unknown shape is told with the field that is wrong', async () => {
  const { client, access, fake } = await openMeta({ now });
  fake.fail({ on: me, fault: { kind: 'answer', status: 200, body: { id: 'act_1', account_id: 1 } } });
  const error = await refusalOf(client.getAdAccount(access));
  expect(error).toMatchObject({ kind: 'permanent', reason: 'unknown_shape' });
  expect(error.message).toContain('account_id');
});

test('a service that isn’t there has certainly not done anything', async () => {
  const { client, access, fake } = await openMeta({ now });
  await fake.close();
  expect(await refusalOf(client.getAdAccount(access))).toMatchObject({
    kind: 'transient',
    reason: 'unreachable',
    mayHaveHappened: false,
  });
});

test('near its limit an ad account is left alone until Meta takes calls again, and other accounts go on', async () => {
  const { client, access, fake } = await openMeta({ now });
  fake.ads.limits.callsPerHour = 20;
  const other = { ...access, account: '1000000000000002' };
  let error = null;
  for (let call = 0; call < 30 && error === null; call += 1)
    error = await client.getAdAccount(access).then(
      () => null,
      (caught: unknown) => caught,
    );
  expect(error).toMatchObject({ kind: 'throttled', reason: 'paused' });
  // The rest of the hour's calls is left to others, and none was made while Meta throttles.
  expect(fake.ads.limits.callsWhileThrottled).toBe(0);
  expect(client.pausedMs(account)).toBeGreaterThan(0);
  expect(client.usageOf(account).map(({ limit }) => limit)).toEqual(
    expect.arrayContaining(['app', 'ads_insights', 'ad_account', 'insights_account']),
  );
  expect(await client.getAdAccount(other)).toMatchObject({ currency: 'USD' });
  fake.clock.advance({ hours: 1, minutes: 1 });
  expect(await client.getAdAccount(access)).toMatchObject({ currency: 'EUR' });
});

test('a throttle is obeyed for as long as Meta says, in minutes', async () => {
  const { client, access, fake } = await openMeta({ now });
  const use = { type: 'ads_insights', call_count: 100, total_cputime: 1, total_time: 1 };
  const usage = JSON.stringify({ [account]: [{ ...use, estimated_time_to_regain_access: 17 }] });
  const body = graphErrorBody({ code: 80000, subcode: 2446079 });
  const headers = { 'x-business-use-case-usage': usage };
  fake.fail({ on: me, fault: { kind: 'answer', status: 400, body, headers } });
  const error = await refusalOf(client.getAdAccount(access));
  expect(error).toMatchObject({ kind: 'throttled', reason: 'insights_calls', retryAfterMs: 17 * 60_000 });
  const asked = fake.requests.length;
  expect(await refusalOf(client.getAdAccount(access))).toMatchObject({ reason: 'paused' });
  expect(fake.requests.length).toBe(asked);
});

test('a limit of the whole app holds all ad accounts', async () => {
  const { client, access, fake } = await openMeta({ now });
  fake.ads.limits.appPercent = 97;
  await client.getAdAccount(access);
  const other = { ...access, account: '1000000000000002' };
  expect(await refusalOf(client.getAdAccount(other))).toMatchObject({ reason: 'paused' });
});

test('insights of more than 37 months ago are refused for good', async () => {
  const { client, access } = await openMeta({ now });
  const query = { level: 'ad', breakdowns: [], since: '2023-01-01', until: '2023-01-02' } as const;
  expect(await refusalOf(rowsOf(client.readInsights(access, query)))).toMatchObject({
    kind: 'permanent',
    code: '3018',
  });
});
