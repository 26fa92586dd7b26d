import { Bench } from 'tinybench';

const WORDS = 1 << 20;
/** Nanoseconds a word of the calibration loop on the reference machine. */
const REFERENCE_NS_PER_WORD = 0.83;

function fillSfc32(words: Uint32Array): void {
  let a = 0x9e3779b9 | 0;
  let b = 0x243f6a88;
  let c = 0xb7e15162 | 0;
  let d = 1;
  for (let i = 0; i < words.length; i++) {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    words[i] = t;
  }
}

/** CPU time of this process, as the rows measure it: other load on the machine must not loosen the bars. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

/** How many times slower this machine, now, runs the fixed loop than the reference machine does. */
export async function slownessOfThisMachine(): Promise<number> {
  const words = new Uint32Array(WORDS);
  const bench = new Bench({ time: 300, warmupTime: 100, now: cpuMilliseconds });
  bench.add('sfc32 fill', () => fillSfc32(words));
  const [task] = await bench.run();
  const result = task?.result;
  if (result === undefined || !('latency' in result)) throw new Error('calibration did not run');
  const nsPerWord = (result.latency.p50 * 1e6) / WORDS;
  return nsPerWord / REFERENCE_NS_PER_WORD;
}
