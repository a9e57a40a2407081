import { dataFolder, dataOption } from '../local/data-folder.ts';
import { findInstance } from '../local/instances.ts';
import { CommandError, commandPrefix, exitCodes, say } from '../terminal.ts';

export interface AdvanceOptions {
  days?: number;
  hours?: number;
  json?: boolean;
  data?: string;
}

/** Lets time pass for the stand-ins that run on the data folder, and for the server beside them. */
export async function advance({ days = 0, hours = 0, json, data }: AdvanceOptions): Promise<number> {
  if (days === 0 && hours === 0) throw new CommandError('Say how much time is to pass: --days, --hours, or both.');
  const dataDir = dataFolder(data);
  const stripe = (await findInstance(dataDir))?.stripe;
  if (stripe === undefined)
    throw new CommandError(
      `Nothing stands in for Stripe on ${dataDir}. Start it with \`${commandPrefix} dev --fakes${dataOption(dataDir)}\`.`,
    );
  const answer = await fetch(new URL('/stand-in/advance', stripe), {
    method: 'POST',
    body: new URLSearchParams({ days: String(days), hours: String(hours) }),
  });
  const { now } = (await answer.json()) as { now: string };
  if (json) say(JSON.stringify({ now }));
  else say(`There it is ${now.slice(0, 16).replace('T', ' ')} UTC now.`);
  return exitCodes.done;
}
