import { MongoClient } from 'mongodb';

/** The document server's backup, which belongs to one connection. */
export interface DocumentsBackup {
  /** Stops writes and brings everything into the data file, which doesn't change until the end. */
  begin(): Promise<void>;
  resumeWrites(): Promise<void>;
  /** Rejects where the file may have changed meanwhile: the server was started anew. */
  end(): Promise<void>;
  close(): Promise<void>;
}

export async function openDocumentsBackup(uri: string): Promise<DocumentsBackup> {
  // One connection that is never given up for being idle.
  const client = new MongoClient(uri, { maxPoolSize: 1, minPoolSize: 1, maxIdleTimeMS: 0, retryReads: false });
  await client.connect();
  const admin = client.db('admin');
  const command = (name: string) => async (): Promise<void> => void (await admin.command({ [name]: 1 }));
  return {
    begin: command('beginBackup'),
    resumeWrites: command('resumeWrites'),
    end: command('endBackup'),
    close: () => client.close(),
  };
}
