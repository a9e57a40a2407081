import { randomBytes } from 'node:crypto';
import { signWebhook, type WebhookEvent } from '@songtrackpro/sdk';
import { connect } from '../connection/connect.ts';
import type { ServerOptions } from '../connection/find-server.ts';
import { untilStopped } from '../local/until-stopped.ts';
import { exitCodes, progress, say } from '../terminal.ts';

interface ListenOptions extends ServerOptions {
  forwardTo?: string;
  types?: string;
  secret?: string;
  after?: string;
  count?: number;
  json?: boolean;
}

/** Longest wait for the local receiver, as long as the server waits. */
const patienceMs = 15_000;

/** Sends an event to a receiver as the server would; answers what became of it, for people. */
async function forward(event: WebhookEvent, to: string, secret: string): Promise<string> {
  const body = JSON.stringify(event);
  const headers = { 'content-type': 'application/json', ...(await signWebhook({ id: event.id, body }, secret)) };
  const begun = performance.now();
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await fetch(to, { method: 'POST', headers, body, signal, redirect: 'manual' });
    await answer.body?.cancel();
    return `${answer.status} in ${Math.round(performance.now() - begun)} ms`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    return `not delivered (${code})`;
  }
}

function print(event: WebhookEvent, outcome: string | null, json: boolean | undefined): void {
  const { timestamp, type, id } = event;
  const line = [timestamp, type.padEnd(26), id, ...(outcome === null ? [] : [outcome])].join('  ');
  say(json ? JSON.stringify(outcome === null ? { event } : { event, outcome }) : line);
}

/**
 * Prints events of the organization as they happen, and sends each one to a receiver that no server could reach, signed with
 * a secret of this session. No endpoint is registered, and none is tried again.
 */
export async function listen(options: ListenOptions): Promise<number> {
  const { forwardTo, after, count = Infinity, json } = options;
  const secret = options.secret ?? `whsec_${randomBytes(32).toString('base64')}`;
  const types = options.types?.split(',').map((type) => type.trim());
  const client = await connect(options);
  const signal = untilStopped();
  progress(forwardTo === undefined ? 'Waiting for events; Ctrl-C ends.' : `Forwarding to ${forwardTo}; Ctrl-C ends.`);
  if (forwardTo !== undefined) progress(`Signing secret: ${secret}`);
  let last = after;
  let seen = 0;
  try {
    for await (const { event } of client.webhooks.watch({ after }, { signal })) {
      if (event === null) continue;
      last = event.id;
      if (types && !types.includes(event.type)) continue;
      print(event, forwardTo === undefined ? null : await forward(event, forwardTo, secret), json);
      seen += 1;
      if (seen >= count) break;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  if (last !== undefined) progress(`Go on where this ended with --after ${last}`);
  return signal.aborted ? exitCodes.interrupted : exitCodes.done;
}
