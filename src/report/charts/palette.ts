/** Okabe-Ito colours by meaning; the page's style gives each a value for light, dark and print. */
export const palette = {
  today: 'var(--today)',
  recommended: 'var(--recommended)',
  breakEven: 'var(--break-even)',
  /** The same hue, dark enough for small letters. */
  breakEvenInk: 'var(--break-even-ink)',
  surface: 'var(--surface)',
  faint: 'var(--line)',
  ink: 'var(--ink)',
} as const;
