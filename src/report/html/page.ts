import { escape } from './escape.ts';
import { script } from './script.ts';
import { style } from './style.ts';

export interface PageParts {
  /** Language tag, `en`. */
  readonly language: string;
  readonly title: string;
  /** HTML, already escaped. */
  readonly body: string;
}

/** One offline HTML file: style and script inside, nothing loaded, and a policy that forbids loading. */
export function page({ language, title, body }: PageParts): string {
  return `<!doctype html>
<html lang="${escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<meta name="generator" content="bidwright">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
<script>${script}</script>
</body>
</html>
`;
}
