export { resolved, scenarioInput } from '../../src/testing/scenarios.ts';
