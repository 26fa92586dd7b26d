/** YAML syntax errors in this program's words, by the code of the reader. */
export const yamlProblems: Readonly<Record<string, string>> = {
  BAD_INDENT: 'this line is indented differently from its neighbours, must line up with them',
  MISSING_CHAR: 'a quote, bracket, comma or space is missing here, must be closed or set apart',
  BLOCK_AS_IMPLICIT_KEY:
    'a second "key:" stands on this line or a line above lacks its indent, must be one key a line',
  BLOCK_IN_FLOW: 'a block stands within brackets, must be written with brackets and commas',
  UNEXPECTED_TOKEN: 'this is not understood here, must be a key, a value or a comment',
  IMPOSSIBLE: 'this is not understood here, must be a key, a value or a comment',
  BAD_SCALAR_START: 'a plain text starts with @ or `, must be in quotes',
  BAD_DQ_ESCAPE: 'an escape in double quotes is unknown, must be one of YAML. Try single quotes',
  MULTILINE_IMPLICIT_KEY: 'a key runs over several lines, must stand on one',
  MULTILINE_IN_FLOW_KEY: 'a key runs over several lines, must stand on one',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters, must be shorter',
  MULTIPLE_ANCHORS: 'a value has two anchors, must have one',
  MULTIPLE_TAGS: 'a value has two tags, must have none',
  BAD_PROP_ORDER: 'an anchor or tag stands after its value, must stand before',
  COMMENT_SPACE: 'a comment touches the value before it, must be set apart by a space',
  MISSING_ANCHOR: 'an anchor has no name, must have one',
  BAD_ALIAS: 'an alias has no name or carries an anchor, must be *name alone',
  BAD_DIRECTIVE: 'a directive (%) is unknown, must be left out',
};
