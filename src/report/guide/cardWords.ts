/** Text of each advice card. */
export const cardWords: Readonly<Record<string, { readonly title: string; readonly text: string }>> = {
  'three-questions': {
    title: 'Three questions before opening',
    text: 'What do you sell, to whom, and what can you do better than others? Without one advantage in brand, supply, fans or price, do not open yet.',
  },
  'know-the-category': {
    title: 'Know your category',
    text: 'Its seasons, price bands, usual conversion and returns. Figures you do not know are assumptions: mark them as such.',
  },
  'first-customer': {
    title: 'Be your own first customer',
    text: 'Write down three reasons why you would buy this at this price, from this page. Fewer than three: mend the page first.',
  },
  'a-story': {
    title: 'Something to tell',
    text: 'A shop like all others is compared by price alone. Say what only you have.',
  },
  'ask-old-customers': {
    title: 'Ask old customers',
    text: 'When a best seller stops, ask twenty of its buyers why, before you change the bid.',
  },
  'think-as-buyer': {
    title: 'Read the page as a buyer',
    text: 'Are the questions buyers ask in chat answered on the page? In the order in which they come up?',
  },
  'one-after-the-other': {
    title: 'One step after the other',
    text: 'Test, first sales and honest reviews, old customers, then paid traffic and activities as sales rise. Going on before a step has worked is what costs money.',
  },
  'honest-first-sales': {
    title: 'Honest first sales',
    text: 'No fake orders and no paid stars: they are fraud. A launch price for old customers, platform sampling, rewards for truthful feedback whatever it says, and a small budget on exact words bring real orders.',
  },
  'copy-what-works': {
    title: 'Copy what works',
    text: 'Write down what made this product sell, and do it for the next one.',
  },
  'read-reviews': {
    title: 'Read the reviews',
    text: 'Most problems are in them. Sort the bad ones into goods, delivery and service; mend the largest heap.',
  },
  'service-basics': {
    title: 'Service basics',
    text: 'Quick replies, knowledge of the product, and from the order on: notes kept, parcels sent, abnormal ones followed, losses made good.',
  },
  'help-unhappy-buyers': {
    title: 'Help unhappy buyers at once',
    text: 'Call, apologise, replace or refund, whatever they then write. Never pay for a changed review. A good public answer is for the next readers.',
  },
  'look-at-rivals': {
    title: 'Look at rivals',
    text: 'The first ten and those of your size: new products, prices, promotions, pictures, reviews. Note what changed before your figures did.',
  },
  'change-the-picture': {
    title: 'Change the picture',
    text: 'Low click-through at a usual rank is the picture. Test one new one, in equal rotation, to the end.',
  },
  inspection: {
    title: 'Inspection',
    text: 'Is the balance enough for the week? Tools paid for? After-sales cases open? Mail of the platform read?',
  },
  'two-ends-three-points': {
    title: 'Two ends, three points',
    text: 'Product and customer are the ends; traffic early, conversion in the middle, customers who stay late are the points. Know which one is yours now.',
  },
  coordinate: {
    title: 'Coordinate',
    text: 'Promotion plans meet service, art and the warehouse before they start.',
  },
  'release-regularly': {
    title: 'Release regularly',
    text: 'Announce, test, supply flexibly; no large stock before the market has answered.',
  },
  'investor-questions': {
    title: "An investor's questions",
    text: 'The team, two advantages, sales, profit, net margin, growth. Can you answer in five minutes?',
  },
  'see-the-essence': {
    title: 'Verify quickly',
    text: 'Guess the cause, name the figure that would tell, look at it today.',
  },
  simplify: {
    title: 'Simplify',
    text: 'Position, select, price, test, old customers, then promote. Product and service before tricks.',
  },
  'partners-feel-it-too': {
    title: 'Partners feel it too',
    text: 'A bad review of delivery hurts the courier as well: talk to them with the figures.',
  },
  'frequent-returners': {
    title: 'Frequent returns',
    text: 'Freight insurance gets dearer with the return rate. Size charts and honest pictures are cheaper.',
  },
  'platform-trust': {
    title: 'What the platform does',
    text: 'Information, money, parcels, trust. What it already does well you need not do again.',
  },
};
