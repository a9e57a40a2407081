import type { contract } from '@songtrackpro/contracts';
import { type ConnectionAttempt, takeConnectionAttempt } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { ProviderContext } from '../../core/context.ts';
import type { Verb } from '../../core/endpoint.ts';
import { idOf } from '../../core/run-verb.ts';
import type { Granted } from '../grants/connector.ts';
import { connectorOf } from '../grants/connectors.ts';
import { toProviderAnswer } from '../grants/provider-answer.ts';
import { placeOfVerifier } from '../tokens/places.ts';
import { saveGranted } from './save-granted.ts';
import { hashState } from './state.ts';

/** Takes the attempt that a state belongs to, for good: what comes after can't be repeated with it. */
async function takeAttempt(ctx: ProviderContext, state: string): Promise<ConnectionAttempt> {
  const wanted = { stateHash: hashState(state), actorId: idOf(ctx.actor) };
  const attempt = await ctx.inTransaction(({ tx }) => takeConnectionAttempt(tx, wanted));
  if (attempt && attempt.expiresAt > ctx.now) return attempt;
  throw new AppError('token_invalid', {
    message:
      'This attempt to connect is unknown, was finished before, was begun by somebody else, or its time is over. Begin again with `integrations.connect`.',
  });
}

async function redeem(ctx: ProviderContext, attempt: ConnectionAttempt, code: string): Promise<Granted> {
  const { services, organizationId } = ctx;
  const { provider, redirectUri, stateHash } = attempt;
  const place = placeOfVerifier(organizationId, Buffer.from(stateHash));
  const codeVerifier = services.keyring.open(attempt.codeVerifier, place);
  try {
    return await connectorOf(services, provider).redeem({ code, redirectUri, codeVerifier });
  } catch (error) {
    throw toProviderAnswer(error);
  }
}

export const finishConnection: Verb<typeof contract.integrations.callback> = async (ctx, { state, code, error }) => {
  const attempt = await takeAttempt(ctx, state);
  const { provider } = attempt;
  if (error !== undefined || code === undefined) {
    throw new AppError('provider_refused', {
      message: 'The person did not agree. Begin again with `integrations.connect` once they will.',
      details: { provider, reason: error === undefined ? 'no_code' : 'consent_denied', message: error ?? null },
    });
  }
  const granted = await redeem(ctx, attempt, code);
  return ctx.conclude((inner) => saveGranted(inner, provider, granted));
};
