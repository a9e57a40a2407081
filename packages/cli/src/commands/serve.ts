import { dataFolder } from '../local/data-folder.ts';
import { serveInstallation } from '../local/runtime.ts';
import { aborted, untilStopped } from '../local/until-stopped.ts';
import { exitCodes, progress } from '../terminal.ts';

export async function serve(options: { data?: string; port?: number }): Promise<number> {
  const stop = untilStopped();
  const installation = await serveInstallation(dataFolder(options.data), { port: options.port, onProgress: progress });
  try {
    progress(`Serving at ${installation.server.url} (${installation.stores.description})`);
    await aborted(stop);
    return exitCodes.done;
  } finally {
    await installation.close();
  }
}
