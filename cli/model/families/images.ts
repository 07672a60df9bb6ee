import type { ImageSpec } from '@/lib/model/types';
import { refused } from './errors';
import type { ConfigFiles } from './family';
import { get, positive, triple } from './json';

/** What a family does with a picture where no file says otherwise. */
export interface ImageDefaults {
  readonly crop: ImageSpec['crop'];
  readonly mean: ImageSpec['mean'];
  readonly std: ImageSpec['std'];
}

type Framing = Pick<ImageSpec, 'resize' | 'crop' | 'interpolation' | 'rounding'>;

const PREPROCESSOR = 'the preprocessor’s configuration';
const OPEN_CLIP = 'open_clip_config.json: preprocess_cfg';
/** Pillow's numbers for its filters. */
const RESAMPLE = { 2: 'bilinear', 3: 'bicubic' } as const;

/**
 * How a picture becomes the network's input: by Hugging Face's preprocessor, else by OpenCLIP's configuration, else by
 * the family's defaults. What the files may say at all is checked before (fields.ts).
 * @param size side of the network's input, px @param patch px
 * @throws AppError model-unsupported where they ask for something that is not implemented
 */
export function imageSettings(
  { preprocessor, openClip, config }: ConfigFiles,
  { size, patch }: { readonly size: number; readonly patch: number },
  defaults: ImageDefaults,
): ImageSpec {
  const open = get(openClip, 'preprocess_cfg');
  const framing = preprocessor
    ? ofPreprocessor(preprocessor, size, defaults)
    : ofOpenClip(open, size, defaults);
  return {
    size,
    ...framing,
    // Which library resized in training: Hugging Face's own code, or torchvision under OpenAI's and OpenCLIP's.
    rounding: preprocessor || config ? 'transformers' : 'torchvision',
    mean: triple(get(preprocessor, 'image_mean')) ?? triple(get(open, 'mean')) ?? defaults.mean,
    std: triple(get(preprocessor, 'image_std')) ?? triple(get(open, 'std')) ?? defaults.std,
    patch,
    // Its position embeddings are for one size.
    dynamic: false,
  };
}

function ofPreprocessor(preprocessor: unknown, size: number, defaults: ImageDefaults): Framing {
  const stated = get(preprocessor, 'size');
  const resample = get(preprocessor, 'resample') as keyof typeof RESAMPLE | null | undefined;
  const interpolation = RESAMPLE[resample ?? 3];
  const isCropped = get(preprocessor, 'do_center_crop') ?? defaults.crop === 'center';
  const cropped = isCropped ? cropSize(preprocessor, size) : size;
  const height = positive(get(stated, 'height'));
  // A number alone means the shorter side to CLIP, both sides to SigLIP.
  const square = height ?? (defaults.crop === 'none' ? positive(stated) : undefined);
  if (square !== undefined) {
    const width = positive(get(stated, 'width')) ?? square;
    if (square !== size || width !== size) throw refused(PREPROCESSOR, 'size', stated);
    return { resize: size, crop: 'none', interpolation };
  }
  if (stated === undefined || stated === null) {
    return { resize: size, crop: defaults.crop, interpolation };
  }
  const resize = positive(stated) ?? positive(get(stated, 'shortest_edge'));
  if (!isCropped) throw refused(PREPROCESSOR, 'do_center_crop', false);
  if (resize === undefined || resize < cropped) throw refused(PREPROCESSOR, 'size', stated);
  return { resize, crop: 'center', interpolation };
}

/** @returns the network's own size @throws AppError model-unsupported where the crop is of another */
function cropSize(preprocessor: unknown, size: number): number {
  const crop = get(preprocessor, 'crop_size');
  const side = positive(crop) ?? positive(get(crop, 'height')) ?? size;
  if (side !== size || (positive(get(crop, 'width')) ?? size) !== size) {
    throw refused(PREPROCESSOR, 'crop_size', crop);
  }
  return size;
}

function ofOpenClip(open: unknown, size: number, defaults: ImageDefaults): Framing {
  const stated = get(open, 'size');
  const sides = Array.isArray(stated) ? stated : [stated];
  if (sides.some((side) => side !== undefined && side !== null && side !== size)) {
    throw refused(OPEN_CLIP, 'size', stated);
  }
  const mode = get(open, 'resize_mode');
  const crop = mode ? (mode === 'squash' ? 'none' : 'center') : defaults.crop;
  const interpolation = get(open, 'interpolation') === 'bilinear' ? 'bilinear' : 'bicubic';
  return { resize: size, crop, interpolation };
}
