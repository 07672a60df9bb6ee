import { describe, expect, it } from 'vitest';
import { AppError, reportOf } from './errors';

describe('AppError', () => {
  const error = new AppError('text-blank', 'There is nothing to search for.', 'Type a word.');

  it('is an Error with a code and an advice', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'AppError', code: 'text-blank', advice: 'Type a word.' });
    expect(error.message).toBe('There is nothing to search for.');
  });

  it('survives a boundary as plain data', () => {
    const report = structuredClone(error.toReport());
    expect(AppError.fromReport(report)).toEqual(error);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('keeps its cause for whoever debugs', () => {
    const cause = new TypeError('Failed to fetch');
    expect(new AppError('asset-offline', 'm', 'a', { cause }).cause).toBe(cause);
  });
});

describe('reportOf', () => {
  it.each([
    [new AppError('asset-missing', 'm', 'a'), 'asset-missing', 'm'],
    [new DOMException('aborted', 'AbortError'), 'cancelled', 'The work was cancelled.'],
    [
      new RangeError('Array buffer allocation failed'),
      'internal',
      'Array buffer allocation failed',
    ],
    ['a string', 'internal', 'a string'],
    [undefined, 'internal', 'undefined'],
    [{ a: 'WebAssembly.Exception' }, 'internal', '[object Object]'],
  ])('makes a report of anything thrown: %s', (thrown, code, message) => {
    expect(reportOf(thrown)).toMatchObject({ code, message, advice: expect.any(String) });
  });
});
