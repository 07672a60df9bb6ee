'use client';

import { UploadBands } from '@/components/bands/upload-bands';
import { EncoderWait } from '@/components/frame/encoder-wait';
import { PickImage } from '@/components/frame/pick-image';
import { useReport } from '@/components/frame/report';
import { useUploads } from '@/components/frame/uploads';
import { answerOf } from '@/components/relevance/findings';
import { Notices } from '@/components/results/notices';
import { Button } from '@/components/ui/button';
import { CopyLink } from '@/components/ui/copy-link';
import { ErrorCard } from '@/components/ui/error-card';
import { Icon } from '@/components/ui/icon';
import type { ErrorReport } from '@/lib/errors/errors';
import type { Example } from '@/lib/find/types';
import type { ViewState } from '@/lib/hooks';
import type { FindState } from '@/lib/search-params';
import { Answers } from './answers';
import { Controls } from './controls';
import { Exports } from './export/exports';
import { FeatureBox } from './feature-box';
import { Lesson } from './lesson';
import { LookCloser } from './look-closer';
import { PartCard } from './part-card';
import { Places } from './places';
import { Stage } from './stage/stage';
import { SurveyProgressBar } from './survey-progress';
import { type OpenSource, useFindWork } from './use-find-work';
import { useLikePart } from './use-like-part';
import { useShownSource } from './use-shown-source';
import { closerScale } from './work-state';

interface Props {
  readonly source: OpenSource;
  readonly state: FindState;
  readonly set: ViewState<FindState>['set'];
  readonly problems: readonly ErrorReport[];
}

/** One picture: what was found in it, the answers, the places, and what can be done with them. */
export function FindWork({ source, state, set, problems }: Props) {
  const page = useFindWork(source, state, set);
  const { find, work, features, teaching, wash, part, size } = page;
  const { survey } = find;
  const teach =
    survey && survey.method !== 'windows'
      ? (text: string, example: Example) => teaching.teach(survey.id, text, example)
      : null;
  const { problem: refused } = useUploads();
  const src = useShownSource(source.src, source.size, survey?.id);
  const like = useLikePart(state, src ?? '', source.name, survey);
  const sentence = work.findings.map((finding) => answerOf(finding, true)).join('; ');
  useReport(
    features.length > 0 && sentence && !find.stale && work.whole ? `${sentence}.` : '',
    null,
  );

  return (
    <div className="flex flex-col gap-4 pt-4 sm:pt-6 lg:h-[calc(100dvh-3.5rem)] lg:flex-row lg:gap-6 lg:pb-4">
      <div className="flex min-w-0 flex-col gap-2 lg:flex-1">
        <div className="flex items-center gap-2">
          <p className="min-w-0 flex-1 truncate text-sm text-muted" title={source.name}>
            {source.name}
            {size && <span className="tabular-nums">{` · ${size.width} × ${size.height} px`}</span>}
          </p>
          <CopyLink look="bare" />
          <PickImage look="bare" icon label="Choose another picture">
            <Icon name="image" />
          </PickImage>
        </div>
        <div className="h-[min(62dvh,100vw)] lg:h-auto lg:min-h-0 lg:flex-1">
          <Stage
            src={src}
            name={source.name}
            known={size}
            map={page.map}
            opacity={wash.opacity}
            places={work.places}
            selected={page.selected}
            onSelect={page.select}
            part={part}
            drawing={page.drawing}
            onDrawing={page.draw}
            onPart={page.setPart}
            look={page.look}
          >
            <SurveyProgressBar
              progress={find.progress}
              stopped={find.stopped}
              onCancel={find.cancel}
            />
          </Stage>
        </div>
      </div>
      <div className="flex min-w-0 flex-col gap-5 lg:w-[clamp(20rem,28vw,34rem)] lg:overflow-y-auto lg:p-1 lg:pr-2 lg:pb-24">
        <Notices problems={refused ? [refused, ...problems] : problems} />
        <FeatureBox
          value={state.q}
          onType={(text) => set({ q: text })}
          onKeep={(text) => set({ q: text }, 'push')}
          concepts={teaching.concepts}
        />
        {find.error && (
          <ErrorCard report={find.error} onRetry={find.retry}>
            <PickImage look="quiet" label="Choose another file">
              Choose another file
            </PickImage>
          </ErrorCard>
        )}
        {!find.error && <EncoderWait />}
        {features.length === 0 && !find.error && (
          <p className="text-muted">Name something to see where it is, and whether it is.</p>
        )}
        {work.findings.length > 0 && (
          <>
            <Answers
              state={work}
              stale={find.stale}
              onToggle={page.toggle}
              lessonOf={(text) =>
                survey && (
                  <Lesson
                    text={text}
                    examples={teaching.examplesOf(text)}
                    onForget={() => teaching.forget(text)}
                    onKeep={(name) => teaching.keep(survey.id, text, name)}
                  />
                )
              }
            />
            {survey && work.whole && !find.stale && (
              <LookCloser
                closer={closerScale(survey, state.scale, work.findings)}
                chosen={state.scale}
                onScale={(scale) => set({ scale }, 'push')}
              />
            )}
            {find.stopped && !work.whole && <Stopped onRetry={find.retry} />}
            {work.places.length > 0 && (
              <Places
                places={work.places}
                selected={page.selected}
                onSelect={page.select}
                onLikePart={({ box }) => like(box)}
                onTeach={
                  teach && (({ text, box, rings }, yes) => teach(text, { part: box, rings, yes }))
                }
              />
            )}
          </>
        )}
        {part && size && (
          <PartCard
            part={part}
            picture={size}
            onPart={page.setPart}
            onLook={() => page.setLook({ part })}
            onClear={page.clearPart}
            onLike={() => like(part)}
            features={features}
            onTeach={teach && ((text, yes) => teach(text, { part, yes }))}
          />
        )}
        {source.upload && <UploadBands upload={source.upload} />}
        <Controls
          state={state}
          set={set}
          survey={survey}
          findings={work.findings}
          wash={wash}
          onWash={page.setWash}
        />
        {survey && work.findings.length > 0 && (
          <Exports
            source={source}
            src={src ?? ''}
            survey={survey}
            findings={work.drawn}
            layers={page.layers}
            opacity={wash.on ? wash.opacity : 0}
            whole={work.whole}
          />
        )}
      </div>
    </div>
  );
}

/** The encoding was stopped: what is there can be asked. */
function Stopped({ onRetry }: { onRetry: () => void }) {
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
      Stopped: a part of the picture has not been looked at.
      <Button onClick={onRetry}>
        <Icon name="retry" className="size-4" />
        Look at all of it
      </Button>
    </p>
  );
}
