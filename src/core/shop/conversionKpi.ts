/** A day of a product as the back office shows it. */
export interface KpiDay {
  readonly visits: number;
  /** Orders placed, deposits among them. */
  readonly placed: number;
  readonly paid: number;
  /** Deposits are being taken. */
  readonly presale: boolean;
}

export interface KpiReading {
  /** Which rate tells the truth today (A58). */
  readonly rate: 'payment' | 'order';
  readonly value: number;
  /** The rate is below usual beyond chance: under 3 in a thousand if nothing had changed. */
  readonly alarm: boolean;
}

/**
 * Conversion to watch: payment conversion, but order conversion while deposits are taken, since nobody pays before the balance
 * (T7). The alarm compares orders with what the usual rate leads to expect, three standard deviations apart.
 * @param usual the usual rate of the same kind [orders/visit]
 */
export function conversionKpi(day: KpiDay, usual: { payment: number; order: number }): KpiReading {
  const rate = day.presale ? 'order' : 'payment';
  return { rate, ...judge(day.visits, day.presale ? day.placed : day.paid, usual[rate]) };
}

/** The naive reading: payment conversion whatever happens. */
export function paymentKpi(day: KpiDay, usual: { payment: number }): KpiReading {
  return { rate: 'payment', ...judge(day.visits, day.paid, usual.payment) };
}

function judge(visits: number, orders: number, usual: number): Pick<KpiReading, 'value' | 'alarm'> {
  const expected = visits * usual;
  const deviation = Math.sqrt(Math.max(1e-12, expected * (1 - Math.min(1, usual))));
  return { value: visits > 0 ? orders / visits : 0, alarm: orders < expected - 3 * deviation };
}
