export { attemptLimit, processImport } from './process-import.ts';
