/** Every picture of the report; loaded only when a page is made, because the drawing library is heavy. */
export { dayLines } from './dayLines.ts';
export { planDots } from './planDots.ts';
export { qualityArrows } from './qualityArrows.ts';
export { hasQuality, qualityPanel } from './qualityPanel.ts';
export { responseCurve } from './responseCurve.ts';
