import type { Messages } from './index.ts';

/** Sentences of problems with a market of event auctions. */
export const eventMessages: Messages = {
  'event.length': ({ params, path }) =>
    `cannot run auctions: ${path.join('.')} has ${params.length} entries, must have ${params.expected}, one a bidder.`,
  'event.range': ({ params, path }) =>
    `cannot run auctions: ${path.join('.')} is ${params.value}, must be a number from 0 to ${params.most}${params.positive === true ? ', above 0' : ''}.`,
  'event.whole': ({ params, path }) =>
    `cannot run auctions: ${path.join('.')} is ${params.value}, must be a whole number.`,
  'event.embedding': ({ params }) =>
    Number(params.bidders) > Number(params.most)
      ? `cannot embed the market: it has ${params.bidders} bidders, must have ${params.most} at most. Use brute force.`
      : `cannot embed the market: noiseSd.${params.noiseless} is 0, must be above 0. Use brute force.`,
};
