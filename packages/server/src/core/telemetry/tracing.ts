import type { Environment } from '../environment.ts';
import type { Log } from '../log.ts';

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A stretch of work that a trace shows. */
export interface Span {
  set(attributes: SpanAttributes): void;
}

export interface SpanOptions {
  name: string;
  /** `server` for a request that came from outside; its headers may say which trace it belongs to. */
  from?: Readonly<Record<string, string | undefined>>;
  attributes?: SpanAttributes;
}

/** Traces of what a process does. Names and attributes are ours: nothing that a caller wrote becomes part of them. */
export interface Tracing {
  readonly enabled: boolean;
  /** Runs work as a span, part of the span that is under way. */
  span<T>(options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T>;
  /** Sends what was not sent yet. */
  close(): Promise<void>;
}

export interface TracingSettings {
  /** Where traces go by OTLP over HTTP. */
  url: string;
  protocol: 'http/protobuf' | 'http/json';
  sampler: NonNullable<Environment['OTEL_TRACES_SAMPLER']>;
  /** Share of traces for the samplers that take one. */
  share: number;
  /** Longest wait before spans are sent. */
  delayMs: number;
}

const nothing: Span = { set: () => {} };
const noTracing: Tracing = {
  enabled: false,
  span: (_, work) => work(nothing),
  close: async () => {},
};

/** Where traces go as OpenTelemetry's own variables say it; undefined where they name no place. */
export function tracingSettings(environment: Environment): TracingSettings | undefined {
  const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own, OTEL_EXPORTER_OTLP_ENDPOINT: common } = environment;
  const url = own ?? (common && `${common.replace(/\/+$/, '')}/v1/traces`);
  if (url === undefined || environment.OTEL_SDK_DISABLED === 'true') return undefined;
  return {
    url,
    protocol: environment.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? environment.OTEL_EXPORTER_OTLP_PROTOCOL,
    sampler: environment.OTEL_TRACES_SAMPLER,
    share: environment.OTEL_TRACES_SAMPLER_ARG,
    delayMs: environment.OTEL_BSP_SCHEDULE_DELAY,
  };
}

/** Opens tracing where it was asked for; its library is loaded then alone. */
export async function openTracing(settings: TracingSettings | undefined, log: Log): Promise<Tracing> {
  if (settings === undefined) return noTracing;
  const { OpenTelemetry } = await import('./open-telemetry.ts');
  return OpenTelemetry.open(settings, log);
}
