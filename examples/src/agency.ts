/**
 * One program for many organizations, as an agency has them: a person signs in, and the program walks through all of the
 * person's organizations and says what their campaigns have spent.
 *
 *   SONGTRACKPRO_URL=http://127.0.0.1:4000 SONGTRACKPRO_SESSION=… node agency.ts
 *   SONGTRACKPRO_URL=… SONGTRACKPRO_EMAIL=… SONGTRACKPRO_PASSWORD=… node agency.ts
 *
 * An organization that refuses the person is named and does not keep the others from being read; the exit code is then 1.
 */
import { type Organization, PermissionError, SongTrackPro } from '@songtrackpro/sdk';

const {
  SONGTRACKPRO_URL: baseUrl = '',
  SONGTRACKPRO_SESSION,
  SONGTRACKPRO_EMAIL: email,
  SONGTRACKPRO_PASSWORD: password,
} = process.env;
if (baseUrl === '' || (!SONGTRACKPRO_SESSION && !(email && password))) {
  console.error('Set SONGTRACKPRO_URL, and SONGTRACKPRO_SESSION or SONGTRACKPRO_EMAIL and SONGTRACKPRO_PASSWORD.');
  process.exit(2);
}

async function signIn(): Promise<string> {
  const { session } = await new SongTrackPro({ baseUrl }).identity.signIn({
    email: email ?? '',
    password: password ?? '',
  });
  if (session !== null) return session;
  console.error('The account has a second factor: sign in by hand, and set SONGTRACKPRO_SESSION.');
  process.exit(2);
}

const session = SONGTRACKPRO_SESSION || (await signIn());
const person = new SongTrackPro({ baseUrl, session });

/** Spend in minor units by currency. Amounts of different currencies have no sum. */
type Spend = Map<string, bigint>;
const add = (spend: Spend, currency: string, minor: bigint) => spend.set(currency, (spend.get(currency) ?? 0n) + minor);

function written(spend: Spend): string {
  if (spend.size === 0) return 'nothing that is known';
  const parts = [...spend].toSorted().map(([currency, minor]) => {
    const format = new Intl.NumberFormat('en-US', { style: 'currency', currency, currencyDisplay: 'code' });
    const { maximumFractionDigits: digits = 2 } = format.resolvedOptions();
    return format.format(Number(minor) / 10 ** digits).replace(/\s/, ' ');
  });
  return parts.join(' and ');
}

/** Reads one organization; each call of a person says for which of them it is. */
async function spendOf({ id }: Organization): Promise<{ spend: Spend; campaigns: number; unknown: number }> {
  const spend: Spend = new Map();
  let [campaigns, unknown] = [0, 0];
  for await (const { spend: spent } of person.campaigns.overview({ limit: 500 }, { organization: id })) {
    campaigns += 1;
    if (spent.spentMinor === null || spent.currency === null) unknown += 1;
    else add(spend, spent.currency, BigInt(spent.spentMinor));
  }
  return { spend, campaigns, unknown };
}

const total: Spend = new Map();
for await (const { organization, role, restorableUntil } of person.organizations.list()) {
  if (restorableUntil !== null) continue;
  try {
    const { spend, campaigns, unknown } = await spendOf(organization);
    for (const [currency, minor] of spend) add(total, currency, minor);
    const rest = unknown === 0 ? '' : `, ${unknown} of them unknown`;
    console.log(
      `${organization.name} (${role}): ${written(spend)} in ${campaigns === 1 ? 'a campaign' : `${campaigns} campaigns`}${rest}`,
    );
  } catch (error) {
    if (!(error instanceof PermissionError)) throw error;
    console.log(`${organization.name} (${role}): ${error.message}`);
    process.exitCode = 1;
  }
}
console.log(`Together: ${written(total)}`);
