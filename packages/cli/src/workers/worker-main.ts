import '../load-quickly.ts';
import { type FromWorker, isToWorker, type ToWorker } from './messages.ts';

// Begun by worker-pool.ts. Ctrl-C reaches every process of the terminal: the one that was called decides what it means.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);

const tell = (message: FromWorker) => process.send?.(message);
const order = (kind: ToWorker['kind']) =>
  new Promise<ToWorker>((resolve) => {
    process.on('message', (message) => {
      if (isToWorker(message) && message.kind === kind) resolve(message);
    });
  });

// SIGTERM at this process alone replaces it: it serves what it has begun, and another one takes its place.
const stopped = Promise.race([
  order('stop'),
  new Promise<void>((resolve) => {
    process.once('SIGTERM', () => resolve());
  }),
]);

async function serve(): Promise<void> {
  const message = await Promise.race([order('serve'), stopped]);
  if (message?.kind !== 'serve') return;
  const { startServerProcess } = await import('../local/server-process.ts');
  const server = await startServerProcess(message.settings);
  tell({ kind: 'serving', url: server.url });
  await stopped;
  await server.close();
}

try {
  await serve();
} catch (error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  tell({ kind: 'failed', name, message });
  process.exitCode = 1;
} finally {
  process.disconnect();
}
