import {
  anything,
  BOOKKEEPING,
  type Check,
  empty,
  type Fields,
  type FieldTables,
  fieldsOf,
  is,
  off,
} from '../fields';
import { get } from '../json';

/** Read by config.ts, which holds them against the tensors or computes with them. */
const HF_TOWER: Fields = {
  ...BOOKKEEPING,
  ...fieldsOf(
    `hidden_size intermediate_size num_hidden_layers num_attention_heads vocab_size projection_size
    max_position_embeddings image_size patch_size layer_norm_eps hidden_act eos_token_id`,
    anything,
  ),
  model_type: is('siglip_text_model', 'siglip_vision_model'),
  num_channels: is(3),
  vision_use_head: is(true),
  pruned_heads: empty,
};
const HF_TOP: Fields = {
  ...BOOKKEEPING,
  ...fieldsOf('text_config vision_config', anything),
  model_type: is('siglip'),
  pruned_heads: empty,
};

/** Of a layer norm. */
const epsilonOnly: Check = (value) =>
  value === null || (typeof value === 'object' && Object.keys(value as object).join() === 'eps');
/** Of PyTorch's GELU. */
const approximateOnly: Check = (value) =>
  value === null ||
  (typeof value === 'object' &&
    Object.keys(value as object).every((key) => key === 'approximate') &&
    ['tanh', 'none', undefined].includes(get(value, 'approximate') as string | undefined));
/** Of the tokenizer: what is done to a text before. */
const canonicalizeOnly: Check = (value) =>
  value === null || JSON.stringify(value) === '{"clean":"canonicalize"}';

const OPEN_VISION: Fields = {
  ...fieldsOf('image_size patch_dropout output_tokens timm_model_pretrained timm_drop', anything),
  timm_drop_path: anything,
  // Sizes and heads are read from it: config.ts has the list.
  timm_model_name: anything,
  timm_pool: is('map'),
  timm_proj: is('none', ''),
  timm_proj_bias: off,
};
const OPEN_TEXT: Fields = {
  ...fieldsOf('context_length vocab_size width heads layers mlp_ratio', anything),
  output_tokens: anything,
  hf_tokenizer_name: anything,
  tokenizer_kwargs: canonicalizeOnly,
  no_causal_mask: is(true),
  pool_type: is('last'),
  proj_type: is('linear'),
  proj_bias: is(true),
  embed_cls: off,
  ls_init_value: is(),
  final_ln_after_pool: is(true, false),
  act_kwargs: approximateOnly,
  norm_kwargs: epsilonOnly,
};
const OPEN_MODEL: Fields = {
  ...fieldsOf(
    'embed_dim vision_cfg text_cfg init_logit_scale init_logit_bias cast_dtype',
    anything,
  ),
  custom_text: is(true),
  quick_gelu: off,
  nonscalar_logit_scale: is(true, false),
  multimodal_cfg: is(),
};

/** What a SigLIP's configurations may say. */
export const SIGLIP_FIELDS: FieldTables = {
  top: HF_TOP,
  text: HF_TOWER,
  vision: HF_TOWER,
  openModel: OPEN_MODEL,
  openText: OPEN_TEXT,
  openVision: OPEN_VISION,
};
