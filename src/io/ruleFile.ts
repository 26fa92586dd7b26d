import { z } from 'zod';
import { InputError } from '../core/issues/issue.ts';
import { ruleStrategy } from '../core/strategies/rules/ruleStrategy.ts';
import type { RuleSet } from '../core/strategies/rules/ruleSet.ts';
import type { Strategy } from '../core/contract/strategy.ts';
import { readText } from './readText.ts';
import { yamlLimits } from './yaml/limits.ts';
import { parseYaml } from './yaml/parseYaml.ts';

const expression = z.string().min(1).max(500);
const ruleSetSchema = z.strictObject({
  name: z.string().min(1).max(80),
  description: z.string().default('Rules of an operator'),
  waitDays: z.number().int().min(0).max(365).default(0),
  rules: z
    .array(
      z.strictObject({
        when: expression,
        do: z.strictObject({
          bid: expression.optional(),
          dailyBudget: expression.optional(),
          enabled: z.literal(false).optional(),
        }),
      }),
    )
    .min(1)
    .max(200),
});

/** Reads an operator's rules from YAML as a strategy. Throws InputError with file, line and column. */
export async function loadRuleFile(file: string): Promise<Strategy> {
  const source = parseYaml(await readText(file, yamlLimits.bytes), file);
  const parsed = ruleSetSchema.safeParse(source.raw);
  const placed = (path: readonly (string | number)[]) => ({ file, ...source.place(path, false) });
  if (!parsed.success)
    throw new InputError(
      parsed.error.issues.map(({ path, message }) => ({
        code: 'rules.field',
        path: path as (string | number)[],
        params: { field: path.join('.'), problem: message },
        ...placed(path as (string | number)[]),
      })),
    );
  try {
    return ruleStrategy(parsed.data as RuleSet);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.issues.map((issue) => ({ ...issue, ...placed(issue.path.slice(0, 2)) })));
  }
}
