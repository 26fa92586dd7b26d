import { adviceCards } from '../../core/shop/adviceCards.ts';
import { cardWords } from './cardWords.ts';

/** State of one system of the operations guide in this program. */
export interface GuideRow {
  readonly id: string;
  readonly title: string;
  readonly state: 'simulated' | 'tool' | 'card' | 'refused' | 'open';
  /** Code that does it, `file#export` under src/; checked. */
  readonly code?: readonly string[];
  /** Fields of the scenario, dotted; checked. */
  readonly fields?: readonly string[];
  readonly claims?: readonly string[];
  readonly note?: string;
}

const s = (
  id: string,
  title: string,
  rest: Omit<GuideRow, 'id' | 'title' | 'state'> & { readonly state?: GuideRow['state'] },
): GuideRow => ({ id, title, state: 'simulated', ...rest });
const card = (id: string, title: string, note?: string): GuideRow => ({
  id,
  title,
  state: 'card',
  ...(note === undefined ? {} : { note }),
});
const open = (id: string, title: string, note: string): GuideRow => ({ id, title, state: 'open', note });

/** A1-A77: what is simulated and where, what is a card, what is refused and why, what is open. docs/guide-coverage.md is made from it. */
export const guideCoverage: readonly GuideRow[] = [
  card('A1', 'Three questions before opening'),
  s('A2', 'Competitive advantages', {
    fields: ['shop.items.0.uniqueness', 'products.0.unitCost', 'shop.customers.base'],
    note: 'brand, supply and fans as parameters',
  }),
  s('A3', 'Without advantages: quality, price, service, interaction', {
    fields: [
      'shop.reputation.description',
      'shop.items.0.referencePrice',
      'shop.service.staff',
      'shop.customers.messages',
    ],
  }),
  s('A4', 'Shop type', { fields: ['shop.conversion.shopType', 'products.0.commission'] }),
  card('A5', 'Know your category'),
  s('A6', 'Be the first customer', {
    fields: ['shop.items.0.page'],
    note: 'the page as a factor; the check list as a card',
  }),
  s('A7', 'A shop with a story', {
    fields: ['shop.items.0.uniqueness', 'shop.conversion.uniquenessRelief'],
  }),
  s('A8', 'Segments', {
    fields: ['plans.0.audiences'],
    note: 'audiences with own click-through, conversion, incrementality',
  }),
  card(
    'A9',
    'Old-customer survey',
    'nothing here infers how well a product is liked, so votes have nowhere to count; a new picture is tested with `bidwright test`',
  ),
  card('A10', 'Think as a customer'),
  s('A11', 'Watch the reaction to a new image or page', {
    fields: ['plans.0.creatives', 'shop.items.0.page'],
    claims: ['T13'],
  }),
  s('A12', 'No low-margin goods', { code: ['core/scenario/economics.ts#economicsOf'] }),
  s('A13', 'Margin and competition', {
    fields: ['shop.competition.priceDrift', 'shop.competition.shops', 'shop.competition.follow'],
  }),
  s('A14', 'Attractiveness: gifts, functions, brand', {
    fields: ['shop.conversion.promotion', 'shop.conversion.giftCost'],
  }),
  s('A15', 'Cost cuts', {
    code: ['core/shop/openDay.ts#openDay'],
    fields: ['products.0.unitCost', 'shop.fixedCost', 'shop.items.0.volumeDiscount'],
    note: 'costs as inputs; goods cheaper with volume',
  }),
  s('A16', 'Price war', { code: ['core/shop/peers.ts#stepPeers'], fields: ['shop.competition.peers'] }),
  s('A17', 'Steps to a hit product', {
    fields: ['shop.items.0.recentSales', 'shop.items.0.releaseDay'],
    claims: ['T12'],
    note: 'the honest steps; fake orders are refused (A19)',
  }),
  s('A18', 'Title optimisation', { fields: ['plans.0.keywords.0.relevance'], note: 'relevance as an input' }),
  {
    id: 'A19',
    title: 'Brushing: fake orders and paid-for reviews',
    state: 'refused',
    claims: ['T12'],
    note: 'fraud (in China punished under the Anti-Unfair Competition Law); no lever, never simulated, never recommended. Instead: launch offers to old customers (`shop.customers.messages`), platform sampling, rewards for truthful feedback whatever it says, a small seed budget on exact-match words, better service',
  },
  s('A20', 'CRM and display to old customers', {
    code: ['core/shop/oldOrders.ts#oldOrders'],
    fields: ['shop.customers.messages'],
  }),
  s('A21', 'Search and display bring precise traffic', { code: ['core/market/channels.ts#channels'] }),
  s('A22', 'Related sales', {
    code: ['core/shop/basket.ts#basketFactor'],
    fields: ['shop.basket.attachRate'],
  }),
  s('A23', 'Better rank, natural traffic', { code: ['core/shop/organic.ts#salesResponse'], claims: ['T3'] }),
  s('A24', 'Good activities', { fields: ['shop.activities.0.kind'], claims: ['T4'] }),
  s('A25', 'Push sources that convert', {
    code: ['core/analysis/optimize/optimize.ts#optimize'],
    claims: ['T6'],
  }),
  s('A26', 'Slightly above peers for long', { code: ['core/shop/peers.ts#ownShare'], claims: ['T10'] }),
  card('A27', 'Replicate hits'),
  s('A28', 'Category expansion', {
    code: ['core/shop/basket.ts#basketFactor'],
    fields: ['shop.basket.categories'],
    claims: ['T11'],
  }),
  s('A29', 'First core: conversion', {
    code: ['core/shop/conversionFactor.ts#conversionFactor'],
    claims: ['T5', 'T12'],
  }),
  s('A30', 'Membership day', {
    code: ['core/shop/customers.ts#membershipFactor'],
    fields: ['shop.customers.membership'],
  }),
  s('A31', 'Precise traffic', {
    fields: ['plans.0.keywords.0.match'],
    code: ['core/scenario/presets.ts#matchPresets'],
  }),
  s('A32', 'Rhythm of promotion', {
    claims: ['T12'],
    fields: ['shop.items.0.recentSales'],
    note: "what each phase does to the next; nobody waits at gates (click-through, conversion, praise against peers): the plan of phases is the reader's",
  }),
  s('A33', 'Second core: traffic; paid brings natural', {
    code: ['core/shop/organic.ts#organicMarginal', 'core/analysis/optimize/credit.ts#creditRates'],
    fields: ['shop.credit.organic'],
    claims: ['T3'],
  }),
  s('A34', 'Activities of good and bad quality', {
    fields: ['shop.activities.0.quality', 'shop.activities.0.ratingLoss'],
    claims: ['T4'],
  }),
  s('A35', 'Natural traffic: sales, scores, praise', {
    fields: ['shop.organic.scoreWeight', 'shop.organic.praiseWeight'],
  }),
  s('A36', 'Satisfaction behind the scores', {
    code: ['core/shop/rateOrders.ts#rateOrders'],
    claims: ['T8'],
  }),
  card('A37', 'Always read reviews'),
  s('A38', 'Click-through', { code: ['core/engine/rateCells.ts#rateCells'], claims: ['T1', 'T2'] }),
  s('A39', 'Click-through methods: elements, tests, moving budget', {
    code: ['core/scenario/elementFactors.ts#elementFactors'],
    fields: ['shop.elements'],
    claims: ['T6', 'T13'],
    note: 'move by marginal profit, not by click-through alone',
  }),
  s('A40', 'Visitor value', {
    code: ['core/shop/lifetime.ts#lifetimeOrders', 'core/analysis/shopOutcome.ts#shopFigures'],
    fields: ['shop.credit.lifetime'],
    claims: ['T9'],
    note: 'in the report; later orders as a credit',
  }),
  s('A41', 'Visitor cost', {
    code: ['core/analysis/shopOutcome.ts#shopFigures'],
    note: 'spend over the visits of all sources, in the report',
  }),
  s('A42', 'Traffic gets dearer', {
    code: ['core/scenario/shopCalendar.ts#inflationFactor'],
    claims: ['T9'],
  }),
  s('A43', 'Service: speed of reply', { code: ['core/shop/serviceReply.ts#serviceReply'] }),
  s('A44', 'Bad reviews: help at once', {
    code: ['core/shop/rateOrders.ts#raisedShare'],
    fields: ['shop.reputation.recoveredDay'],
    note: 'help is not tied to any rating; paying for a changed review is refused',
  }),
  s('A45', 'Reply for other readers', {
    code: ['core/shop/conversionFactor.ts#negativesFactor'],
    fields: ['shop.conversion.answeredShare'],
  }),
  s('A46', 'Answer to competition: margin, click-through, conversion', {
    code: ['core/analysis/compare.ts#compareVariants'],
    claims: ['T14'],
    note: 'variants over common random numbers',
  }),
  s('A47', 'Visitor cost is alike, value differs', {
    claims: ['T9', 'T14'],
    code: ['core/scenario/economics.ts#economicsOf'],
  }),
  s('A48', 'Catch the purchase rhythm', {
    fields: ['shop.customers.messages.0.due', 'shop.customers.intervalDays'],
    note: 'as a factor on those who are due; individual intervals are not simulated',
  }),
  s('A49', 'The first takes most', {
    code: ['core/shop/gini.ts#gini', 'core/analysis/profitConcentration.ts#profitConcentration'],
    fields: ['shop.competition.concentration'],
    claims: ['T10'],
    note: 'sales among shops, profit after all costs among plans',
  }),
  open('A50', 'Decompose every change', 'part of the daily check'),
  s('A51', 'Payment conversion is the core', {
    claims: ['T5'],
    code: ['core/shop/conversionKpi.ts#conversionKpi', 'core/shop/mixAndRate.ts#mixAndRate'],
    note: 'over all sources; mix against rate in the report',
  }),
  open('A52', 'Conversion up or down: find the reason', 'part of the daily check'),
  s('A53', 'First conversion, then visitors', {
    claims: ['T5'],
    code: ['core/research/claims/shopClaims.ts#conversionFirst'],
  }),
  s('A54', 'Source analysis', {
    code: ['core/shop/shopLedger.ts#shopItemColumns'],
    note: 'visits and orders by source a day',
  }),
  s('A55', 'Order value: threshold gifts', {
    code: ['core/shop/basket.ts#thresholdEffect'],
    fields: ['shop.basket.threshold'],
  }),
  s('A56', 'Three scores move together', {
    code: ['core/shop/stars.ts#starProbabilities'],
    fields: ['shop.reputation.halo'],
    claims: ['T8'],
  }),
  s('A57', 'Presale with pre-shipping', {
    fields: ['shop.items.0.presale.preshippedShare', 'shop.items.0.presale.preshipGain'],
    claims: ['T7'],
  }),
  s('A58', 'Data can be wrong: presale', {
    code: ['core/shop/conversionKpi.ts#conversionKpi'],
    claims: ['T7'],
  }),
  open(
    'A59',
    'Badges for the nature of each datum',
    'part of the daily check; presale is known to the conversion figure (A58)',
  ),
  open('A60', 'Daily target check', 'part of the daily check'),
  open('A61', 'Own store in the morning', 'part of the daily check; the figures are in the shop ledger'),
  s('A62', 'Rivals: logged actions', {
    code: ['core/shop/peers.ts#stepPeers'],
    fields: ['shop.competition.actionRate'],
    note: 'the log is in the run; its view belongs to the daily check',
  }),
  open('A63', 'Paid check on the hit product', 'part of the daily check'),
  card('A64', 'Low click-through: new image; words', 'the decision table belongs to the daily check'),
  s('A65', 'Activities: own calendar', { fields: ['shop.activities.0.from', 'shop.festivals.0.day'] }),
  card('A66', 'Inspection', 'balance runway belongs to the daily check'),
  card('A67', 'Two ends, three points'),
  card('A68', 'Coordination and tasks'),
  s('A69', 'Regular releases, flexible supply', {
    fields: ['shop.items.0.releaseDay', 'shop.customers.releaseLift', 'shop.items.0.stock.demandCv'],
    code: ['core/shop/newsvendor.ts#newsvendor'],
  }),
  card('A70', "Investor's figures"),
  s('A71', 'Break through with one product', {
    claims: ['T11'],
    fields: ['shop.basket.categoryVisitors'],
    note: 'as the visitors a second category needs',
  }),
  card('A72', 'See the essence, verify quickly'),
  card('A73', 'Simplify'),
  card('A74', 'Bad reviews hurt partners'),
  s('A75', 'Frequent returns, insurance premium', {
    code: ['core/shop/openDay.ts#insurancePremium'],
    fields: ['shop.insurance.slope'],
  }),
  card('A76', 'What the platform does'),
  s('A77', 'Claims that must be qualified', {
    state: 'tool',
    code: ['core/research/claims/claims.ts#claims'],
    claims: ['T3', 'T6', 'T12'],
    note: '`bidwright claims`',
  }),
];

