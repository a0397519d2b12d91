import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The project's own text files: path from the top, with forward slashes → content. */
export type Tree = ReadonlyMap<string, string>;

/** What a guard found: one line for people each, beginning with the path (and line) it is about. Empty: nothing wrong. */
export type Guard = (tree: Tree) => string[];

const folders = ['src', 'drizzle', 'e2e', 'public'];
const topFiles = ['package.json', 'package-lock.json', 'next.config.ts', 'tsconfig.json'];
const textFile = /\.(?:tsx?|mjs|json|md|css|sql)$/;
const notOurs = /^(?:drizzle\/migrations\/|e2e\/\.results\/)/;

/** Reads the tree below `root`: sources, catalogues and top-level configuration; nothing generated. */
export function readTree(root = process.cwd()): Tree {
  const tree = new Map<string, string>();
  for (const name of topFiles) tree.set(name, readFileSync(join(root, name), 'utf8'));
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name).slice(root.length + 1);
      if (entry.isFile() && textFile.test(path) && !notOurs.test(path)) {
        tree.set(path, readFileSync(join(root, path), 'utf8'));
      }
    }
  }
  return tree;
}

/** The same tree with these files added or replaced: how a test plants a violation without touching the disk. */
export function plant(tree: Tree, files: Record<string, string>): Tree {
  return new Map([...tree, ...Object.entries(files)]);
}

/** Code of the tree whose path matches. */
export function* sources(tree: Tree, matching: RegExp = /./): Generator<[path: string, text: string]> {
  for (const [path, text] of tree) if (/\.tsx?$/.test(path) && matching.test(path)) yield [path, text];
}

export const testFile = /\.test\.tsx?$|^src\/testing\/|^e2e\//;

const parsed = new Map<string, { text: string; file: ts.SourceFile }>();

/** The syntax tree of a file, with parents set; kept while its text is the same. */
export function parse(path: string, text: string): ts.SourceFile {
  const known = parsed.get(path);
  if (known?.text === text) return known.file;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  parsed.set(path, { text, file });
  return file;
}

/** Every node below `node`, itself included, callers before callees. */
export function* walk(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  node.forEachChild((child) => {
    children.push(child);
  });
  for (const child of children) yield* walk(child);
}

/** `path:line` of a node, as editors and terminals link it. */
export function at(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** Is this file a door of its own kind, by the directive on its first line (`use client`, `use server`)? */
export function hasDirective(file: ts.SourceFile, directive: string): boolean {
  const [first] = file.statements;
  return (
    first !== undefined &&
    ts.isExpressionStatement(first) &&
    ts.isStringLiteral(first.expression) &&
    first.expression.text === directive
  );
}
