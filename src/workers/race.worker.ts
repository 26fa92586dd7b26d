export { raceTask as default } from './raceTask.ts';
