/** [low, high]; a one-sided interval has an infinite end. */
export type Interval = readonly [low: number, high: number];

/** Which alternative a test speaks for: a difference either way, a higher, or a lower treatment. */
export type Alternative = 'two-sided' | 'greater' | 'less';
