import { readFileSync, writeFileSync } from 'node:fs';
import { binomialQuantile } from '../src/core/math/binomial.ts';
import { gammaQuantile } from '../src/core/math/gammaQuantile.ts';
import { streamKey, uniform } from '../src/core/math/keyed.ts';
import { runTest } from '../src/core/experiments/simulation/runTest.ts';
import { loadScenarioText } from '../src/io/scenarioFile.ts';
import { creativeDayCsv } from '../src/report/test/creativeDayCsv.ts';

/** Example data, all of it simulated: no shop, customer or campaign stands behind them. */
const folder = 'scenarios/tests';

const scenarioFile = `${folder}/four-creatives.yaml`;
const { scenario } = await loadScenarioText(readFileSync(scenarioFile, 'utf8'), scenarioFile);
writeFileSync(`${folder}/four-creatives.csv`, creativeDayCsv(runTest({ scenario }).rows));

/** True effects on the click rate of the elements in elements.csv. */
const effects: Readonly<Record<string, number>> = {
  price: 1.18,
  gift: 1.1,
  brand: 0.94,
  scene: 1.25,
  quality: 1.05,
  text: 0.9,
};
const key = streamKey(11, 'examples/elements');
const rows = Array.from({ length: 60 }, (_, test) => {
  const level = 0.012 + 0.02 * uniform(key, test, 0);
  return Array.from({ length: 4 }, (_, creative) => {
    const elements = Object.keys(effects).filter((_, k) => uniform(key, test, 10 + k, creative) < 0.35);
    const own = gammaQuantile(uniform(key, test, 1, creative), 60) / 60;
    const rate = elements.reduce((product, name) => product * (effects[name] ?? 1), level * own);
    const impressions = 4000 + Math.floor(3000 * uniform(key, test, 2));
    const clicks = binomialQuantile(uniform(key, test, 3, creative), impressions, rate);
    return `test ${test + 1},creative ${creative + 1},${impressions},${clicks},${elements.join('|')}`;
  });
}).flat();
writeFileSync(`${folder}/elements.csv`, `test,creative,impressions,clicks,elements\n${rows.join('\n')}\n`);

const openings = ['Hello,', 'Hi,', '', 'Good evening,'];
const questions: readonly (readonly [string, number, number])[] = [
  ['is shipping free?', 0.3, 0.22],
  ['is there a gift with it?', 0.2, 0.34],
  ['how warm is it, real down?', 0.25, 0.4],
  ['which size for 170 cm?', 0.35, 0.52],
  ['can the price go down?', 0.3, 0.12],
  ['when will it ship?', 0.15, 0.45],
];
const chatKey = streamKey(11, 'examples/chats');
const chats = Array.from({ length: 400 }, (_, i) => {
  const asked = questions.filter(([, chance], k) => uniform(chatKey, i, k) < chance);
  const chosen = asked.length > 0 ? asked : [questions[Math.floor(6 * uniform(chatKey, i, 20))]!];
  const chance = chosen.reduce((sum, [, , order]) => sum + order, 0) / chosen.length;
  const text = [openings[Math.floor(4 * uniform(chatKey, i, 21))], ...chosen.map(([words]) => words)]
    .join(' ')
    .trim();
  return `"${text}",${uniform(chatKey, i, 22) < chance ? 'yes' : 'no'}`;
});
writeFileSync(`${folder}/chats.csv`, `text,ordered\n${chats.join('\n')}\n`);
