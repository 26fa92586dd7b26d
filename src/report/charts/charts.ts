import { dayLines } from './dayLines.ts';
import { frontierLine } from './frontierLine.ts';
import { planDots } from './planDots.ts';
import { qualityArrows } from './qualityArrows.ts';
import { hasQuality, qualityPanel } from './qualityPanel.ts';
import { responseCurve } from './responseCurve.ts';

/** Every picture of the report; loaded only when a page is made, because the drawing library is heavy. */
export const charts = {
  dayLines,
  frontierLine,
  planDots,
  qualityArrows,
  hasQuality,
  qualityPanel,
  responseCurve,
};
export type Charts = typeof charts;
