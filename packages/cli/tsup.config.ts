import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { songtrackpro: 'src/installed.ts' },
  format: ['esm'],
  platform: 'node',
  target: 'node22',
  // The published package has no dependency. What operates a server is not in it; its commands say so.
  noExternal: [/.*/],
  external: [
    '@songtrackpro/server',
    '@songtrackpro/server/environment',
    '@songtrackpro/server/fakes',
    '@songtrackpro/embedded',
  ],
  splitting: true,
  treeshake: true,
  clean: true,
  silent: true,
});
