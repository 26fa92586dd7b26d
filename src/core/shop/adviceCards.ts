/** When the daily check shows a card: at a stage of the shop, or when a figure asks for it. */
type CardTrigger =
  | 'before-opening'
  | 'every-week'
  | 'low-click-through'
  | 'low-conversion'
  | 'bad-reviews'
  | 'many-returns'
  | 'sales-stopped'
  | 'new-product'
  | 'peers-act'
  | 'growing';

/** Advice of the guide that no figure can simulate: shown as a card, never as a number. Texts: report/guide/cardWords.ts. */
export interface AdviceCard {
  readonly id: string;
  /** Systems of the guide. */
  readonly guide: readonly string[];
  readonly when: CardTrigger;
}

export const adviceCards: readonly AdviceCard[] = [
  { id: 'three-questions', guide: ['A1', 'A4'], when: 'before-opening' },
  { id: 'know-the-category', guide: ['A5'], when: 'before-opening' },
  { id: 'first-customer', guide: ['A6'], when: 'new-product' },
  { id: 'a-story', guide: ['A7'], when: 'before-opening' },
  { id: 'ask-old-customers', guide: ['A9'], when: 'sales-stopped' },
  { id: 'think-as-buyer', guide: ['A10'], when: 'low-conversion' },
  { id: 'one-after-the-other', guide: ['A17', 'A32'], when: 'new-product' },
  { id: 'honest-first-sales', guide: ['A19'], when: 'new-product' },
  { id: 'copy-what-works', guide: ['A27'], when: 'growing' },
  { id: 'read-reviews', guide: ['A37'], when: 'every-week' },
  { id: 'service-basics', guide: ['A43'], when: 'low-conversion' },
  { id: 'help-unhappy-buyers', guide: ['A44'], when: 'bad-reviews' },
  { id: 'look-at-rivals', guide: ['A62'], when: 'peers-act' },
  { id: 'change-the-picture', guide: ['A64'], when: 'low-click-through' },
  { id: 'inspection', guide: ['A66'], when: 'every-week' },
  { id: 'two-ends-three-points', guide: ['A67'], when: 'growing' },
  { id: 'coordinate', guide: ['A68'], when: 'every-week' },
  { id: 'release-regularly', guide: ['A69'], when: 'new-product' },
  { id: 'investor-questions', guide: ['A70'], when: 'growing' },
  { id: 'see-the-essence', guide: ['A72'], when: 'every-week' },
  { id: 'simplify', guide: ['A73'], when: 'before-opening' },
  { id: 'partners-feel-it-too', guide: ['A74'], when: 'bad-reviews' },
  { id: 'frequent-returners', guide: ['A75'], when: 'many-returns' },
  { id: 'platform-trust', guide: ['A76'], when: 'before-opening' },
];
