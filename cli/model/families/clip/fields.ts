import {
  anything,
  BOOKKEEPING,
  empty,
  type Fields,
  type FieldTables,
  fieldsOf,
  is,
  off,
} from '../fields';

/** Read by config.ts, which holds them against the tensors or computes with them. */
const HF_TOWER: Fields = {
  ...BOOKKEEPING,
  ...fieldsOf(
    `hidden_size intermediate_size num_hidden_layers num_attention_heads projection_dim vocab_size
    max_position_embeddings image_size patch_size layer_norm_eps hidden_act eos_token_id`,
    anything,
  ),
  model_type: is('clip_text_model', 'clip_vision_model', 'clip'),
  num_channels: is(3),
  pruned_heads: empty,
};
const HF_TOP: Fields = {
  ...BOOKKEEPING,
  ...fieldsOf('text_config vision_config projection_dim hidden_size', anything),
  model_type: is('clip'),
  text_config_dict: anything,
  vision_config_dict: anything,
  pruned_heads: empty,
  eos_token_id: anything,
};

const OPEN_VISION: Fields = {
  // Of training alone.
  ...fieldsOf('patch_dropout output_tokens', anything),
  ...fieldsOf('image_size layers width patch_size head_width mlp_ratio ls_init_value', anything),
  input_patchnorm: off,
  // Older than pool_type; it meant the mean of all tokens in some versions, of the patches in others.
  global_average_pool: off,
  attentional_pool: off,
  attn_pooler_queries: anything,
  attn_pooler_heads: anything,
  no_ln_pre: off,
  pos_embed_type: is('learnable'),
  final_ln_after_pool: is(true, false),
  pool_type: is('tok', 'avg'),
  act_kwargs: empty,
  norm_kwargs: empty,
};
const OPEN_TEXT: Fields = {
  ...fieldsOf('context_length vocab_size width heads layers mlp_ratio ls_init_value', anything),
  output_tokens: anything,
  pad_id: is(0),
  embed_cls: off,
  // Each token is normalized by itself: before the pooling or after it is the same.
  final_ln_after_pool: is(true, false),
  pool_type: is('argmax'),
  no_causal_mask: off,
  proj_type: is('linear'),
  proj_bias: off,
  hf_tokenizer_name: is(),
  tokenizer_kwargs: empty,
  act_kwargs: empty,
  norm_kwargs: empty,
};
const OPEN_MODEL: Fields = {
  ...fieldsOf('embed_dim vision_cfg text_cfg quick_gelu init_logit_scale cast_dtype', anything),
  custom_text: anything,
  init_logit_bias: is(),
  nonscalar_logit_scale: off,
  multimodal_cfg: is(),
};

/** What a CLIP's configurations may say. */
export const CLIP_FIELDS: FieldTables = {
  top: HF_TOP,
  text: HF_TOWER,
  vision: HF_TOWER,
  openModel: OPEN_MODEL,
  openText: OPEN_TEXT,
  openVision: OPEN_VISION,
};
