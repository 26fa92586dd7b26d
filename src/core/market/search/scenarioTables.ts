import type { ResolvedScenario } from '../../scenario/resolved.ts';
import type { ColumnTable } from '../columnTable.ts';
import { BlendedTables } from './blendedTables.ts';
import { nodeTable } from './nodeTable.ts';
import type { PositionEffects } from './rankGrid.ts';
import { rankShareTable } from './rankShareTable.ts';
import type { RivalField } from './rivalField.ts';

const blendedOf = new WeakMap<ResolvedScenario, BlendedTables>();

/** Tables blended between rival fields, made once for all plans of a scenario. */
export function blendedTables(scenario: ResolvedScenario, effects: PositionEffects): BlendedTables {
  let tables = blendedOf.get(scenario);
  if (tables === undefined) {
    const { auction, search } = scenario.market;
    tables = new BlendedTables((field) => nodeTable(field, effects, search.scoreNoise, auction));
    blendedOf.set(scenario, tables);
  }
  return tables;
}

const rankedOf = new WeakMap<ResolvedScenario, BlendedTables>();

/** Tables of impressions by rank, blended for every plan: shares need no more. */
export function rankTables(scenario: ResolvedScenario, effects: PositionEffects): BlendedTables {
  let tables = rankedOf.get(scenario);
  if (tables === undefined) {
    const { scoreNoise } = scenario.market.search;
    tables = new BlendedTables((field) => rankShareTable(field, effects, scoreNoise));
    rankedOf.set(scenario, tables);
  }
  return tables;
}

const tablesOf = new WeakMap<ResolvedScenario, Map<string, ColumnTable>>();

/** The table of a rival field under a scenario's market, made once for all of its plans. */
export function sharedTable(
  scenario: ResolvedScenario,
  field: RivalField,
  make: () => ColumnTable,
): ColumnTable {
  let tables = tablesOf.get(scenario);
  if (tables === undefined) tablesOf.set(scenario, (tables = new Map()));
  const key = `${field.count}|${field.sd}|${field.reserve}`;
  let table = tables.get(key);
  if (table === undefined) tables.set(key, (table = make()));
  return table;
}
