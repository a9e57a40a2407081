import { MongoClient } from 'mongodb';

export interface MongodbServer {
  uri: string;
  /** What answers there, for the first line of a run. */
  description: string;
  stop(): Promise<void>;
}

/** The version that is downloaded where MONGODB_URI names no server. */
const version = '8.0.13';

const remedy =
  'Set MONGODB_URI to a server on which databases may be made and dropped, for example mongodb://127.0.0.1:27017.';

/** The server of MONGODB_URI, else one that is downloaded once and runs for as long as the tests do. */
export async function openMongodb(): Promise<MongodbServer> {
  const given = process.env.MONGODB_URI || undefined;
  if (given !== undefined) return { uri: given, description: await describe(given), stop: async () => {} };
  const { MongoMemoryServer } = await import('mongodb-memory-server-core');
  try {
    const server = await MongoMemoryServer.create({ binary: { version }, instance: { storageEngine: 'wiredTiger' } });
    const uri = server.getUri();
    const stop = async () => void (await server.stop({ doCleanup: true }));
    return { uri, description: await describe(uri), stop };
  } catch (cause) {
    throw new Error(`There is no MongoDB to test on: a download was tried and failed. ${remedy}`, { cause });
  }
}

async function describe(uri: string): Promise<string> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5000 });
  try {
    const admin = client.db('admin');
    const [{ version }, hello] = await Promise.all([admin.command({ buildInfo: 1 }), admin.command({ hello: 1 })]);
    const topology = hello.setName === undefined ? 'standalone' : `replica set ${hello.setName}`;
    return `MongoDB ${version} (${hello.msg === 'isdbgrid' ? 'sharded' : topology})`;
  } catch (cause) {
    throw new Error(`The server of MONGODB_URI doesn't answer. ${remedy}`, { cause });
  } finally {
    await client.close();
  }
}
