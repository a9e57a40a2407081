import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

export interface Parameter {
  name: string;
  type: ts.TypeNode | undefined;
}

/** A method that a caller of the SDK sees, as its source says it. */
export interface Method {
  /** Property of the client, for example `campaigns`. */
  domain: string;
  name: string;
  description: string;
  /** Texts of its tags, by name. */
  tags: Map<string, string[]>;
  parameters: Parameter[];
  result: ts.TypeNode | undefined;
}

const source = new URL('../src/', import.meta.url);

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(new URL(path, source), 'utf8'), ts.ScriptTarget.ES2022, true);
}

function methodOf(domain: string, node: ts.MethodDeclaration): Method {
  const tags = new Map<string, string[]>();
  for (const tag of ts.getJSDocTags(node)) {
    const name = tag.tagName.text;
    const type = ts.isJSDocThrowsTag(tag) ? (tag.typeExpression?.getText() ?? '') : '';
    tags.set(name, [...(tags.get(name) ?? []), `${type}${ts.getTextOfJSDocComment(tag.comment) ?? ''}`.trim()]);
  }
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return {
    domain,
    name: node.name.getText(),
    description: ts.getTextOfJSDocComment(doc?.comment) ?? '',
    tags,
    parameters: node.parameters.map(({ name, type }) => ({ name: name.getText(), type })),
    result: node.type,
  };
}

/** Every method of every resource of the client, those of the parts that it is made of as well. */
export function readMethods(): Method[] {
  const files = readdirSync(source).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
  const classes = new Map(
    files
      .flatMap((path) => parse(path).statements.filter(ts.isClassDeclaration))
      .map((node) => [node.name?.text ?? '', node]),
  );
  const methodsOf = (domain: string, name: string): Method[] => {
    const node = classes.get(name);
    if (node === undefined) throw new Error(`there is no class ${name}`);
    const parents = (node.heritageClauses ?? []).flatMap(({ types }) =>
      types.map(({ expression }) => expression.getText()),
    );
    const own = node.members.filter(ts.isMethodDeclaration).filter((member) => !ts.isPrivateIdentifier(member.name));
    return [
      ...own.map((member) => methodOf(domain, member)),
      ...parents.flatMap((parent) => methodsOf(domain, parent)),
    ];
  };
  const client = classes.get('SongTrackPro');
  if (client === undefined) throw new Error('there is no client');
  return client.members.filter(ts.isPropertyDeclaration).flatMap((property) => {
    const isPublic = !ts.isPrivateIdentifier(property.name) && property.type !== undefined;
    return isPublic ? methodsOf(property.name.getText(), property.type?.getText() ?? '') : [];
  });
}

/** Whether a type is said by names alone, as an editor then shows it. */
export function isNamed(type: ts.TypeNode | undefined): boolean {
  if (type === undefined) return false;
  let named = true;
  const visit = (node: ts.Node): void => {
    if (ts.isTypeLiteralNode(node) || ts.isMappedTypeNode(node)) named = false;
    ts.forEachChild(node, visit);
  };
  visit(type);
  return named;
}
