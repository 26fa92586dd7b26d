import type { Issue } from '../../issues/issue.ts';

/** A figure that stands against another one. */
export const contradiction = (path: Issue['path'], params: Issue['params']): Issue => ({
  code: 'allocation.contradiction',
  path,
  params,
});
