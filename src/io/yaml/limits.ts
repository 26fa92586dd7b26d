/** What a scenario file may be at most; each limit is named in the message that refuses a file. */
export const yamlLimits = {
  /** [bytes] of the file. */
  bytes: 16 * 1024 * 1024,
  /** Blocks within blocks, aliases followed. */
  depth: 32,
  /** Values, aliases followed. */
  nodes: 2_000_000,
  /** Uses of an anchor (`*name`). */
  aliases: 1_000,
} as const;
