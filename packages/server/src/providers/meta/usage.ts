import { z } from 'zod';

/** How much of a limit is used up. */
export interface Gauge {
  /** Which limit: `app`, `ads_insights`, `ads_management`, `custom_audience`, `ad_account`. */
  limit: string;
  /** Number of the ad account that it counts for, without `act_`; null for the whole app. */
  account: string | null;
  percent: number;
  /** How long until calls are taken again, as Meta estimates it; null where it doesn't say. */
  regainMs: number | null;
}

const percentage = z.number().min(0).default(0);
const Counts = z.object({ call_count: percentage, total_cputime: percentage, total_time: percentage });
const BusinessUsage = z.record(
  z.string(),
  z.array(Counts.extend({ type: z.string().default('unknown'), estimated_time_to_regain_access: percentage })),
);
const AccountUsage = z.object({ acc_id_util_pct: percentage, reset_time_duration: percentage });
const InsightsThrottle = z.object({ app_id_util_pct: percentage, acc_id_util_pct: percentage });

function readHeader<Schema extends z.ZodType>(headers: Headers, name: string, schema: Schema): z.infer<Schema> | null {
  const text = headers.get(name);
  if (text === null) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // A header that can't be read limits nothing; the refusal that follows it still does.
    return null;
  }
}

const highest = ({ call_count, total_cputime, total_time }: z.infer<typeof Counts>) =>
  Math.max(call_count, total_cputime, total_time);

/** Everything that the headers of an answer say about limits. `account` is the one that was asked about, without `act_`. */
export function readUsage(headers: Headers, account: string | null): Gauge[] {
  const app = readHeader(headers, 'x-app-usage', Counts);
  const business = readHeader(headers, 'x-business-use-case-usage', BusinessUsage) ?? {};
  const own = readHeader(headers, 'x-ad-account-usage', AccountUsage);
  const insights = readHeader(headers, 'x-fb-ads-insights-throttle', InsightsThrottle);
  const gauges: Gauge[] = [];
  if (app) gauges.push({ limit: 'app', account: null, percent: highest(app), regainMs: null });
  for (const [id, uses] of Object.entries(business)) {
    for (const use of uses) {
      // Minutes, unlike every other header's seconds.
      const regainMs = use.estimated_time_to_regain_access * 60_000 || null;
      gauges.push({ limit: use.type, account: id.replace(/^act_/, ''), percent: highest(use), regainMs });
    }
  }
  if (own) {
    const regainMs = own.reset_time_duration * 1000 || null;
    gauges.push({ limit: 'ad_account', account, percent: own.acc_id_util_pct, regainMs });
  }
  if (insights) {
    gauges.push({ limit: 'insights_app', account: null, percent: insights.app_id_util_pct, regainMs: null });
    gauges.push({ limit: 'insights_account', account, percent: insights.acc_id_util_pct, regainMs: null });
  }
  return gauges;
}
