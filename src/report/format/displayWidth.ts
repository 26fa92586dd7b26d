/** East Asian wide and full-width blocks, and pictographs: two columns in a terminal. */
const wide =
  /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f1e6}-\u{1f1ff}]{2}|[\u{20000}-\u{3fffd}])/u;
const invisible = /^(?:\p{Mark}|\p{Default_Ignorable_Code_Point}|\p{Cc})+$/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

function graphemeWidth(grapheme: string): number {
  if (invisible.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}

/** Columns a text takes in a terminal, [columns]; wide scripts and emoji take two (Unicode TR 11). */
export function displayWidth(text: string): number {
  return graphemes(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

/** The text cut to at most `width` columns, with an ellipsis where something was cut. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const grapheme of graphemes(text)) {
    const next = graphemeWidth(grapheme);
    if (used + next > width - 1) break;
    kept += grapheme;
    used += next;
  }
  return `${kept.trimEnd()}…`;
}

/** Pads with spaces to `width` columns; a text that is already wider stays. */
export function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + space : space + text;
}

/** Breaks a text into lines of at most `width` columns: at spaces, between wide characters, and inside longer words. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const push = (): void => {
    lines.push(line.trimEnd());
    line = '';
    used = 0;
  };
  for (const piece of breakable(text, width)) {
    if (used + displayWidth(piece.trimEnd()) > width && used > 0) push();
    line += used === 0 ? piece.trimStart() : piece;
    used = displayWidth(line);
  }
  if (line !== '' || lines.length === 0) push();
  return lines;
}

/** Pieces that may start a line: words with the space after them, single wide characters, slices of words too long. */
function breakable(text: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const grapheme of graphemes(text)) {
    const columns = graphemeWidth(grapheme);
    if (columns === 2 || used + columns > width) {
      if (piece !== '') pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += grapheme;
    used += columns;
    if (grapheme === ' ' || columns === 2) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}
