import { dataFolder } from '../local/data-folder.ts';
import { readyStores, serveInstallation } from '../local/runtime.ts';
import { aborted, untilStopped } from '../local/until-stopped.ts';
import { exitCodes, progress } from '../terminal.ts';

export interface ServeOptions {
  data?: string;
  port?: number;
  workers?: number;
}

/** Something that serves until it is closed. */
interface Serving {
  url: string;
  description: string;
  close(): Promise<void>;
}

async function serveAlone(dataDir: string, port: number | undefined): Promise<Serving> {
  const { server, stores, close } = await serveInstallation(dataDir, { port, onProgress: progress });
  return { url: server.url, description: stores.description, close };
}

/** Opens and migrates the stores once, here; the workers only serve. */
async function serveByWorkers(dataDir: string, port: number | undefined, count: number): Promise<Serving> {
  const { WorkerPool } = await import('../workers/worker-pool.ts');
  const { stores, settings } = await readyStores(dataDir, { port, onProgress: progress });
  try {
    const stopMs = stores.environment.STOP_TIMEOUT_SECONDS * 1000;
    const pool = await WorkerPool.start(settings, { count, label: dataDir, stopMs });
    const close = async () => {
      await pool.close();
      await stores.close();
    };
    return { url: pool.url, description: `${stores.description}; ${count} workers`, close };
  } catch (error) {
    await stores.close();
    throw error;
  }
}

export async function serve({ data, port, workers = 1 }: ServeOptions): Promise<number> {
  const stop = untilStopped();
  const dataDir = dataFolder(data);
  const serving = await (workers === 1 ? serveAlone(dataDir, port) : serveByWorkers(dataDir, port, workers));
  try {
    progress(`Serving at ${serving.url} (${serving.description})`);
    await aborted(stop);
    return exitCodes.done;
  } finally {
    await serving.close();
  }
}
