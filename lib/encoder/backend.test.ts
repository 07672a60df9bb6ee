import { afterEach, describe, expect, it, vi } from 'vitest';
import { probeBackend, probeThreads } from './backend';

afterEach(() => vi.unstubAllGlobals());

const withAdapter = (adapter: unknown) =>
  vi.stubGlobal('navigator', {
    gpu: { requestAdapter: async () => adapter },
    hardwareConcurrency: 8,
  });

describe('probeBackend', () => {
  it('takes WebGPU where there is an adapter', async () => {
    withAdapter({ info: { isFallbackAdapter: false } });
    expect(await probeBackend()).toBe('webgpu');
    expect(await probeBackend('wasm')).toBe('wasm');
  });

  it('takes a renderer in software only where it is asked for', async () => {
    withAdapter({ info: { isFallbackAdapter: true } });
    expect(await probeBackend()).toBe('wasm');
    expect(await probeBackend('webgpu')).toBe('webgpu');
  });

  it.each([
    ['without a navigator', undefined],
    ['without WebGPU', {}],
    ['without an adapter', { gpu: { requestAdapter: async () => null } }],
    [
      'where asking fails',
      { gpu: { requestAdapter: async () => Promise.reject(new Error('no')) } },
    ],
  ])('takes wasm %s, and says so where WebGPU was asked for', async (_, navigator) => {
    vi.stubGlobal('navigator', navigator);
    expect(await probeBackend()).toBe('wasm');
    await expect(probeBackend('webgpu')).rejects.toMatchObject({ code: 'backend-missing' });
  });

  it('is backend-missing without WebAssembly', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    await expect(probeBackend()).rejects.toMatchObject({ code: 'backend-missing' });
  });
});

describe('probeThreads', () => {
  it('is 1 where the page is not isolated, else at most 4', () => {
    withAdapter(null);
    expect(probeThreads()).toBe(1);
    vi.stubGlobal('crossOriginIsolated', true);
    expect(probeThreads()).toBe(4);
    vi.stubGlobal('navigator', { hardwareConcurrency: 2 });
    expect(probeThreads()).toBe(2);
  });
});
