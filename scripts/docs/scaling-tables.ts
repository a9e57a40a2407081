/**
 * The arithmetic of docs/scaling.md. Sizes were measured with `$collStats` after 40,000 events of 50 tracks, 397 days of an
 * artist and 70 rows of an export by day had come in over HTTP; rates by `bench`. Everything else follows.
 */
const bytes = {
  eventOnWire: 342,
  event: { document: 494, indexes: 116 },
  /** With countries and devices in 20 combinations. */
  rollup: { document: 3_491, indexes: 128 },
  artistDay: { document: 1_347, indexes: 252 },
  adDay: { document: 1_614, indexes: 273 },
  auditEntry: { document: 636, indexes: 453 },
  systemEvent: { document: 326, indexes: 151 },
  /** Of these the index on the id, which grows in random places. */
  idIndex: 22,
  /** The index of the shard key (organizationId, _id), which a single server doesn't have. */
  shardIndex: 45,
} as const;

const rates = {
  /** 16 batches of 500 at a time, of which 99 in 100 are answered within 1.1 s, on two cores with both stores. */
  ingestPerSecond: Math.floor((16 * 500) / 1.1 / 100) * 100,
  /** Events that the document store counts by track and type in a second. */
  countPerSecond: 57_200,
  /** The worker rests nine times as long as a round took. */
  restFactor: 9,
  importRowsPerSecond: 2_300,
  /** One expired document, with its index entries. */
  expirySeconds: 43e-6,
} as const;

/** What is assumed of the load, beside its size. */
const load = { peak: 5, batch: 500, retentionDays: 90, rollupDays: 730, shards: 24 } as const;

const million = 1_000_000;
const steps = [
  { events: million, tracksInAnHour: 2_000, tracksInADay: 8_000 },
  { events: 10 * million, tracksInAnHour: 10_000, tracksInADay: 40_000 },
  { events: 100 * million, tracksInAnHour: 50_000, tracksInADay: 200_000 },
] as const;
type Step = (typeof steps)[number];

const whole = (number: number) => Math.round(number).toLocaleString('en');
function round(number: number): string {
  return number >= 100 ? whole(number) : Number(number.toPrecision(2)).toLocaleString('en');
}

function size(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const unit = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(count) / 3)));
  return `${round(count / 1000 ** unit)} ${units[unit]}`;
}

