import type { Command } from 'commander';
import type { Issue } from '../../core/issues/issue.ts';

export function register(program: Command): void {
  program
    .command('validate')
    .description('check scenario files, their variants included, and say what is wrong where')
    .argument('<files...>', 'YAML files')
    .option('--json', 'print one JSON array instead of lines')
    .addHelpText(
      'after',
      `
Examples:
  bidwright validate scenarios/01-quickstart.yaml
  bidwright validate scenarios/*.yaml --json

Exit code: 0 if every file is a scenario, otherwise 2.`,
    )
    .action(runValidate);
}

interface Verdict {
  readonly file: string;
  readonly ok: boolean;
  readonly plans?: number;
  readonly days?: number;
  readonly variants?: number;
  readonly issues: readonly Issue[];
}

async function runValidate(files: readonly string[], flags: { readonly json?: boolean }): Promise<void> {
  const { issueText } = await import('../../report/messages/index.ts');
  const verdicts: Verdict[] = [];
  for (const file of files) {
    const verdict = await verdictOf(file);
    verdicts.push(verdict);
    if (flags.json === true) continue;
    for (const issue of verdict.issues) process.stderr.write(`${issueText(issue)}\n`);
    if (verdict.ok) process.stdout.write(`${okLine(verdict)}\n`);
  }
  if (flags.json === true) {
    const withText = verdicts.map((verdict) => ({
      ...verdict,
      issues: verdict.issues.map((issue) => ({ ...issue, text: issueText(issue) })),
    }));
    process.stdout.write(`${JSON.stringify(withText, null, 2)}\n`);
  }
  if (verdicts.some((verdict) => !verdict.ok)) process.exitCode = 2;
}

async function verdictOf(file: string): Promise<Verdict> {
  const { loadScenario } = await import('../../io/scenarioFile.ts');
  const { InputError } = await import('../../core/issues/issue.ts');
  try {
    const loaded = await loadScenario(file);
    const { plans, days } = loaded.resolved;
    return { file, ok: true, plans: plans.length, days, variants: loaded.variants().length, issues: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { file, ok: false, issues: error.issues };
  }
}

function okLine({ file, plans = 0, days = 0, variants = 0 }: Verdict): string {
  const parts = [
    count(plans, 'plan'),
    count(days, 'day'),
    ...(variants > 0 ? [count(variants, 'variant')] : []),
  ];
  return `${file}: ok (${parts.join(', ')})`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
