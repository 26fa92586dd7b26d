import type { Economics } from './resolved.ts';
import type { Scenario } from './schema/scenario.ts';
import { categoryPresets } from './presets.ts';

type Product = Scenario['products'][number];

/**
 * Money of one paid order of a product, before advertising.
 *
 *     m_net = (1 - returns)(1 - commission - paymentFee - unitCost/price) - (shipping + insurance + returns x lossPerReturn)/price
 *
 * m_net is net margin a unit of paid gross revenue; break-even ROAS is 1/m_net, none where m_net <= 0.
 */
export function economicsOf(product: Product, category: Scenario['market']['category']): Economics {
  const { price, unitCost, commission, paymentFee, shipping, insurance, lossPerReturn, orderValueCv } =
    product;
  const returnRate = product.returnRate ?? categoryPresets[category].returnRate;
  const kept = (1 - returnRate) * (1 - commission - paymentFee - unitCost / price);
  const netMargin = kept - (shipping + insurance + returnRate * lossPerReturn) / price;
  return {
    price,
    listPrice: product.listPrice ?? price,
    unitCost,
    commission,
    paymentFee,
    shipping,
    insurance,
    returnRate,
    lossPerReturn,
    orderValueCv,
    netMargin,
    breakEvenRoas: netMargin > 0 ? 1 / netMargin : null,
  };
}
