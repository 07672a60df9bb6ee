import { expose, proxy, wrap } from 'comlink';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '@/lib/errors/errors';
import type { EvaluationProgress } from '@/lib/evaluation/types';
import { Engine } from './engine';
import { exposeEngine } from './expose';
import { FakePorts, solidImage } from './fakes/fake-ports';
import { CONFIG } from './fakes/world';
import type { EngineStatus } from './protocol';
import { type ExposedEngine, letErrorsCross } from './remote';

letErrorsCross();

let channel: MessageChannel;
let ports: FakePorts;
let remote: ExposedEngine;

/** The engine at the other end of a real message channel, with structured cloning as in a worker. */
beforeEach(() => {
  channel = new MessageChannel();
  ports = new FakePorts();
  const exposed = exposeEngine((_, events) => new Engine(Object.assign(ports, events)));
  expose(exposed, channel.port1 as unknown as Parameters<typeof expose>[1]);
  const end = channel.port2 as unknown as Parameters<typeof wrap>[0];
  remote = wrap<ExposedEngine>(end) as unknown as ExposedEngine;
});

afterEach(() => {
  channel.port1.close();
  channel.port2.close();
});

describe('the engine across a boundary', () => {
  it('opens, searches and reads', async () => {
    const { gallery } = await remote.open(CONFIG);
    expect(gallery.id).toBe('four');
    const answer = await remote.search(1, { kind: 'text', text: 'port' }, 2);
    expect(answer.items.map(({ id }) => id)).toEqual(['port_1', 'mixed_1']);
    expect(answer.embedding).toBeInstanceOf(Float32Array);
    const reading = await remote.read(answer.embedding);
    expect(reading.captions[0]?.text).toBe('a port');
    await remote.ping();
  });

  it('hands the same remembered embedding over as often as asked', async () => {
    await remote.open(CONFIG);
    for (let call = 1; call <= 3; call++) {
      const { embedding } = await remote.search(call, { kind: 'text', text: 'port' }, 1);
      expect(embedding).toHaveLength(4);
    }
    const image = solidImage(8, 8, [255, 0, 0]);
    await remote.search(4, image, 1);
    expect(image.file.size).toBe(6); // The page keeps its own: it may have to ask again.
  });

  it('tells how far an evaluation is, and gives it up by its number', async () => {
    await remote.open(CONFIG);
    const done: number[] = [];
    const telling = proxy((progress: EvaluationProgress) => void done.push(progress.done));
    const { report } = await remote.evaluate(1, telling);
    expect(report.zeroShot?.images).toBe(5);
    await vi.waitFor(() => expect(done.at(-1)).toBeGreaterThan(5));
    const again = remote.evaluate(
      2,
      proxy(() => {}),
    );
    const failed = expect(again).rejects.toMatchObject({ code: 'cancelled' });
    await remote.cancel(2);
    await failed;
  });

  it('keeps code, message and advice of an error', async () => {
    await remote.open(CONFIG);
    const error = await remote.search(1, { kind: 'text', text: ' ' }, 1).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'text-blank', advice: expect.stringMatching(/Type/) });
  });

  it('makes an internal error of anything else', async () => {
    const error = await remote.read(new Float32Array(4)).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'internal', message: 'open comes first' });
  });

  it('gives a call up by its number', async () => {
    const letText = ports.store.hold('models/tiny/text.onnx');
    await remote.open(CONFIG);
    const searching = remote.search(7, { kind: 'text', text: 'port' }, 1);
    const failed = expect(searching).rejects.toMatchObject({ code: 'cancelled' });
    await remote.cancel(7);
    await remote.cancel(99);
    letText();
    await failed;
    expect(ports.encoders.flatMap(({ encoded }) => encoded)).toEqual([]);
  });

  it('tells its status and what is fatal to whoever watches', async () => {
    const statuses: EngineStatus[] = [];
    const fatals: string[] = [];
    await remote.watch(
      proxy((status: EngineStatus) => void statuses.push(status)),
      proxy(({ code }: { code: string }) => void fatals.push(code)),
    );
    await remote.open(CONFIG);
    await vi.waitFor(() => expect(statuses.at(-1)?.phase).toBe('ready'));
    ports.encoders[0]?.lose('destroyed');
    await vi.waitFor(() => expect(fatals).toEqual(['worker-died']));
  });
});
