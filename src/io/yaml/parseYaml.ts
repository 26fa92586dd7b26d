import { Composer, Lexer, LineCounter, Parser, type CST, type Document } from 'yaml';
import { InputError, type Issue } from '../../core/issues/issue.ts';
import { yamlLimits } from './limits.ts';
import { locate, type Place } from './locate.ts';
import { syntaxProblem } from './syntaxProblem.ts';
import { toPlain, type NodeIndex } from './toPlain.ts';

/** YAML as plain data that still knows where each value stands. */
export interface YamlSource {
  readonly raw: unknown;
  /** Line and column (1-based) of the value at a path, of the nearest parent where it is missing; `key` asks for the key instead. */
  readonly place: (path: readonly (string | number)[], key: boolean, offset?: number) => Place;
}

/**
 * One YAML 1.2 document -> plain data with positions.
 * Throws InputError (`yaml.*`): syntax, duplicate keys, tabs, several documents, tags, and files built to explode (yamlLimits).
 */
export function parseYaml(text: string, file: string): YamlSource {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.max(0, Math.min(offset, text.length)));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const issue = (code: string, offset: number, params: Issue['params'] = {}): Issue => ({
    code,
    path: [],
    file,
    ...at(offset),
    params,
  });
  const tokens = tokensOf(text, lines, issue);
  const documents = [
    ...new Composer({ uniqueKeys: false, prettyErrors: false, strict: true }).compose(
      tokens,
      true,
      text.length,
    ),
  ];
  const [document, second] = documents as [Document.Parsed, Document.Parsed | undefined];
  checkSyntax(documents, text, issue);
  if (second !== undefined) throw new InputError([issue('yaml.several-documents', second.range[0])]);
  if (document.contents === null) throw new InputError([issue('yaml.empty', 0)]);
  const index: NodeIndex = { targets: new Map(), issue };
  const raw = toPlain(document.contents, index);
  return {
    raw,
    place: (path, key, offset) => at(locate(document.contents!, index.targets, text, path, key, offset)),
  };
}

type MakeIssue = (code: string, offset: number, params?: Issue['params']) => Issue;

/** Tokens of the file; refuses nesting and sizes before anything recursive sees them. */
function tokensOf(text: string, lines: LineCounter, issue: MakeIssue): CST.Token[] {
  // The parser reports where lines after the first begin; the first is for the caller to add.
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let offset = 0;
  let count = 0;
  // Two frames a level (a collection and its item), and those of the document.
  const deepest = 2 * yamlLimits.depth + 4;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    offset += lexeme.length;
    if (parser.stack.length > deepest)
      throw new InputError([issue('yaml.too-deep', offset, { max: yamlLimits.depth })]);
    if (++count > yamlLimits.tokens)
      throw new InputError([issue('yaml.too-many-tokens', offset, { max: yamlLimits.tokens })]);
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

/** Only the first mistake is told: what follows one is mostly its echo. */
function checkSyntax(documents: readonly Document.Parsed[], text: string, issue: MakeIssue): void {
  for (const document of documents) {
    const [first] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
    if (first === undefined) continue;
    const { problem, offset } = syntaxProblem(first, document, text);
    throw new InputError([issue('yaml.syntax', offset, { problem })]);
  }
}
