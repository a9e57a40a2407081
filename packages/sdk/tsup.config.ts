import { defineConfig } from 'tsup';

const contracts = '../contracts/src';

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  // The published package has no dependency: the tRPC client and the metric names are part of it.
  noExternal: [/.*/],
  clean: true,
  treeshake: true,
  dts: {
    compilerOptions: {
      // The declarations' bundler ignores `exports`, so it is led to the sources of the contracts.
      paths: {
        '@songtrackpro/contracts': [`${contracts}/index.ts`],
        '@songtrackpro/contracts/metrics': [`${contracts}/metrics/definitions.ts`],
        '@songtrackpro/contracts/metrics/format': [`${contracts}/metrics/format-metric.ts`],
        '@songtrackpro/contracts/canonical-json': [`${contracts}/core/canonical-json.ts`],
      },
    },
  },
});
