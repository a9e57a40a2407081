import type { Doc } from '../query/values.ts';
import type { Collection } from '../storage/collection.ts';
import { collectionName } from './arguments.ts';
import { need } from './collections.ts';
import type { Command, Server } from './context.ts';
import { VERSION } from './version.ts';

/** The document that $collStats gives. */
export function collectionStatistics(collection: Collection, server: Server): Doc {
  return {
    ns: collection.namespace,
    localTime: server.now(),
    storageStats: storageStatistics(collection),
    count: collection.count,
  };
}

function storageStatistics(collection: Collection): Doc {
  const { size, indexSizes } = collection.sizes();
  const totalIndexSize = Object.values(indexSizes).reduce((sum, bytes) => sum + bytes, 0);
  return {
    size,
    count: collection.count,
    avgObjSize: collection.count === 0 ? 0 : Math.round(size / collection.count),
    storageSize: size,
    nindexes: collection.indexes.length,
    indexSizes,
    totalIndexSize,
    totalSize: size + totalIndexSize,
    scaleFactor: 1,
  };
}

const collStats: Command = (context) => {
  const collection = need(context, collectionName(context));
  return { ns: collection.namespace, ...storageStatistics(collection), ok: 1 };
};

const dbStats: Command = ({ server, db }) => {
  const all = server.store.catalog.collections(db);
  const total = (key: string) => all.reduce((sum, collection) => sum + Number(storageStatistics(collection)[key]), 0);
  return {
    db,
    collections: all.length,
    views: 0,
    objects: total('count'),
    dataSize: total('size'),
    storageSize: total('size'),
    indexes: total('nindexes'),
    indexSize: total('totalIndexSize'),
    totalSize: total('totalSize'),
    scaleFactor: 1,
    fsUsedSize: server.store.size().bytes,
    ok: 1,
  };
};

const serverStatus: Command = ({ server }) => {
  const { rss, heapUsed } = process.memoryUsage();
  return {
    host: 'localhost',
    version: VERSION,
    process: 'songtrackpro-embedded',
    pid: process.pid,
    uptime: (server.now().getTime() - server.started.getTime()) / 1000,
    localTime: server.now(),
    connections: { current: server.connections(), available: 65_536 - server.connections() },
    mem: { bits: 64, resident: Math.round(rss / 1048576), heap: Math.round(heapUsed / 1048576) },
    metrics: { cursor: { open: { total: server.cursors.size } } },
    storageEngine: { name: 'sqlite', persistent: true },
    ok: 1,
  };
};

export const statisticsCommands = { collStats, collstats: collStats, dbStats, dbstats: dbStats, serverStatus };
