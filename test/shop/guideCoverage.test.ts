import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { claims } from '../../src/core/research/claims/claims.ts';
import { fieldAt } from '../../src/core/scenario/schemaField.ts';
import { adviceCards } from '../../src/core/shop/adviceCards.ts';
import { cardWords } from '../../src/report/guide/cardWords.ts';
import { guideCoverage, guideCoveragePage } from '../../src/report/guide/guideCoverage.ts';

describe('coverage of the guide', () => {
  test('names A1 to A77, each once, in order', () => {
    expect(guideCoverage.map(({ id }) => id)).toEqual(Array.from({ length: 77 }, (_, i) => `A${i + 1}`));
  });

  test('the code it names exists', () => {
    for (const { id, code } of guideCoverage)
      for (const place of code ?? []) {
        const [file, name] = place.split('#') as [string, string];
        const path = `src/${file}`;
        expect(existsSync(path), `${id}: ${path}`).toBe(true);
        const declared = new RegExp(`export (?:async )?(?:function|const|class|interface) ${name}\\b`);
        expect(declared.test(readFileSync(path, 'utf8')), `${id}: ${place}`).toBe(true);
      }
  });

  test('the scenario fields it names exist', () => {
    for (const { id, fields } of guideCoverage)
      for (const field of fields ?? []) {
        const path = field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
        // Plans are a union of channels; a value that says which is found by trying both.
        const found = ['search', 'display'].some(
          (channel) => fieldAt(path, { plans: [{ channel }] }) !== undefined,
        );
        expect(found, `${id}: ${field}`).toBe(true);
      }
    expect(fieldAt(['shop', 'brushing'])).toBeUndefined();
  });

  test('simulated systems name code, fields or claims; claims exist and name the system back', () => {
    const known = new Map(claims.map((claim) => [claim.id, claim]));
    for (const row of guideCoverage) {
      if (row.state === 'simulated' || row.state === 'tool')
        expect((row.code?.length ?? 0) + (row.fields?.length ?? 0), row.id).toBeGreaterThan(0);
      if (row.state === 'open') expect(row.note, row.id).toBeDefined();
      for (const id of row.claims ?? []) expect(known.has(id), `${row.id}: ${id}`).toBe(true);
    }
    const ids = new Set(guideCoverage.map(({ id }) => id));
    for (const claim of claims)
      for (const id of claim.guide) expect(ids.has(id), `${claim.id}: ${id}`).toBe(true);
  });

  test('every system that is a card has one, and every card a text', () => {
    const carded = new Set(adviceCards.flatMap(({ guide }) => guide));
    for (const { id, state } of guideCoverage) if (state === 'card') expect(carded.has(id), id).toBe(true);
    expect(adviceCards.map(({ id }) => id).sort()).toEqual(Object.keys(cardWords).sort());
  });

  test('fake orders are refused by name, with what is honest instead', () => {
    const row = guideCoverage.find(({ id }) => id === 'A19')!;
    expect(row.state).toBe('refused');
    for (const word of ['fraud', 'old customers', 'sampling', 'truthful feedback', 'exact-match', 'service'])
      expect(row.note).toContain(word);
    // And nothing in the scenario format could express them.
    expect(JSON.stringify(fieldNames())).not.toMatch(/fake|brush|bought(Orders|Reviews)/i);
  });

  test('docs/guide-coverage.md is made from this table', async () => {
    await expect(guideCoveragePage()).toMatchFileSnapshot('../../docs/guide-coverage.md');
  });
});

function fieldNames(): unknown {
  return JSON.parse(readFileSync('scenarios/schema.json', 'utf8'));
}
