import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RSICD_CATEGORIES, type RsicdCategory } from '../../../../lib/categories/categories';
import { captions, plainCaptions, sampleCaptions } from '../captions/captions';
import { COMPOSERS } from '../categories';
import { drawSample, SAMPLES } from '../composites/samples';
import { type Rendered, render, renderWith } from '../core/render';
import { Rng } from '../core/rng';
import { TRAINING } from '../training';
import { type FullRecord, fullTruth } from './full-truth';
import { encode, type Format } from './image';
import { type FeatureRecord, record } from './truth';

/** One scene to render: plain data, so that it can cross to a worker. */
export interface Job {
  /** A category's scene, or one of the large samples by name. */
  subject: { category: string; index: number } | { sample: string };
  seed: string;
  size: number;
  format: Format;
  quality: number;
  out: string;
  filename: string;
  /** Every feature with a mask of what is seen of it, and finer ground resolutions. */
  full?: boolean;
}

/** A line of scenes.jsonl. */
export interface SceneRecord {
  filename: string;
  /** absent for the large samples */
  category?: string;
  seed: string;
  size: number;
  /** metres a pixel */
  gsd: number;
  region: string;
  season: string;
  captions: string[];
  features: FeatureRecord[] | FullRecord[];
}

const isRsicd = (name: string): name is RsicdCategory =>
  (RSICD_CATEGORIES as readonly string[]).includes(name);

/** Metres a pixel below which no scene with full truth goes. */
const FINEST_FULL = 0.2;

/** Draws what a job asks for. */
function draw(job: Job, label: string): Rendered {
  const { subject, size } = job;
  if ('category' in subject) {
    const { category } = subject;
    const composer = isRsicd(category) ? COMPOSERS[category] : TRAINING[category];
    if (!composer) throw new RangeError(`no category is called "${category}"`);
    return render(composer, label, size, job.full ? { full: true, finest: FINEST_FULL } : {});
  }
  const sample = SAMPLES[subject.sample];
  if (!sample) throw new RangeError(`no sample is called "${subject.sample}"`);
  return renderWith(label, size, sample.extent, sample, (s) => drawSample(s, sample), {
    clear: true,
  });
}

export async function makeSceneFile(job: Job): Promise<SceneRecord> {
  const { subject } = job;
  const label =
    'category' in subject
      ? `${job.seed}/${subject.category}/${subject.index}`
      : `${job.seed}/sample/${subject.sample}`;
  const scene = draw(job, label);
  await writeFile(join(job.out, job.filename), await encode(scene, job.format, job.quality));
  const rng = new Rng(`${label}/captions`);
  return {
    filename: job.filename,
    ...('category' in subject ? { category: subject.category } : {}),
    seed: label,
    size: job.size,
    gsd: Math.round(scene.gsd * 1000) / 1000,
    region: scene.region,
    season: scene.season,
    captions:
      'category' in subject
        ? isRsicd(subject.category)
          ? captions(subject.category, scene, rng)
          : plainCaptions(subject.category, scene, rng)
        : sampleCaptions(SAMPLES[subject.sample]?.title ?? '', scene, rng),
    features: job.full ? fullTruth(scene) : scene.features.map((f) => record(scene, f)),
  };
}
