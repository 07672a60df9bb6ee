export type { EvaluationState } from './evaluation-runs';
export { EngineProvider, useEngine, useEngineRetry } from './provider';
export { useEngineAttributes, useEngineStatus } from './use-engine-status';
export { useEvaluation } from './use-evaluation';
export { type FindAnswer, useFind } from './use-find';
export { type OpenGallery, useGallery } from './use-gallery';
export {
  type SamplePicture,
  type SampleScene,
  useSamplePicture,
  useSampleScenes,
} from './use-samples';
export { type ReadingState, type SearchState, useReading, useSearch } from './use-search';
export {
  useEvaluateView,
  useFindView,
  useImageView,
  useTextView,
  type ViewState,
} from './use-view';
