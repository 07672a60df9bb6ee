import { AppError } from '@/lib/errors/errors';

/** A checkpoint that would be computed as something else than it is. */
export function unsupported(what: string): AppError {
  return new AppError(
    'model-unsupported',
    `This checkpoint cannot be imported. ${what}`,
    'CLIPs with a vision transformer and SigLIPs can be imported, in the layouts of Hugging Face and of OpenAI and OpenCLIP; see docs/models.md.',
  );
}

/** A field of a configuration that is not understood. @param where the file and the place in it */
export function refused(where: string, name: string, value: unknown): AppError {
  const shown = JSON.stringify(value)?.slice(0, 60) ?? 'undefined';
  return new AppError(
    'model-unsupported',
    `${where}: ${name} = ${shown} is not understood here, and would change what the model computes.`,
    'The model is not imported, as its embeddings would be wrong; docs/models.md says what can be imported.',
  );
}
