import { enableCompileCache, type ResolveFnOutput, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

// Loading the sources from compiled code halves a warm start; a folder that cannot be written just costs that half.
enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/compiled', import.meta.url)));

// For each ES module of a package, and for each import of it by name, Node 24 decodes the package's whole package.json.
// That of drizzle-orm is so large that its 117 modules take a second; its CommonJS build takes a tenth of that.
const resolved = new Map<string, ResolveFnOutput>();
registerHooks({
  resolve(specifier, context, nextResolve) {
    // Tests name the file that was found for them.
    const file = /^(.*\/node_modules\/drizzle-orm\/.*)\.js$/.exec(specifier)?.[1];
    if (file !== undefined) return nextResolve(`${file}.cjs`, context);
    if (specifier !== 'drizzle-orm' && !specifier.startsWith('drizzle-orm/')) return nextResolve(specifier, context);
    const known = resolved.get(specifier);
    if (known) return known;
    const found = nextResolve(specifier, { ...context, conditions: ['node', 'require', 'default'] });
    resolved.set(specifier, { ...found, shortCircuit: true });
    return found;
  },
});
