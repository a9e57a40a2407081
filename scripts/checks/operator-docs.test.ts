import { expect, test } from 'vitest';
import { compareDoctorDocs, compareMetricDocs } from './operator-docs.ts';

test('a finding of doctor that the page does not describe, and one that nothing finds, are named', () => {
  const sources = [
    { path: 'packages/db/src/care/a.ts', text: "const code = 'vacuum'; return { code, severity: 'warning' };" },
    { path: 'packages/db/src/care/b.ts', text: "warn('unused_index', 'x'); // severity" },
    { path: 'packages/db/src/care/c.test.ts', text: "expect(found).toMatchObject({ code: 'other', severity: 'ok' });" },
  ];
  const page = '## What doctor says\n\n| `vacuum` | warning | x |\n| `ttl_lag`, `size` | fault | x |\n\n## Next\n';
  expect(compareDoctorDocs(page, sources)).toEqual([
    'docs/operations.md lacks the finding unused_index',
    'docs/operations.md describes the finding ttl_lag, which the code has not',
    'docs/operations.md describes the finding size, which the code has not',
  ]);
});

test('a metric that the page does not describe, and one that is not told, are named', () => {
  const text = "new Gauge({ name: 'songtrackpro_up' }); new Histogram({ name: 'songtrackpro_call_duration_seconds' });";
  const sources = [{ path: 'packages/server/src/core/telemetry/metrics.ts', text }];
  const page = '`songtrackpro_call_duration_seconds_count` and `songtrackpro_jobs`';
  expect(compareMetricDocs(page, sources)).toEqual([
    'docs/operations.md lacks the metric songtrackpro_up',
    'docs/operations.md describes the metric songtrackpro_jobs, which the code has not',
  ]);
});
