'use client';

import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { BandForm } from '@/components/bands/bands';
import { useShared } from '@/components/frame/use-shared';
import { Button, buttonClass } from '@/components/ui/button';
import { megabytes } from '@/components/ui/format';
import { useGallery, useModelManifest, useOwnGalleries } from '@/lib/hooks';
import type { ModelManifest } from '@/lib/model/types';
import { galleryOf } from '@/lib/own-gallery/id';
import type { OwnGallery } from '@/lib/own-gallery/types';
import { toHref } from '@/lib/search-params';
import { ExportOwn } from './export-own';
import { UnreadList } from './unread-list';
import { useLeaveOwn } from './use-leave-own';
import { useShowBands, useUpdateOwn } from './use-update-own';
import { pictures, sceneWords, stateWords } from './words';

interface Props {
  readonly gallery: OwnGallery;
  readonly onOpened: () => void;
}

/** One own gallery: what it is, and what can be done with it. */
export function OwnEntry({ gallery, onOpened }: Props) {
  const { reading, library } = useOwnGalleries();
  const { list } = useGallery();
  const shared = useShared();
  const leave = useLeaveOwn();
  const update = useUpdateOwn();
  const showBands = useShowBands();
  const open = useModelManifest(true);
  const [doing, setDoing] = useState<'nothing' | 'renaming' | 'exporting' | 'forgetting' | 'bands'>(
    'nothing',
  );
  const { id, title, source, items, bytes, unread, model } = gallery;
  const active =
    reading?.gallery.id === id && (reading.phase === 'reading' || reading.phase === 'paused');

  const fits = !open || (open.id === model && defaultVision(open) === gallery.modelSha256);
  const imported = source.kind === 'import';
  const shown = source.scenes?.find((scene) => scene.shown)?.shown;
  const onUpdate = () => {
    onOpened();
    void update(gallery);
  };
  const rename = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void library.rename(id, String(new FormData(event.currentTarget).get('title') ?? ''));
    setDoing('nothing');
  };
  const forget = () => {
    leave(id);
    void library.forget(id);
  };

  return (
    <li className="flex flex-col gap-2 rounded-xl border border-line p-4">
      {doing === 'renaming' ? (
        <form onSubmit={rename} className="flex flex-wrap gap-2">
          <input
            name="title"
            aria-label="New name"
            defaultValue={title}
            maxLength={120}
            // biome-ignore lint/a11y/noAutofocus: it was asked for by a click
            autoFocus
            className="h-9 min-w-0 flex-1 rounded-lg border border-line-strong/60 bg-surface px-3"
          />
          <Button type="submit" look="primary">
            Save
          </Button>
          <Button onClick={() => setDoing('nothing')}>Cancel</Button>
        </form>
      ) : (
        <p className="font-medium break-words">{title}</p>
      )}
      <p className="text-sm break-words text-muted tabular-nums">
        {pictures(items)}, {megabytes(bytes)}, {stateWords(gallery, active)}
        {source.name !== title && `, from ${source.name}`}
      </p>
      {source.scenes?.map((scene) => (
        <p key={scene.file} className="text-sm break-words text-muted">
          {sceneWords(scene, source.chips)}
        </p>
      ))}
      {!fits && (
        <p className="text-sm">
          It was read for {open.id === model ? 'an earlier version of the model' : model}, and can
          be read again for {open.title}
          {imported && ': import a ZIP of it that holds the pictures'}.
        </p>
      )}
      <UnreadList unread={unread} />
      {doing === 'exporting' ? (
        <ExportOwn gallery={gallery} onEnd={() => setDoing('nothing')} />
      ) : doing === 'bands' && shown ? (
        <>
          <BandForm
            key={JSON.stringify(shown.choice)}
            shown={shown}
            action="Read again in these bands"
            onChoose={async (wish) => {
              await showBands(gallery, wish);
              setDoing('nothing');
            }}
          />
          <Button look="bare" className="self-start" onClick={() => setDoing('nothing')}>
            Cancel
          </Button>
        </>
      ) : doing === 'forgetting' ? (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <p className="min-w-0 flex-1">
            What was read of {pictures(items)} is deleted. The pictures themselves stay on your
            disk.
          </p>
          <Button look="primary" onClick={forget}>
            Forget it
          </Button>
          <Button onClick={() => setDoing('nothing')}>Keep it</Button>
        </div>
      ) : (
        <div className="flex flex-wrap gap-2">
          {items > 0 && (
            <Link
              href={toHref('text', {
                ...shared,
                gallery: galleryOf(id),
                model: model === list.models[0]?.id ? null : model,
              })}
              prefetch={false}
              aria-label={`Open ${title}`}
              onClick={onOpened}
              className={buttonClass('quiet')}
            >
              Open
            </Link>
          )}
          {!active && !imported && (
            <Button aria-label={`${updateWords(gallery, fits)}: ${title}`} onClick={onUpdate}>
              {updateWords(gallery, fits)}
            </Button>
          )}
          {shown && (
            <Button aria-label={`Bands of ${title}`} onClick={() => setDoing('bands')}>
              Bands
            </Button>
          )}
          <Button aria-label={`Rename ${title}`} onClick={() => setDoing('renaming')}>
            Rename
          </Button>
          {items > 0 && !active && (
            <Button aria-label={`Export ${title}`} onClick={() => setDoing('exporting')}>
              Export
            </Button>
          )}
          <Button aria-label={`Forget ${title}`} onClick={() => setDoing('forgetting')}>
            Forget
          </Button>
        </div>
      )}
    </li>
  );
}

function updateWords({ state }: OwnGallery, fits: boolean): string {
  if (!fits) return 'Read again';
  return state === 'complete' ? 'Look for changes' : 'Resume';
}

function defaultVision({ precisions, defaultPrecision }: ModelManifest): string | undefined {
  return precisions[defaultPrecision]?.vision.sha256;
}
