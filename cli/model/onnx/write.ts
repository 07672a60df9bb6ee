import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { AssetFile } from '@/lib/assets/types';
import { AppError } from '@/lib/errors/errors';
import type { GraphBuilder, Value } from './graph';
import { encode, graphHeader, TYPES, tensorHeader } from './proto';

/** Protobuf's own limit, bytes. */
const MOST_BYTES = 2 ** 31 - 1;
const IR_VERSION = 8;
/** LayerNormalization came with it. */
const OPSET = 17;

/**
 * Writes a graph as an ONNX file, tensor by tensor.
 * @param onTensor after each one
 * @returns the file as model.json names it
 * @throws AppError model-unsupported where it would be larger than the format allows
 */
export async function writeOnnx(
  graph: GraphBuilder,
  path: string,
  file: string,
  onTensor: () => void = () => {},
): Promise<AssetFile> {
  const body = encode('Graph', {
    name: graph.name,
    node: graph.nodes,
    input: graph.inputs.map(valueInfo),
    output: graph.outputs.map(valueInfo),
  });
  const headers = graph.initializers.map(({ name, dims, type, bytes }) =>
    tensorHeader(name, dims, type, bytes),
  );
  const tensors = graph.initializers.reduce(
    (sum, { bytes }, i) => sum + bytes + (headers[i] as Uint8Array).length,
    0,
  );
  const length = body.length + tensors;
  if (length > MOST_BYTES) {
    throw new AppError(
      'model-unsupported',
      `${file} would have ${(length / 1e9).toFixed(1)} GB: more than an ONNX file may have.`,
      'Import it with --precision q8 or fp16.',
    );
  }
  const model = encode('Model', {
    irVersion: IR_VERSION,
    producerName: 'overlook',
    opsetImport: [{ domain: '', version: OPSET }],
  });
  const hash = createHash('sha256');
  const handle = await open(path, 'w');
  let bytes = 0;
  const write = async (part: Uint8Array) => {
    hash.update(part);
    bytes += part.length;
    await handle.writeFile(part);
  };
  try {
    await write(model);
    await write(graphHeader(length));
    await write(body);
    for (const [i, initializer] of graph.initializers.entries()) {
      await write(headers[i] as Uint8Array);
      const values = await initializer.values();
      if (values.length !== initializer.bytes) {
        throw new RangeError(
          `${initializer.name} has ${values.length} bytes, not ${initializer.bytes}`,
        );
      }
      await write(values);
      onTensor();
    }
  } finally {
    await handle.close();
  }
  return { file, bytes, sha256: hash.digest('hex') };
}

function valueInfo({ name, type, dims }: Value): object {
  const dim = dims.map((side) =>
    typeof side === 'number' ? { dimValue: side } : { dimParam: side },
  );
  return { name, type: { tensorType: { elemType: TYPES[type], shape: { dim } } } };
}
