/** YAML syntax errors as *Y is Z, must be W*, by the problem's name. */
export const yamlProblems: Readonly<Record<string, string>> = {
  tab: 'a tab is used to indent, must be spaces',
  tag: 'a tag (!name) stands here, must be a plain value',
  indent: 'this line is indented unlike its neighbours, must line up with them',
  'two-keys': 'a second "key:" stands on this line or the next lacks its indent, must be one key a line',
  'unquoted-formula': 'a formula with ":" stands without quotes, must be in quotes',
  'two-keys-in-braces': 'a comma is missing between two keys in braces, must be "{ a: 1, b: 2 }"',
  'unclosed-quote': 'this quote is never closed, must be closed',
  'unclosed-bracket': 'this bracket is never closed or its contents lack their indent, must be closed',
  'reserved-start': 'a plain text begins with @, ` or %, must be in quotes',
  escape: 'an escape in double quotes is unknown, must be one of YAML. Try single quotes',
  colon: 'this is no "key: value", must have a colon and a space after the key',
  'long-key': 'a key is longer than 1024 characters, must be shorter',
  'two-anchors': 'a value has two anchors, must have one',
  'empty-alias': 'an alias (*) has no name or carries an anchor, must be *name alone',
  directive: 'a directive (%) is unknown, must be left out',
  unexpected: 'this is not understood here, must be a key, a value or a comment',
};
