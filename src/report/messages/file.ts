import type { Issue } from '../../core/issues/issue.ts';
import type { Messages } from './index.ts';
import { yamlProblems } from './yamlProblems.ts';

/** Texts of everything that can be wrong with a file before its contents mean anything. */
export const fileMessages: Messages = {
  'file.missing': ({ params }) =>
    `cannot open this file: it does not exist${params.folder === undefined ? '' : ` and neither does the folder ${params.folder}`}, must be a file.${near(params)}`,
  'file.directory': () => `cannot open this file: it is a directory, must be a file.`,
  'file.denied': () => `cannot open this file: it may not be read by this user, must be readable.`,
  'file.unreadable': ({ params }) =>
    `cannot read this file: the system says ${params.reason}, must be readable.`,
  'file.too-large': ({ params }) =>
    `cannot read this file: it is ${params.bytes} bytes, must be at most ${params.max} bytes.`,
  'file.encoding': ({ params }) =>
    params.encoding === 'UTF-16'
      ? 'cannot read this file: it is UTF-16, must be UTF-8. Try saving it as UTF-8.'
      : 'cannot read this file: its bytes are not UTF-8, must be UTF-8. Try saving it as UTF-8 (it may be GBK, Shift_JIS or Latin-1).',
  'file.exists': () =>
    'cannot write this file: it exists already, must be a new name. Try --force to replace it.',
  'file.unwritable': ({ params }) =>
    `cannot write this file: the system says ${params.reason}, must be writable.`,
  'yaml.syntax': ({ params }) =>
    `cannot read YAML: ${yamlProblems[String(params.problem)] ?? params.problem}.`,
  'yaml.several-documents': () =>
    'cannot read YAML: a second document starts here, must be one document a file. Try a file for each scenario.',
  'yaml.empty': () =>
    'cannot read this file: it is empty, must be a scenario. Try "bidwright init" for one to start from.',
  'yaml.key': () => 'cannot read YAML: a key is empty, a list or a block here, must be a name.',
  'yaml.duplicate-key': ({ params }) =>
    `cannot read YAML: the key "${params.key}" stands here for the second time, must be unique in its block.`,
  'yaml.unknown-alias': ({ params }) =>
    `cannot read YAML: no anchor &${params.name} stands before *${params.name}, must be an anchor above.${near(params)}`,
  'yaml.alias-within-itself': ({ params }) =>
    `cannot read YAML: *${params.name} stands within &${params.name} itself, must be outside.`,
  'yaml.too-deep': ({ params }) =>
    `cannot read YAML: it is nested deeper than the limit, must be at most ${params.max} levels.`,
  'yaml.too-many-values': ({ params }) =>
    `cannot read YAML: it has more values than the limit (aliases followed), must be at most ${params.max} values.`,
  'yaml.too-many-tokens': ({ params }) =>
    `cannot read YAML: it has more words, signs and lines than the limit, must be at most ${params.max} of them.`,
  'yaml.too-many-aliases': ({ params }) =>
    `cannot read YAML: it has more aliases than the limit, must be at most ${params.max} aliases.`,
};

function near(params: Issue['params']): string {
  return params.near === undefined ? '' : ` Try "${params.near}".`;
}
