/**
 * The rational functions under the normal distribution.
 * This file imports nothing and uses only `number`, +, -, * and /, so that AssemblyScript compiles the same source
 * into the WASM kernels. Source: Cody (1969), Math. Comp. 23, in the form of ANORM (1993).
 */

export const INVERSE_SQRT_2PI = 0.3989422804014327;
/** Where the centre ends and the tails begin: the upper quartile. */
export const NORMAL_NEAR = 0.67448975;
/** Beyond it the asymptotic form of Mills' ratio is used: sqrt(32). */
const FAR = 5.656854249492381;

/** P(0 <= Z <= z) for |z| <= 0.6745. */
export function normalCentre(z: number): number {
  const s = z * z;
  const above =
    (((0.06568233791820745 * s + 2.2352520354606837) * s + 161.02823106855587) * s + 1067.6894854603709) * s +
    18154.981253343562;
  const below =
    (((s + 47.202581904688245) * s + 976.0985517377767) * s + 10260.932208618979) * s + 45507.789335026726;
  return (z * above) / below;
}

/** P(Z > y) / exp(-y^2 / 2) for y >= 0.6745. */
export function normalTailRatio(y: number): number {
  if (y > FAR) return farTailRatio(y);
  const above =
    (((((((1.0765576773720192e-8 * y + 0.39894151208813466) * y + 8.883149794388377) * y +
      93.50665613217785) *
      y +
      597.2702763948002) *
      y +
      2494.5375852903726) *
      y +
      6848.190450536283) *
      y +
      11602.65143764735) *
      y +
    9842.714838383978;
  const below =
    (((((((y + 22.266688044328117) * y + 235.387901782625) * y + 1519.3775994075547) * y +
      6485.558298266761) *
      y +
      18615.571640885097) *
      y +
      34900.95272114598) *
      y +
      38912.00328609327) *
      y +
    19685.429676859992;
  return above / below;
}

/** The asymptotic form. */
function farTailRatio(y: number): number {
  const s = 1 / (y * y);
  const above =
    ((((0.02307344176494017 * s + 0.215898534057957) * s + 0.12740116116024736) * s + 0.022235277870649807) *
      s +
      0.0014216191932278934) *
      s +
    2.9112874951168793e-5;
  const below =
    ((((s + 1.284260096144911) * s + 0.4682382124808651) * s + 0.06598813786892856) * s +
      0.0037823963320275824) *
      s +
    7.297515550839662e-5;
  return (INVERSE_SQRT_2PI - (s * above) / below) / y;
}