const stateWords = {
  simulated: 'simulated',
  tool: 'tool',
  card: 'advice card',
  refused: '**refused**',
  open: 'open',
} as const;

/** docs/guide-coverage.md. */
export function guideCoveragePage(rows: readonly GuideRow[] = guideCoverage): string {
  const count = (state: GuideRow['state']): number => rows.filter((row) => row.state === state).length;
  const cell = (values: readonly string[] | undefined): string =>
    (values ?? []).map((value) => `\`${value}\``).join('<br>');
  const lines = rows.map(
    ({ id, title, state, code, fields, claims, note }) =>
      `| ${id} | ${title} | ${stateWords[state]} | ${cell(code)} | ${cell(fields)} | ${(claims ?? []).join(', ')} | ${[...cardTitles(id), ...(note === undefined ? [] : [note])].join('; ')} |`,
  );
  return `# Coverage of the operations guide

Every system of the operations guide (A1-A77) and what this program does with it: ${count('simulated')} simulated, ${count('tool')} a tool,
${count('card')} advice cards (no figure can tell), ${count('refused')} refused, ${count('open')} open. A test checks that the code, the scenario fields, the cards and the
claims named here exist, and that this page is made from \`src/report/guide/guideCoverage.ts\`.

| | system | state | code (\`src/\`) | scenario | claims | remark |
| --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
}

/** Titles of a system's advice cards. */
function cardTitles(id: string): string[] {
  return adviceCards
    .filter(({ guide }) => guide.includes(id))
    .map((card) => `card \u201c${cardWords[card.id]?.title ?? card.id}\u201d`);
}
