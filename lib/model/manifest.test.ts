import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultFiles, parseModelManifest } from './manifest';

const path = new URL('../encoder/fixtures/tiny/model.json', import.meta.url);
const tiny = (): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8'));

/** The manifest with one field set (or, to undefined, removed), named by its path. */
function changed(field: string, value: unknown): unknown {
  const json = tiny();
  const names = field.split('.');
  const last = names.pop() as string;
  const at = names.reduce((object, name) => object[name] as Record<string, unknown>, json);
  if (value === undefined) delete at[last];
  else at[last] = value;
  return json;
}

describe('parseModelManifest', () => {
  it('reads a manifest as it is', () => {
    const model = parseModelManifest(tiny());
    expect(model).toEqual(tiny());
    expect(defaultFiles(model).text.file).toBe('text.onnx');
  });

  it('keeps what only some models have', () => {
    const model = parseModelManifest(changed('presence', { threshold: 0.4 }));
    expect(model.presence).toEqual({ threshold: 0.4 });
    expect(parseModelManifest(changed('textRunner', 'compact')).textRunner).toBe('compact');
    const sigmoid = { ...tiny(), scoring: 'sigmoid', logitBias: -12 };
    expect(parseModelManifest(sigmoid)).toMatchObject({ scoring: 'sigmoid', logitBias: -12 });
    expect(parseModelManifest(changed('image.rounding', 'torchvision')).image.rounding).toBe(
      'torchvision',
    );
    expect(parseModelManifest(changed('text.padding', 'context')).text.padding).toBe('context');
  });

  it.each([
    ['dim', undefined],
    ['dim', 2.5],
    ['id', ''],
    ['logitScale', 'high'],
    ['image.mean', [0.5, 0.5]],
    ['image.std', [0.5, 0, 0.5]],
    ['image.patch', 7],
    ['image.resize', 16],
    ['image.interpolation', 'nearest'],
    ['text.contextLength', 2],
    ['text.tokenizer.sha256', 'abc'],
    ['text.tokenizer.file', '../../secret.json'],
    ['precisions', {}],
    ['precisions.fp32.vision', undefined],
    ['defaultPrecision', 'fp16'],
    ['golden.textEmbedding', [1, 2, 3]],
    ['golden.minCosine', 2],
    ['cutoff', undefined],
    ['presence', { threshold: 3 }],
    ['textRunner', 'ours'],
    ['scoring', 'cosine'],
    ['logitBias', 'none'],
    ['image.crop', 'random'],
    ['image.rounding', 'up'],
    ['text.padding', 'left'],
  ])('names the field that is wrong: %s = %j', (field, value) => {
    expect(() => parseModelManifest(changed(field, value))).toThrow(
      expect.objectContaining({ code: 'model-invalid', message: expect.stringContaining(field) }),
    );
  });

  it.each([null, [], 'model', 3])('refuses %j', (json) => {
    expect(() => parseModelManifest(json)).toThrow(
      expect.objectContaining({ code: 'model-invalid' }),
    );
  });
});
