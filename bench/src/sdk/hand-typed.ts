/** Top-level declarations of a declaration file without its comments, by name. */
function declarationsOf(text: string): Map<string, string> {
  const plain = text.replaceAll(/[ \t]*\/\*\*[\s\S]*?\*\/\n?/g, '').replace(/^export \{[\s\S]*$/m, '');
  const parts = plain.split(/^(?=(?:declare (?:class|const|function)|interface|type) \w)/m);
  return new Map(parts.map((part) => [/^(?:declare )?\w+ (\w+)/.exec(part)?.[1] ?? '', part]));
}

/** Signatures of a class's methods, those of the class that it extends as well. */
function methodsOf(name: string, declarations: ReadonlyMap<string, string>): Map<string, string> {
  const text = declarations.get(name) ?? '';
  const parent = /^declare class \w+ extends (\w+)/.exec(text)?.[1];
  const own = [...text.matchAll(/^ {4}(\w+)\([\s\S]*?;\n(?= {4}[\w#]|\})/gm)].map((match): [string, string] => [
    match[1] ?? '',
    match[0],
  ]);
  return new Map([...(parent === undefined ? [] : methodsOf(parent, declarations)), ...own]);
}

/** Declarations that a text names, and those that they name. */
function closureOf(text: string, declarations: ReadonlyMap<string, string>): string[] {
  const kept = new Map<string, string>();
  const open = [text];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [name] of next.matchAll(/\b[A-Z]\w*/g)) {
      const found = declarations.get(name);
      if (found === undefined || kept.has(name)) continue;
      kept.set(name, found);
      open.push(found);
    }
  }
  return [...kept.values()];
}

/**
 * The client that somebody would type by hand for these calls: its methods with their types, and nothing that nobody calls,
 * no class, no comment.
 */
export function typeByHand(sdk: string, calls: readonly (readonly [domain: string, method: string])[]): string {
  const declarations = declarationsOf(sdk);
  const classes = new Map(
    [...(declarations.get('SongTrackPro') ?? '').matchAll(/readonly (\w+): (\w+);/g)].map((match) => [
      match[1],
      match[2],
    ]),
  );
  const resources = [...Map.groupBy(calls, ([domain]) => domain)].map(([domain, called]) => {
    const methods = methodsOf(classes.get(domain) ?? '', declarations);
    const lines = called.map(([, method]) => {
      const line = methods.get(method);
      if (line === undefined) throw new Error(`the declarations lack ${domain}.${method}`);
      return line;
    });
    return `  ${domain}: {\n${lines.join('')}  };\n`;
  });
  const client = `interface Client {\n${resources.join('')}}\n`;
  return `${closureOf(client, declarations).join('')}${client}export declare const client: Client;\n`;
}
