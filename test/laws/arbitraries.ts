export { marketInput, resolved, scenarioInput } from '../../src/testing/scenarios.ts';
