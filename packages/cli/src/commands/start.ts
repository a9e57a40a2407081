import { SongTrackPro } from '@songtrackpro/sdk';
import { localOption } from '../connection/find-server.ts';
import { findExports } from '../imports/find-exports.ts';
import { importFiles } from '../imports/import-files.ts';
import { importSamples } from '../imports/import-samples.ts';
import { dataFolder } from '../local/data-folder.ts';
import { announceInstance, withdrawInstance } from '../local/instances.ts';
import { localKey } from '../local/organizations.ts';
import { serveInstallation } from '../local/runtime.ts';
import { setUpAlone } from '../local/set-up-alone.ts';
import { aborted, untilStopped } from '../local/until-stopped.ts';
import { nextSteps } from '../report/next-steps.ts';
import { printReport } from '../report/print-report.ts';
import { reportsFolder } from '../report/write-report.ts';
import { exitCodes, progress, say } from '../terminal.ts';

export interface StartOptions {
  exit?: boolean;
  import?: string;
  data?: string;
  port?: number;
}

export async function start(options: StartOptions): Promise<number> {
  const dataDir = dataFolder(options.data);
  const stop = untilStopped();
  // Before anything is started: a wrong path should not cost a start.
  const exports = options.import === undefined ? null : await findExports(options.import);
  progress(`Opening the stores in ${dataDir}`);
  const installation = await serveInstallation(dataDir, {
    port: options.port,
    // For a look around on one's own machine: limits hold where `serve` does, or where the environment says so.
    pointsPerMinute: 0,
    local: true,
    onProgress: (line) => progress(`  ${line}`),
  });
  try {
    if (stop.aborted) return exitCodes.interrupted;
    const { server, stores } = installation;
    const apiKey = await setUpAlone(dataDir, stop, () => localKey(dataDir, server, exports ? 'own' : 'demo'));
    await announceInstance(dataDir, { url: server.url, apiKey });
    progress(`Ready: ${server.url} (${stores.description})`);
    const client = new SongTrackPro({ apiKey, baseUrl: server.url });
    const serverOption = await localOption(dataDir);
    say();
    say(exports ? `Importing ${options.import}` : 'Importing the sample exports');
    const work = async () => {
      const taken = exports
        ? await importFiles(client, exports, { serverOption })
        : await setUpAlone(dataDir, stop, () => importSamples(client, serverOption));
      await printReport(client, { folder: reportsFolder(dataDir) });
      return taken ? exitCodes.done : exitCodes.failed;
    };
    const outcome = await Promise.race([work(), aborted(stop)]);
    if (outcome === undefined || stop.aborted) return exitCodes.interrupted;
    if (!options.exit) {
      for (const line of nextSteps(server.url, apiKey, serverOption)) say(line);
      await aborted(stop);
    }
    return outcome;
  } catch (error) {
    // What fails after Ctrl-C fails because of it.
    if (stop.aborted) return exitCodes.interrupted;
    throw error;
  } finally {
    progress('Stopping the server, and the stores unless somebody else uses them');
    await withdrawInstance(dataDir, process.pid);
    await installation.close();
  }
}
