export { recommendTask as default } from './recommendTask.ts';
