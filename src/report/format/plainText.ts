/* oxlint-disable no-control-regex -- control characters are the subject */
/** Sequences that colour a terminal, move its cursor or set its title. */
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g;
const controls = /[\u0000-\u001f\u007f-\u009f]+/g;
/** Bidirectional overrides and isolates, which would reorder the text around a name, and byte order marks. */
const reordering = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const loneSurrogate = /\p{Surrogate}/gu;

/**
 * A user's text (name, id, description) made safe to print: escape sequences go, line breaks become one space,
 * characters that reorder their surroundings go, broken surrogates become U+FFFD.
 */
export function plainText(text: string): string {
  return text
    .replace(escapes, '')
    .replace(controls, ' ')
    .replace(reordering, '')
    .replace(loneSurrogate, '\ufffd')
    .trim();
}
