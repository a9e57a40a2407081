import type { RunningServer } from '@songtrackpro/server';
import { dataFolder } from '../local/data-folder.ts';
import { startFakes } from '../local/fakes.ts';
import { announceInstance, withdrawInstance } from '../local/instances.ts';
import { localKey } from '../local/organizations.ts';
import { serveInstallation } from '../local/runtime.ts';
import { setUpAlone } from '../local/set-up-alone.ts';
import { aborted, untilStopped } from '../local/until-stopped.ts';
import { exitCodes, progress, say } from '../terminal.ts';

export interface DevOptions {
  fakes?: boolean;
  data?: string;
  port?: number;
}

/** So that a person can subscribe at once. */
async function sellPlans({ services }: RunningServer): Promise<void> {
  const { syncStripeCatalog } = await import('@songtrackpro/server');
  if (services.billing.stripe) await syncStripeCatalog(services.billing.stripe);
}

/** Serves for development; with `--fakes` Meta, Spotify and Stripe are servers of this machine, and no account is needed. */
export async function dev(options: DevOptions): Promise<number> {
  const stop = untilStopped();
  const dataDir = dataFolder(options.data);
  const fakes = options.fakes ? await startFakes() : null;
  // Before anything reads the environment: the server finds the stand-ins where it would find the real ones.
  Object.assign(process.env, fakes?.environment);
  try {
    const installation = await serveInstallation(dataDir, {
      port: options.port,
      pointsPerMinute: 0,
      local: true,
      ...(fakes && { clock: fakes.clock }),
      onProgress: progress,
    });
    try {
      const { server, stores } = installation;
      const apiKey = await setUpAlone(dataDir, stop, () => localKey(dataDir, server, 'own'));
      await announceInstance(dataDir, { url: server.url, apiKey, ...(fakes && { stripe: fakes.stripe }) });
      if (fakes) await sellPlans(server);
      fakes?.deliverTo(server.url);
      progress(`Serving at ${server.url} (${stores.description})`);
      say(`API key: ${apiKey}`);
      for (const line of fakes?.lines ?? []) say(line);
      await aborted(stop);
      return exitCodes.done;
    } finally {
      await withdrawInstance(dataDir, process.pid);
      await installation.close();
    }
  } finally {
    await fakes?.close();
  }
}
