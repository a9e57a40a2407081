import { expect, test } from 'vitest';
import { compareDoctorDocs, compareMetricDocs } from './operator-docs.ts';

test('a finding of doctor that the page does not describe, and one that nothing finds, are named', () => {
  const sources = [
    { path: 'packages/db/src/care/a.ts', text: "const code = 'vacuum'; return { code, severity: 'warning' };" },
    { path: 'packages/db/src/core/document-doctor.ts', text: "warn('unused_index', 'x');" },
    { path: 'packages/contracts/src/campaigns/creative-links.ts', text: "return { code: 'utm_missing' };" },
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
  const text = "gauge('up', 'Whether a part is well.'); new Histogram({ name: 'songtrackpro_call_duration_seconds' });";
  const sources = [{ path: 'packages/server/src/core/telemetry/metrics.ts', text }];
  const page = '`songtrackpro_call_duration_seconds_count` and `songtrackpro_jobs`';
  expect(compareMetricDocs(page, sources)).toEqual([
    'docs/operations.md lacks the metric songtrackpro_up',
    'docs/operations.md describes the metric songtrackpro_jobs, which the code has not',
  ]);
});
