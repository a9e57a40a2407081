export { convertDataFolder, type FolderConversion, type FolderReport } from './convert-data-folder.ts';
export { convertUris, type UriConversion } from './convert-uris.ts';
export type { CopyReport } from './copy-database.ts';
