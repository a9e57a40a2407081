import { planQuery } from '../indexes/plan-query.ts';
import { compilePipeline } from '../pipeline/compile-pipeline.ts';
import { type Environment, type Flow, PAUSE } from '../pipeline/stage.ts';
import { decode } from '../query/decode.ts';
import { evaluation } from '../query/evaluation.ts';
import type { Doc } from '../query/values.ts';
import { existing } from './arguments.ts';
import type { CommandContext } from './context.ts';
import { type Selection, selectPaced } from './select.ts';
import { collectionStatistics } from './statistics.ts';

/** What the stages of one aggregate command may read of the server. */
export function environmentOf(context: CommandContext, { collation, variables }: Selection): Environment {
  const { server, db } = context;
  const { catalog } = server.store;
  const read: Environment['read'] = (name, filter, bound) => {
    const collection = catalog.find(db, name);
    return collection
      ? decoded(selectPaced(collection, { filter, collation, variables: bound ?? variables }), decode)
      : [];
  };
  const build = (names: Doc | undefined): Environment => {
    const environment: Environment = {
      options: evaluation({
        collation,
        variables: names,
        collectionResolver: (name) => [...read(name, {})].filter((item) => item !== PAUSE),
      }),
      collation,
      variables: names,
      db,
      read,
      indexed(name, field) {
        const collection = catalog.find(db, name);
        return (
          collection !== undefined &&
          planQuery(collection.indexes, { filter: { [field]: 1 }, collation }).index !== null
        );
      },
      compile: (stages, bound) => compilePipeline(stages, bound ? build(bound) : environment),
      describe(kind) {
        if (kind === '$listLocalSessions') return server.sessions.list();
        const collection = existing(context);
        if (!collection) return [];
        return kind === '$indexStats' ? collection.indexStatistics() : [collectionStatistics(collection, server)];
      },
    };
    return environment;
  };
  return build(variables);
}

export function* decoded(found: Flow<{ bytes: Uint8Array }>, read: (bytes: Uint8Array) => Doc): Flow {
  for (const item of found) yield item === PAUSE ? item : read(item.bytes);
}

export function* decodedChunks(found: Flow<Uint8Array[]>, read: (bytes: Uint8Array) => Doc): Flow {
  for (const documents of found) {
    if (documents === PAUSE) yield documents;
    else for (const bytes of documents) yield read(bytes);
  }
}
