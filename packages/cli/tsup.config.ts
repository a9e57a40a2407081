import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { songtrackpro: 'src/installed.ts' },
  format: ['esm'],
  platform: 'node',
  target: 'node22',
  // The published package has no dependency. What operates a server stays outside of it; its commands say so.
  noExternal: ['@songtrackpro/sdk', 'commander', 'string-width', /^@bomb\.sh\/tab/],
  splitting: true,
  treeshake: true,
  clean: true,
  silent: true,
});
