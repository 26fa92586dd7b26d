import { isCollection, isScalar, visit, type Document, type Node, type YAMLError } from 'yaml';

/** What is wrong with the writing of a file, and where it shows. */
export interface SyntaxProblem {
  readonly problem: string;
  readonly offset: number;
}

/** Problems by the reader's code, and by its words where one code stands for several. */
const byCode: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  TAB_AS_INDENT: 'tab',
  TAG_RESOLVE_FAILED: 'tag',
  BAD_INDENT: 'indent',
  BLOCK_AS_IMPLICIT_KEY: 'two-keys',
  BLOCK_IN_FLOW: 'two-keys-in-braces',
  BAD_SCALAR_START: 'reserved-start',
  BAD_DQ_ESCAPE: 'escape',
  MULTILINE_IMPLICIT_KEY: 'colon',
  KEY_OVER_1024_CHARS: 'long-key',
  MULTIPLE_ANCHORS: 'two-anchors',
  MULTIPLE_TAGS: 'tag',
  BAD_ALIAS: 'empty-alias',
  BAD_DIRECTIVE: 'directive',
};

const byWords: readonly (readonly [RegExp, string])[] = [
  [/^Missing closing/, 'unclosed-quote'],
  [/^Flow (map|sequence) .* end with/, 'unclosed-bracket'],
  [/^Sequence item without/, 'indent'],
  [/followed by map values$/, 'colon'],
];

/** The reader's error in our terms; an unclosed quote or bracket is shown where it opens, not where the file ends. */
export function syntaxProblem(error: YAMLError, document: Document.Parsed, text: string): SyntaxProblem {
  const [offset] = error.pos;
  // The ":" of "a ? b : c" ends a key unless the formula is in quotes.
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY' && /^=.*\?.*:/.test(text.slice(offset, offset + 500)))
    return { problem: 'unquoted-formula', offset };
  const problem =
    byWords.find(([words]) => words.test(error.message))?.[1] ?? byCode[error.code] ?? 'unexpected';
  return { problem, offset: problem.startsWith('unclosed') ? openingBefore(document, offset) : offset };
}

function openingBefore(document: Document.Parsed, offset: number): number {
  let opening = offset;
  visit(document, {
    Node: (_, node) => {
      const start = (node as Node).range?.[0];
      const quoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
      const bracket = isCollection(node) && node.flow === true;
      // Later openings that are closed lie before the end too, but their own range ends earlier.
      if (
        (quoted || bracket) &&
        start !== undefined &&
        start < offset &&
        (node.range?.[1] ?? 0) >= offset - 1
      )
        opening = start;
    },
  });
  return opening;
}
