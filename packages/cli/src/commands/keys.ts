import { dataFolder } from '../local/data-folder.ts';
import { openInstallation } from '../local/runtime.ts';
import { exitCodes, progress, say } from '../terminal.ts';

const connections = (count: number) => `${count} ${count === 1 ? 'connection' : 'connections'}`;

/** Seals the tokens of all connections anew with the first key of TOKEN_KEYS; servers may be at work meanwhile. */
export async function rewrapKeys({ data, json }: { data?: string; json?: boolean }): Promise<number> {
  const stores = await openInstallation(dataFolder(data), progress);
  try {
    const { rewrapStoredTokens } = await import('@songtrackpro/server');
    const { keyId, resealed, unreadable } = await rewrapStoredTokens(stores.settings);
    if (json) {
      say(JSON.stringify({ keyId, resealed, unreadable }));
      return unreadable.length > 0 ? exitCodes.failed : exitCodes.done;
    }
    say(`The tokens of ${connections(resealed)} were sealed anew with the key “${keyId}”.`);
    for (const { id, message } of unreadable) say(`${id}: ${message}`);
    if (unreadable.length > 0) return exitCodes.failed;
    say('The other keys of TOKEN_KEYS can go, once every server has started with the new list.');
    return exitCodes.done;
  } finally {
    await stores.close();
  }
}
