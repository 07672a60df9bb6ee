import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '@/lib/errors/errors';
import { Engine } from './engine';
import { FakePorts, solidImage } from './fakes/fake-ports';
import { CONFIG } from './fakes/world';

const text = (words: string) => ({ kind: 'text', text: words }) as const;
const ids = ({ items }: { items: readonly { id: string }[] }) => items.map((item) => item.id);

let ports: FakePorts;
let engine: Engine;

beforeEach(() => {
  ports = new FakePorts();
  engine = new Engine(ports);
});

const until = (what: Partial<FakePorts['status']>) =>
  vi.waitFor(() => expect(ports.status).toMatchObject(what ?? {}), { interval: 1 });
const ready = () => until({ phase: 'ready' });

describe('backends', () => {
  const wrong = new AppError('backend-wrong', 'It computes wrongly.', 'Use wasm.');

  it('uses WebGPU where it is and passes the check', async () => {
    ports.best = 'webgpu';
    await engine.open(CONFIG);
    await ready();
    expect(ports.status).toMatchObject({ backend: 'webgpu' });
    expect(ports.status?.backendProblem).toBeUndefined();
  });

  it.each([
    ['computes wrongly', wrong],
    ['throws something else', new Error('device is not available')],
  ])('leaves a WebGPU that %s for wasm, and says so', async (_, failure) => {
    ports.best = 'webgpu';
    ports.prepare = (encoder) => {
      if (encoder.backend === 'webgpu') encoder.failText = failure;
    };
    await engine.open(CONFIG);
    await ready();
    expect(ports.status).toMatchObject({ backend: 'wasm', backendProblem: expect.any(Object) });
    expect(ids(await engine.search(text('port'), { k: 1 }))).toEqual(['port_1']);
  });

  it('leaves it as well where only the image tower shows it, and answers words meanwhile', async () => {
    ports.best = 'webgpu';
    ports.prepare = (encoder) => {
      if (encoder.backend === 'webgpu') encoder.failVision = wrong;
    };
    await engine.open(CONFIG);
    expect(ids(await engine.search(text('port'), { k: 1 }))).toEqual(['port_1']);
    await ready();
    expect(ports.status).toMatchObject({ backend: 'wasm', image: true });
    expect(ports.encoders.map((encoder) => encoder.disposed)).toEqual([true, false]);
    expect(ids(await engine.search(solidImage(8, 8, [255, 0, 0]), { k: 1 }))).toEqual(['port_1']);
  });

  it('leaves a WebGPU whose runtime does not start, which only images need', async () => {
    ports.best = 'webgpu';
    ports.prepare = (encoder) => {
      if (encoder.backend === 'webgpu') encoder.failStart = wrong;
    };
    await engine.open(CONFIG);
    await ready();
    expect(ports.status).toMatchObject({ backend: 'wasm', image: true });
  });

  it('answers words where no runtime starts, and says why pictures are not', async () => {
    ports.prepare = (encoder) => {
      encoder.failStart = new AppError('backend-missing', 'It does not start.', 'Reload.');
    };
    await engine.open(CONFIG);
    await until({ imageProblem: expect.objectContaining({ code: 'backend-missing' }) });
    expect(ids(await engine.search(text('port'), { k: 1 }))).toEqual(['port_1']);
  });

  it('goes on with wasm where WebGPU was asked for and is not there', async () => {
    await engine.open({ ...CONFIG, backend: 'webgpu' });
    await ready();
    expect(ports.status).toMatchObject({
      backend: 'wasm',
      backendProblem: { code: 'backend-missing' },
    });
  });

  it.each([undefined, 'webgpu', 'wasm'] as const)(
    'says that there is no WebAssembly, whatever was asked for: %s',
    async (backend) => {
      ports.webAssembly = false;
      await engine.open(backend ? { ...CONFIG, backend } : CONFIG);
      const message = 'This browser runs no WebAssembly.';
      await until({ phase: 'error', error: expect.objectContaining({ message }) });
    },
  );

  it('uses wasm and as many threads as it is told', async () => {
    ports.best = 'webgpu';
    await engine.open({ ...CONFIG, backend: 'wasm', threads: 1 });
    await ready();
    expect(ports.status).toMatchObject({ backend: 'wasm', threads: 1 });
    expect(ports.encoders).toHaveLength(1);
  });

  it('fails where wasm fails', async () => {
    ports.prepare = (encoder) => {
      encoder.failText = wrong;
    };
    await engine.open(CONFIG);
    await until({ phase: 'error', error: expect.objectContaining({ code: 'backend-wrong' }) });
  });

  it('reports a lost device, and a runtime that broke down, as fatal', async () => {
    ports.best = 'webgpu';
    await engine.open(CONFIG);
    await ready();
    ports.encoders[0]?.lose('destroyed');
    await vi.waitFor(() => expect(ports.fatals).toHaveLength(1));
    expect(ports.fatals[0]).toMatchObject({ code: 'worker-died' });
    const [encoder] = ports.encoders;
    if (encoder) encoder.failRun = new WebAssembly.RuntimeError('Aborted()');
    const searching = engine.search(text('port'), { k: 1 });
    await expect(searching).rejects.toMatchObject({ code: 'worker-died' });
    expect(ports.fatals).toHaveLength(2);
  });
});
