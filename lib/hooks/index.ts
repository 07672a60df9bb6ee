export type { EvaluationState } from './evaluation-runs';
export { EngineProvider, useEngine, useEngineRetry } from './provider';
export { letLinksWait } from './unsettled';
export { useCollections } from './use-collections';
export { conceptStore, useConcepts } from './use-concepts';
export { type EndlessState, useEndless } from './use-endless';
export { useEngineAttributes, useEngineStatus } from './use-engine-status';
export { useEvaluation } from './use-evaluation';
export { type FindAnswer, useFind } from './use-find';
export { type OpenGallery, useGallery } from './use-gallery';
export { useGo } from './use-go';
export { type InsideState, useInside } from './use-inside';
export { type ItemPicture, useItemPicture } from './use-item-picture';
export { useKeptPlace } from './use-kept-place';
export { useModelManifest } from './use-model-manifest';
export { type Offline, useOffline } from './use-offline';
export { type OwnGalleries, useOwnGalleries } from './use-own-galleries';
export {
  type SamplePicture,
  type SampleScene,
  useSamplePicture,
  useSampleScenes,
} from './use-samples';
export { type ReadingState, type SearchState, useReading, useSearch } from './use-search';
export { useView, type ViewState } from './use-view';
