/** What a scenario file may be at most; each limit is named in the message that refuses a file. */
export const yamlLimits = {
  /** [bytes] of the file. */
  bytes: 4 * 1024 * 1024,
  /** Blocks within blocks, aliases followed. */
  depth: 32,
  /** Values, aliases followed. */
  nodes: 200_000,
  /** Words, punctuation, line ends and indents together. */
  tokens: 1_600_000,
  /** Uses of an anchor (`*name`). */
  aliases: 1_000,
} as const;
