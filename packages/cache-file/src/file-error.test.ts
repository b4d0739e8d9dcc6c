import { describe, expect, test } from 'vitest';
import { fileError } from './file-error';

describe('the error of a file', () => {
  test('says what could not be done with which file, and why; the system’s error is the cause', () => {
    const cause = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    const error = fileError('write', '/data/key.cache', cause);
    expect(error.message).toBe('cannot write /data/key.cache: ENOSPC: no space left on device, write');
    expect(error.cause).toBe(cause);
  });

  test('shows the end of a long path and the beginning of a long reason, and stays short', () => {
    const { message } = fileError('read', `/${'deep/'.repeat(1000)}key.cache`, new Error('x'.repeat(10_000)));
    expect(message).toMatch(/^cannot read ….*deep\/key\.cache: x{300}$/);
    expect(message.length).toBeLessThan(700);
  });

  test('takes whatever was thrown for a reason', () => {
    expect(fileError('read', 'key.cache', 'no idea').message).toBe('cannot read key.cache: no idea');
  });
});
