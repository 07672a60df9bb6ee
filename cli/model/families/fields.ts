import { refused } from './errors';
import type { ConfigFiles } from './family';
import { get } from './json';

/**
 * What a configuration may say. A field that is in none of a family's tables, or has another value, changes what is
 * computed in a way that is not known here: it is refused by its name.
 */
export type Check = (value: unknown) => boolean;
export type Fields = Readonly<Record<string, Check>>;

export const anything: Check = () => true;
export const is =
  (...values: readonly unknown[]): Check =>
  (value) =>
    value === null || values.includes(value);
export const empty: Check = (value) =>
  value === null || (typeof value === 'object' && Object.keys(value as object).length === 0);
export const off = is(false);
export const fieldsOf = (names: string, check: Check): Fields =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, check]));

/** What is of training, of generation, or of the checkpoint's own bookkeeping, and no part of an embedding. */
export const BOOKKEEPING = fieldsOf(
  `_name_or_path _commit_hash add_cross_attention architectures attention_dropout attn_implementation
  _attn_implementation_autoset bad_words_ids begin_suppress_tokens bos_token_id chunk_size_feed_forward
  cross_attention_hidden_size decoder_start_token_id diversity_penalty do_sample dropout dtype early_stopping
  encoder_no_repeat_ngram_size exponential_decay_length_penalty finetuning_task forced_bos_token_id
  forced_eos_token_id gradient_checkpointing id2label initializer_factor initializer_range is_decoder
  is_encoder_decoder label2id length_penalty logit_scale_init_value max_length min_length no_repeat_ngram_size
  num_beam_groups num_beams num_return_sequences output_attentions output_hidden_states output_scores pad_token_id
  prefix problem_type remove_invalid_values repetition_penalty return_dict return_dict_in_generate sep_token_id
  suppress_tokens task_specific_params temperature tf_legacy_loss tie_encoder_decoder tie_word_embeddings
  tokenizer_class top_k top_p torch_dtype torchscript transformers_version typical_p use_bfloat16 use_cache`,
  anything,
);

export const OPEN_PREPROCESS: Fields = {
  ...fieldsOf('mean std size fill_color', anything),
  mode: is('RGB'),
  interpolation: is('bicubic', 'bilinear'),
  resize_mode: is('shortest', 'squash'),
};

export const PREPROCESSOR: Fields = {
  ...fieldsOf('crop_size size image_mean image_std', anything),
  ...fieldsOf('feature_extractor_type image_processor_type processor_class', anything),
  ...fieldsOf('do_convert_rgb data_format device disable_grouping return_tensors', anything),
  _valid_processor_keys: anything,
  input_data_format: is(),
  do_center_crop: is(true, false),
  do_normalize: is(true),
  do_rescale: is(true),
  do_resize: is(true),
  default_to_square: is(true, false),
  crop_pct: is(),
  do_pad: off,
  pad_size: is(),
  resample: is(2, 3),
  rescale_factor: (value) => typeof value === 'number' && Math.abs(value * 255 - 1) < 1e-6,
};

/** The places of the configurations that a family reads, with what each may hold. */
export interface FieldTables {
  readonly top: Fields;
  readonly text: Fields;
  readonly vision: Fields;
  readonly openModel: Fields;
  readonly openText: Fields;
  readonly openVision: Fields;
}

/**
 * Holds every field of the configurations against what is understood here.
 * @throws AppError model-unsupported, naming the field and its value
 */
export function checkFields(
  { config, openClip, preprocessor }: ConfigFiles,
  tables: FieldTables,
): void {
  check('config.json', config, tables.top);
  for (const side of ['text', 'vision'] as const) {
    const inner = get(config, `${side}_config`);
    check(`config.json: ${side}_config`, inner, tables[side]);
    checkLegacy(`${side}_config`, inner, get(config, `${side}_config_dict`));
  }
  const model = get(openClip, 'model_cfg');
  check('open_clip_config.json: model_cfg', model, tables.openModel);
  check('open_clip_config.json: vision_cfg', get(model, 'vision_cfg'), tables.openVision);
  check('open_clip_config.json: text_cfg', get(model, 'text_cfg'), tables.openText);
  const open = get(openClip, 'preprocess_cfg');
  check('open_clip_config.json: preprocess_cfg', open, OPEN_PREPROCESS);
  check('the preprocessor’s configuration', preprocessor, PREPROCESSOR);
}

/** transformers lets `text_config_dict` of old files go before `text_config`. */
function checkLegacy(side: string, inner: unknown, legacy: unknown): void {
  if (!legacy || typeof legacy !== 'object') return;
  const known = (inner ?? {}) as Record<string, unknown>;
  for (const [name, value] of Object.entries(legacy)) {
    if (value === null || name in BOOKKEEPING) continue;
    if (JSON.stringify(known[name]) !== JSON.stringify(value)) {
      throw refused(`config.json: ${side}_dict`, name, value);
    }
  }
}

function check(where: string, value: unknown, fields: Fields): void {
  if (!value || typeof value !== 'object') return;
  for (const [name, entry] of Object.entries(value)) {
    const allowed = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!(allowed ? allowed(entry) : entry === null)) throw refused(where, name, entry);
  }
}

/**
 * Sizes that a configuration states and the tensors do not have belong to another model.
 * @throws AppError model-unsupported
 */
export function checkSizes(
  where: string,
  from: unknown,
  sizes: Readonly<Record<string, number>>,
): void {
  for (const [name, size] of Object.entries(sizes)) {
    const stated = get(from, name);
    if (stated !== undefined && stated !== null && stated !== size) {
      throw refused(where, name, stated);
    }
  }
}
