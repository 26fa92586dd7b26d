import {
  describeFields,
  type BlockDescription,
  type FieldDescription,
} from '../core/scenario/describeFields.ts';
import { scenarioJsonSchema } from '../core/scenario/jsonSchema.ts';
import { audiencePresets, categoryPresets, matchPresets, tierPresets } from '../core/scenario/presets.ts';

/** What `npm run schema` writes: schema.json for editors, and docs/scenario-format.md with its generated parts renewed. */
export function scenarioFormatFiles(page: string): { readonly schema: string; readonly page: string } {
  const presets = [
    presetTable('category', categoryPresets),
    presetTable('tier', tierPresets),
    presetTable('match', matchPresets),
    presetTable('kind', audiencePresets),
  ].join('\n\n');
  const fields = describeFields().map(blockSection).join('\n\n');
  return {
    schema: `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`,
    page: renewed(renewed(page, 'fields', fields), 'presets', presets),
  };
}

/** The page with the text between `<!-- NAME -->` and `<!-- /NAME -->` replaced. */
function renewed(page: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [page.indexOf(open), page.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`the page has no ${open} ... ${close}`);
  return `${page.slice(0, start)}${open}\n\n${text}\n\n${page.slice(end)}`;
}

function blockSection({ path, description, fields }: BlockDescription): string {
  const title = path === '' ? 'The file' : `\`${path}\``;
  return `### ${title}\n\n${description}.\n\n${table(columns, fields.map(fieldRow))}`;
}

const columns = ['field', 'value', 'unit', 'range', 'default', 'meaning', 'source'];

function fieldRow(field: FieldDescription): readonly string[] {
  const { name, kind, unit, range, description, source } = field;
  const fallback = field.default === 'required' ? '**required**' : field.default;
  return [`\`${name}\``, kind, unit, range, fallback, description, source];
}

function presetTable(
  name: string,
  presets: Readonly<Record<string, Readonly<Record<string, number>>>>,
): string {
  const [first] = Object.values(presets);
  const figures = Object.keys(first!);
  const rows = Object.entries(presets).map(([preset, values]) => [
    preset,
    ...figures.map((figure) => String(Number(values[figure]!.toFixed(4)))),
  ]);
  return table([`\`${name}\``, ...figures.map((figure) => `\`${figure}\``)], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
