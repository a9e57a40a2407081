import type { Json } from '../json-schema.ts';

/** A parameter of a call; those that many calls share are references. */
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: Json;
  example?: unknown;
}

export interface Content {
  schema: Json;
  example?: unknown;
  examples?: Json;
}

export interface Answer {
  description: string;
  headers: Json;
  content: Record<string, Content>;
}

/** One call as the document describes it. */
export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  security: Record<string, string[]>[];
  parameters: (Parameter | { $ref: string })[];
  requestBody?: { required: boolean; content: Record<string, Content> };
  responses: Record<string, Answer | { $ref: string }> & { 200: Answer };
}

/** An OpenAPI 3.1 document as ours is. */
export interface ApiDocument {
  openapi: string;
  info: Json;
  servers: Json[];
  tags: { name: string }[];
  security: Record<string, string[]>[];
  /** By path, then by method in small letters. */
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Json>;
    responses: Record<string, Answer>;
    examples: Record<string, { summary: string; value: unknown }>;
    headers: Record<string, Json>;
    parameters: Record<string, Parameter>;
    securitySchemes: Record<string, Json>;
  };
}

/** The name at the end of a reference. */
export const nameOfRef = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);
