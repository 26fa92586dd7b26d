export { InputError, type Issue } from './core/issues/issue.ts';
