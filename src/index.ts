export { InputError, type Issue } from './core/issues/issue.ts';
export * from './core/experiments/index.ts';