function time(seconds: number): string {
  if (seconds >= 5400) return `${round(seconds / 3600)} h`;
  return seconds >= 90 ? `${round(seconds / 60)} min` : `${round(seconds)} s`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const perStep = (label: string, cell: (step: Step) => string) => [label, ...steps.map(cell)];
const byStep = (rows: readonly (readonly string[])[]): string =>
  table(['', ...steps.map(({ events }) => `${events / million} M a day`)], rows);

const both = ({ document, indexes }: { document: number; indexes: number }) => document + indexes;
const average = ({ events }: Step) => events / 86_400;
const peak = (step: Step) => average(step) * load.peak;
const rollupsOfDay = ({ tracksInAnHour, tracksInADay }: Step) => tracksInAnHour * 24 + tracksInADay;
const storedEvents = ({ events }: Step) => events * load.retentionDays;
const eventBytes = (step: Step) => storedEvents(step) * both(bytes.event);
const rollupBytes = (step: Step) => rollupsOfDay(step) * load.rollupDays * both(bytes.rollup);
const countSeconds = ({ events }: Step) => events / 24 / rates.countPerSecond;

const documents: readonly (readonly [name: string, size: { document: number; indexes: number }])[] = [
  ['`streaming_events`: one event', bytes.event],
  ['`event_rollups`: one track in one hour, 20 countries and devices', bytes.rollup],
  ['`spotify_metrics`: one day of an artist, one version', bytes.artistDay],
  ['`campaign_metrics`: one day of an ad campaign, one version', bytes.adDay],
  ['`activity_events`: one entry of the audit', bytes.auditEntry],
  ['`system_events`: one call', bytes.systemEvent],
];

const sizes = () =>
  table(
    ['Document', 'BSON', 'with its index entries'],
    documents.map(([name, of]) => [name, `${whole(of.document)} B`, `${whole(both(of))} B`]),
  );

const rate = () =>
  byStep([
    perStep('events a second, on average', (step) => round(average(step))),
    perStep(`at the peak (${load.peak} ×)`, (step) => round(peak(step))),
    perStep(`calls a second at the peak, ${load.batch} events each`, (step) => round(peak(step) / load.batch)),
    perStep(
      'of what two cores take with both stores on them',
      (step) => `${round((100 * peak(step)) / rates.ingestPerSecond)} %`,
    ),
    perStep('server processes, with one more to spare', (step) =>
      whole(Math.ceil(peak(step) / rates.ingestPerSecond) + 1),
    ),
    perStep('points a minute of one key at the peak (5 a call)', (step) => round((peak(step) / load.batch) * 60 * 5)),
  ]);

const storage = () =>
  byStep([
    perStep(`events, ${load.retentionDays} days`, (step) => whole(storedEvents(step))),
    perStep('their documents and indexes', (step) => size(eventBytes(step))),
    perStep('roll-ups of a day: tracks of each hour, and of the day', (step) => whole(rollupsOfDay(step))),
    perStep('roll-ups, two years', (step) => size(rollupBytes(step))),
    perStep('together, one copy', (step) => size(eventBytes(step) + rollupBytes(step))),
    perStep('index of the ids, which has to be in memory', (step) => size(storedEvents(step) * bytes.idIndex)),
    perStep(`the same with the shard key’s, on each of ${load.shards} shards`, (step) =>
      size((storedEvents(step) * (bytes.idIndex + bytes.shardIndex)) / load.shards),
    ),
    perStep(`everything, on each of ${load.shards} shards`, (step) =>
      size((eventBytes(step) + rollupBytes(step)) / load.shards),
    ),
    perStep('an archive of all events, a year, before compression', (step) =>
      size(step.events * 365 * bytes.event.document),
    ),
  ]);

const counting = () =>
  byStep([
    perStep('events of an average hour', ({ events }) => whole(events / 24)),
    perStep('to count all of them once', (step) => time(countSeconds(step))),
    perStep('a round and its rest, so counts are late by', (step) => time(countSeconds(step) * (1 + rates.restFactor))),
    perStep('the same in an hour of peak load', (step) =>
      time(countSeconds(step) * load.peak * (1 + rates.restFactor)),
    ),
    perStep('expiry: one core, each day', (step) => time(step.events * rates.expirySeconds)),
  ]);

const network = () =>
  byStep([
    perStep('in, at the peak', (step) => `${round((peak(step) * bytes.eventOnWire * 8) / million)} Mbit/s`),
    perStep(
      'to the document store, at the peak',
      (step) => `${round((peak(step) * bytes.event.document * 8) / million)} Mbit/s`,
    ),
    perStep(
      'each further member of a replica set',
      (step) => `${round((peak(step) * bytes.event.document * 8) / million)} Mbit/s`,
    ),
    perStep('in, a day', (step) => size(step.events * bytes.eventOnWire)),
  ]);

const reads = () => {
  const row = (what: string, documents: number, rows: string) => [
    what,
    whole(documents),
    size(documents * bytes.rollup.document),
    rows,
  ];
  return table(
    ['`events.counts` of', 'Roll-ups read', 'Bytes of documents', 'Rows answered'],
    [
      row('one track, a month by day', 30, '30'),
      row('one track, a week by hour', 7 * 24, '168'),
      row('1,000 tracks, a month by day', 30 * 1000, '30'),
      row('1,000 tracks, a year in all', 365 * 1000, '1'),
      row('10,000 tracks, a year in all', 365 * 10_000, '1'),
    ],
  );
};

const facts = () =>
  table(
    ['Facts a day', 'Stored in two years', 'Rows that one process imports meanwhile'],
    [10_000, 100_000, million, 10 * million].map((count) => [
      whole(count),
      size(count * 730 * both(bytes.adDay)),
      `${round((100 * count) / (rates.importRowsPerSecond * 86_400))} % of ${whole(rates.importRowsPerSecond * 86_400)}`,
    ]),
  );

const calls = () => {
  const inADay = ({ events }: Step) => events / load.batch;
  return byStep([
    perStep(`calls a day, ${load.batch} events each`, (step) => whole(inADay(step))),
    perStep('their audit: `activity_events`, a year', (step) => size(inADay(step) * 365 * both(bytes.auditEntry))),
    perStep('their events: `system_events`, 30 days', (step) => size(inADay(step) * 30 * both(bytes.systemEvent))),
    perStep('rows of the outbox in PostgreSQL, three months', (step) => whole(inADay(step) * 92)),
  ]);
};

/** Each computed table of the page, by the name of its place. */
export const eventPlans: Readonly<Record<string, () => string>> = {
  sizes,
  rate,
  storage,
  counting,
  network,
  reads,
  facts,
  calls,
};
