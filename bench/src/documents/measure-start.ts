import { Binary } from 'mongodb';
import { type DocumentServer, startDocuments } from './server-process.ts';

/** Milliseconds from launching the server to its first answered ping. */
export async function coldPing(folder: string): Promise<number> {
  const start = performance.now();
  const server = await startDocuments(folder);
  const elapsed = performance.now() - start;
  await server.stop();
  return elapsed;
}

/** Fills a server with `megabytes` of documents of 16 KB. */
export async function fill({ client }: DocumentServer, megabytes: number): Promise<void> {
  const collection = client.db('bench').collection('large');
  await collection.createIndex({ n: 1 });
  for (let batch = 0; batch < megabytes / 4; batch++) {
    const documents = Array.from({ length: 256 }, (_, i) => ({
      n: batch * 256 + i,
      filler: new Binary(Buffer.alloc(16 * 1024, i)),
    }));
    await collection.insertMany(documents);
  }
}
