import chardet from 'chardet';
import iconv from 'iconv-lite';

export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
  /** No mark and not UTF-8: the encoding is a guess from the bytes. */
  readonly guessed: boolean;
}

/** Chinese platforms label GBK files GB2312; GB18030 contains both. */
const WIDER: Readonly<Record<string, string>> = {
  GB2312: 'GB18030',
  GBK: 'GB18030',
  'ISO-8859-1': 'windows-1252',
};

/** Text of a report: byte-order mark, else strict UTF-8, else the caller's hint, else a guess from the bytes. */
export function decodeText(bytes: Uint8Array, hint?: string): DecodedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [a, b, c] = buffer;
  const decode = (encoding: string, guessed: boolean) => ({
    text: iconv.decode(buffer, encoding),
    encoding,
    guessed,
  });
  if (a === 0xff && b === 0xfe) return decode('UTF-16LE', false);
  if (a === 0xfe && b === 0xff) return decode('UTF-16BE', false);
  if (a === 0xef && b === 0xbb && c === 0xbf) return decode('UTF-8', false);
  if (isUtf8(buffer)) return decode('UTF-8', false);
  if (hint !== undefined && iconv.encodingExists(hint)) return decode(hint, false);
  const found = chardet.detect(buffer) ?? 'windows-1252';
  const wider = WIDER[found] ?? found;
  return decode(iconv.encodingExists(wider) ? wider : 'windows-1252', true);
}

function isUtf8(buffer: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(buffer);
    return true;
  } catch {
    return false;
  }
}
