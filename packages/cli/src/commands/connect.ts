import type { Integration, IntegrationProvider } from '@songtrackpro/sdk';
import { connect as connectClient } from '../connection/connect.ts';
import type { ServerOptions } from '../connection/find-server.ts';
import { Questions } from '../questions.ts';
import { CommandError, exitCodes, progress, say } from '../terminal.ts';
import { tryWriting } from './try-writing.ts';

export interface ConnectOptions extends ServerOptions {
  disconnect?: boolean;
  json?: boolean;
  /** Number of the ad account in which writing is tried. */
  tryWriting?: string;
}

/** What the provider's redirect brought: behind the `?`, or where the server led on to a front end behind the `#`. */
function readBack(address: string): { state: string; code?: string; error?: string } {
  const url = URL.canParse(address) ? new URL(address) : null;
  const told = new URLSearchParams(url?.search || url?.hash.slice(1));
  const [state, code, error] = [told.get('state'), told.get('code'), told.get('error')];
  if (state === null)
    throw new CommandError('That is not an address that the provider has led back to: it has no state.');
  return { state, ...(code !== null && { code }), ...(error !== null && { error }) };
}

async function ask(question: string): Promise<string> {
  const questions = new Questions();
  try {
    return await questions.ask(question);
  } finally {
    questions.close();
  }
}

function sayConnection({ id, accountName, status, nextStep, scopes, missingScopes, expiresAt, accounts }: Integration) {
  say(`Connection   ${id}, ${status}${nextStep === null ? '' : `: ${nextStep}`}`);
  say(`Account      ${accountName}`);
  if (scopes.length > 0) say(`Allowed      ${scopes.join(', ')}`);
  if (missingScopes.length > 0) say(`Left out     ${missingScopes.join(', ')}`);
  if (expiresAt !== null) say(`Holds until  ${expiresAt.slice(0, 10)}`);
  for (const { externalId, name, currency, timeZone } of accounts)
    say(`Ad account   ${externalId}  ${name} (${currency}, ${timeZone})`);
}

/** Connects an account over the API, as a front end would: a check of the provider's console as well. */
export async function connect(provider: IntegrationProvider, options: ConnectOptions): Promise<number> {
  const { disconnect, json, tryWriting: account } = options;
  const client = await connectClient(options);
  const { url, redirectUri } = await client.integrations.connect({ provider });
  progress(`Registered in the console of ${provider} has to be ${redirectUri}`);
  (json ? progress : say)(`Open ${url}`);
  const back = readBack(await ask('Agree, and paste the address that the browser shows then: '));
  let connection = await client.integrations.callback(back);
  const isConnected = connection.status === 'connected';
  if (!json) sayConnection(connection);
  const isWritable = account === undefined || (await tryWriting(client, connection, account));
  if (disconnect) {
    connection = await client.integrations.disconnect({ id: connection.id });
    if (!json) say(`And now      ${connection.status}`);
  } else if (!json && connection.accounts.length > 0) {
    say('Choose ad accounts with integrations.selectAccounts; their numbers arrive then.');
  }
  if (json) say(JSON.stringify(connection));
  return (isConnected || disconnect) && isWritable ? exitCodes.done : exitCodes.failed;
}
