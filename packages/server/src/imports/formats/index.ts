export { headBytes, type ParseOptions } from './dialect.ts';
export { type SynonymDifference, SynonymWatch } from './drop-synonyms.ts';
export type { RecognisedFormat } from './format.ts';
export { ImportFault } from './import-fault.ts';
export { parseRows } from './parse-rows.ts';
export type { FactSubject, ParsedFact, ParsedRow, RowError } from './parsed-row.ts';
export { type Recognition, recognise } from './recognise-format.ts';
export { resolveDialect } from './resolve-dialect.ts';
export { unpack } from './unpack.ts';
