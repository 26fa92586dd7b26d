import { exp } from '../math/elementary.ts';
import type { ResolvedShop } from '../scenario/resolvedShop.ts';

type Service = NonNullable<ResolvedShop['service']>;

/**
 * Share of chats answered within the buyers' patience: an M/M/c queue, 1 - C e^-(c mu - lambda) t with Erlang's C.
 * Overloaded staff (lambda >= c mu) answer nobody in time. No staff given: as peers.
 * @param visits [visits/day]
 */
export function serviceReply(service: Service, visits: number): number {
  const staff = Math.floor(service.staff);
  if (staff === 0) return service.peerReply;
  const perMinute = (visits * service.chatShare) / (service.hours * 60);
  const load = perMinute * service.chatMinutes;
  if (load >= staff) return 0;
  const spare = (staff - load) / service.chatMinutes;
  return Math.max(0, 1 - erlangC(staff, load) * exp((-spare * service.patienceSeconds) / 60));
}

/** Probability that a customer must wait in an M/M/c queue of offered load a < c (Erlang 1917), by the stable recursion of Erlang B. */
export function erlangC(servers: number, load: number): number {
  let blocked = 1;
  for (let c = 1; c <= servers; c++) blocked = (load * blocked) / (c + load * blocked);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

/** Conversion brought by chat, relative to peers: (1 + lift x share x reply) / (1 + lift x share x peers' reply). */
export function chatFactor(service: Service, reply: number): number {
  const gain = service.chatLift * service.chatShare;
  return (1 + gain * reply) / (1 + gain * service.peerReply);
}
