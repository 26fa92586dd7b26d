export { marketInput, resolved } from '../../src/testing/scenarios.ts';
