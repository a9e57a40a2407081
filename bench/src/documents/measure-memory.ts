import type { DocumentServer } from './server-process.ts';

export interface Memory {
  startBytes: number;
  peakBytes: number;
}

/** The server's resident memory while `count` small documents are inserted and then scanned. */
export async function memoryOfMany(server: DocumentServer, count: number): Promise<Memory> {
  const collection = server.client.db('bench').collection('small');
  const startBytes = server.residentBytes();
  let peakBytes = startBytes;
  const sample = setInterval(() => {
    peakBytes = Math.max(peakBytes, server.residentBytes());
  }, 100);
  try {
    for (let from = 0; from < count; from += 10_000) {
      const documents = Array.from({ length: Math.min(10_000, count - from) }, (_, i) => ({
        _id: from + i,
        n: (from + i) % 97,
      }));
      await collection.insertMany(documents as never[], { ordered: false });
    }
    // A filter no index serves: every document is read and decoded.
    const found = await collection.countDocuments({ n: { $gte: 0 } });
    if (found !== count) throw new Error(`expected ${count} documents, found ${found}`);
  } finally {
    clearInterval(sample);
  }
  return { startBytes, peakBytes };
}
