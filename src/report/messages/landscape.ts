import type { Messages } from './index.ts';

const known = (candidates: unknown): string =>
  Array.isArray(candidates) ? candidates.map((id) => `"${id}"`).join(', ') : '';
const near = (name: unknown): string => (name === undefined ? '' : ` Try "${String(name)}".`);

export const landscapeMessages: Messages = {
  'landscape.plan': ({ params }) =>
    `cannot draw plan "${params['value']}": the scenario has no such plan, must be one of ${known(params['candidates'])}.${near(params['near'])}`,
  'landscape.keyword': ({ params }) =>
    `cannot draw "${params['value']}": no plan here has such a keyword or audience, must be one of ${known(params['candidates'])}.${near(params['near'])}`,
};
