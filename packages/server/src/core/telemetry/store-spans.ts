import { type Context, type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import { onStoreCalls } from '@songtrackpro/db';

/**
 * Shows transactions of PostgreSQL and operations on documents inside the span that is under way; what belongs to none,
 * such as the rounds of workers, is left out. Answers how to stop.
 */
export function traceStoreCalls(tracer: Tracer, underWay: () => Context | undefined): () => void {
  return onStoreCalls<Span>({
    begin: ({ store, operation, target }) => {
      const parent = underWay();
      if (!parent) return undefined;
      const attributes = {
        'db.system.name': store === 'postgres' ? 'postgresql' : 'mongodb',
        'db.operation.name': operation,
        ...(store === 'documents' ? { 'db.collection.name': target } : { 'db.transaction.mode': target }),
      };
      const name = store === 'documents' ? `${operation} ${target}` : operation;
      return tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, parent);
    },
    end: (span, failed) => {
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  });
}
