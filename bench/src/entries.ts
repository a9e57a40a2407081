import { billing } from './billing/entry.ts';
import { campaigns } from './campaigns/entry.ts';
import { catalogue } from './catalogue/entry.ts';
import { documents } from './documents/entry.ts';
import { events } from './events/entry.ts';
import type { BenchEntry } from './harness/entry.ts';
import { imports } from './import/entry.ts';
import { placement } from './placement/entry.ts';
import { platform } from './platform/entry.ts';
import { read } from './read/entry.ts';
import { bulk } from './relational/measure-bulk.ts';
import { rls } from './relational/measure-rls.ts';
import { search } from './relational/measure-search.ts';
import { report } from './report/entry.ts';
import { sdk } from './sdk/entry.ts';
import { series } from './series/entry.ts';
import { start } from './start/entry.ts';
import { sync } from './sync/entry.ts';

/** Every comparison, in the order in which all are run. */
export const entries: readonly BenchEntry[] = [
  read,
  platform,
  start,
  documents,
  placement,
  rls,
  search,
  bulk,
  catalogue,
  series,
  campaigns,
  events,
  imports,
  report,
  sync,
  billing,
  sdk,
];
