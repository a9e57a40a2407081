import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Context,
  DiagLogLevel,
  defaultTextMapGetter,
  diag,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import { errorCatalogue } from '@songtrackpro/contracts';
import type { Log } from '../log.ts';
import { toAppError } from '../to-app-error.ts';
import { samplerOf } from './sampler.ts';
import { traceStoreCalls } from './store-spans.ts';
import type { Span, SpanOptions, Tracing, TracingSettings } from './tracing.ts';

/** Longest wait for the receiver when the process stops, in milliseconds. */
const patienceMs = 3000;
const propagator = new W3CTraceContextPropagator();

async function exporterFor({ url, protocol }: TracingSettings): Promise<SpanExporter> {
  const { OTLPTraceExporter } =
    protocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter({ url });
}

/** OpenTelemetry without its process-wide registries: a process may hold several servers. */
export class OpenTelemetry implements Tracing {
  readonly enabled = true;
  readonly #provider: TracerProvider;
  readonly #tracer: Tracer;
  readonly #underWay = new AsyncLocalStorage<Context>();
  readonly #stopStoreSpans: () => void;

  private constructor(provider: TracerProvider) {
    this.#provider = provider;
    this.#tracer = provider.getTracer('songtrackpro');
    this.#stopStoreSpans = traceStoreCalls(this.#tracer, () => this.#underWay.getStore());
  }

  static async open(settings: TracingSettings, log: Log): Promise<OpenTelemetry> {
    const report = (message: string) => log.warn({ tracing: message }, 'traces');
    const silent = () => {};
    const logger = { error: report, warn: report, info: silent, debug: silent, verbose: silent };
    diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
    const own = resourceFromAttributes({ 'service.name': 'songtrackpro', 'process.pid': process.pid });
    return new OpenTelemetry(
      new TracerProvider({
        sampler: samplerOf(settings),
        resource: defaultResource()
          .merge(own)
          .merge(detectResources({ detectors: [envDetector] })),
        spanProcessors: [
          new BatchSpanProcessor({
            exporter: await exporterFor(settings),
            scheduledDelayMillis: settings.delayMs,
          }),
        ],
      }),
    );
  }

  span<T>({ name, from, attributes = {} }: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
    const parent = from
      ? propagator.extract(ROOT_CONTEXT, from, defaultTextMapGetter)
      : (this.#underWay.getStore() ?? ROOT_CONTEXT);
    const span = this.#tracer.startSpan(name, { kind: from ? SpanKind.SERVER : SpanKind.INTERNAL, attributes }, parent);
    return this.#underWay.run(trace.setSpan(parent, span), async () => {
      try {
        return await work({ set: (more) => span.setAttributes(more) });
      } catch (error) {
        const { code } = toAppError(error);
        // The code alone: a message may repeat what somebody typed.
        span.setAttribute('error.type', code);
        if (errorCatalogue[code].status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  }

  async close(): Promise<void> {
    this.#stopStoreSpans();
    const sent = this.#provider.shutdown().catch(() => undefined);
    await Promise.race([sent, sleep(patienceMs, undefined, { ref: false })]);
  }
}
