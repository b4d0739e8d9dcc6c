import { describe, expect, test } from 'vitest';
import { describeFault } from './describe-fault';

describe('the words for a fault', () => {
  test('are those of the error', () => {
    expect(describeFault(new Error('connect ECONNREFUSED'), [])).toBe('connect ECONNREFUSED');
    expect(describeFault(new AggregateError([new Error('connect ::1'), new Error('b')]), [])).toBe(
      'connect ::1',
    );
    expect(describeFault(new RangeError(''), [])).toBe('RangeError');
    expect(describeFault('odd', [])).toBe('unknown fault');
    expect(describeFault(new AggregateError([]), [])).toBe('unknown fault');
  });

  test('hold no password and nothing of a command', () => {
    const unknown = "ERR unknown command 'AUTH', with args beginning with: 'pass' '{\"features\":[]}'";
    expect(describeFault(new Error(unknown), [])).toBe("ERR unknown command 'AUTH'");
    expect(describeFault(new Error('at redis://user:pass@host/ and pass'), ['pass'])).toBe(
      'at redis://***@host/ and ***',
    );
  });

  test('have at most 300 characters', () => {
    expect(describeFault(new Error('x'.repeat(1000)), [])).toHaveLength(300);
  });
});
