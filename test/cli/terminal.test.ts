import { describe, expect, it } from 'vitest';
import { startProgress } from '../../src/cli/progress.ts';
import { terminalOptions } from '../../src/cli/options.ts';

describe('terminalOptions', () => {
  it.each([
    [{ isTTY: true, columns: 120 }, {}, { colour: true, width: 120 }],
    [{ isTTY: true, columns: 300 }, { NO_COLOR: '1' }, { colour: false, width: 140 }],
    [{ isTTY: true, columns: 80 }, { TERM: 'dumb' }, { colour: false, width: 80 }],
    [{}, {}, { colour: false, width: 100 }],
    [{}, { FORCE_COLOR: '1' }, { colour: true, width: 100 }],
    [{ isTTY: true, columns: 90 }, { NO_COLOR: '' }, { colour: true, width: 90 }],
  ])('%j with %j', (stream, env, expected) => expect(terminalOptions(stream, env)).toEqual(expected));
});

describe('startProgress', () => {
  const recorder = (isTTY: boolean, columns = 60) => {
    const written: string[] = [];
    return { isTTY, columns, written, write: (text: string) => written.push(text) };
  };

  it('is silent where nobody watches', () => {
    const output = recorder(false);
    const progress = startProgress('simulating', output);
    progress.update(1, 10);
    progress.stop();
    expect(output.written).toEqual([]);
  });

  it('rewrites one line, not too often, always the end, and takes it away', () => {
    const output = recorder(true);
    let time = 0;
    const progress = startProgress('simulating', output, () => time);
    progress.update(1, 4);
    progress.update(2, 4);
    time = 100;
    progress.update(3, 4);
    progress.update(4, 4);
    progress.stop();
    expect(output.written).toHaveLength(4);
    expect(output.written[2]).toBe('\r\u001b[2K████████████████████ 4/4 simulating');
    expect(output.written[3]).toBe('\r\u001b[2K');
  });

  it('never wraps', () => {
    const output = recorder(true, 30);
    startProgress('a label that is much longer than the terminal is wide', output).update(1, 4);
    expect(output.written[0]!.length).toBeLessThanOrEqual(30 + '\r\u001b[2K'.length);
  });
});
