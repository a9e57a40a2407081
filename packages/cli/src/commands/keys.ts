import { dataFolder } from '../local/data-folder.ts';
import { openInstallation } from '../local/runtime.ts';
import { exitCodes, progress, say } from '../terminal.ts';

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Seals the tokens of all connections anew with the first key of TOKEN_KEYS; servers may be at work meanwhile. */
export async function rewrapKeys({ data, json }: { data?: string; json?: boolean }): Promise<number> {
  const stores = await openInstallation(dataFolder(data), progress);
  try {
    const { rewrapStoredTokens } = await import('@songtrackpro/server');
    const { keyId, resealed, webhooks, ...tokens } = await rewrapStoredTokens(stores.settings);
    const unreadable = [...tokens.unreadable, ...webhooks.unreadable];
    if (json) {
      say(JSON.stringify({ keyId, resealed, webhooks: webhooks.resealed, unreadable }));
      return unreadable.length > 0 ? exitCodes.failed : exitCodes.done;
    }
    say(`The tokens of ${counted(resealed, 'connection')} were sealed anew with the key “${keyId}”.`);
    if (webhooks.resealed > 0) say(`So were the secrets of ${counted(webhooks.resealed, 'webhook endpoint')}.`);
    for (const { id, message } of unreadable) say(`${id}: ${message}`);
    if (unreadable.length > 0) return exitCodes.failed;
    say('The other keys of TOKEN_KEYS can go, once every server has started with the new list.');
    return exitCodes.done;
  } finally {
    await stores.close();
  }
}
