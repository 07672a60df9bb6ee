'use client';

import { type ToggleEvent, useRef, useState } from 'react';
import { OwnDialog } from '@/components/own-gallery/own-dialog';
import { PickOwn } from '@/components/own-gallery/pick-own';
import { SceneDialog } from '@/components/own-gallery/scene-dialog';
import { useOpenOwn } from '@/components/own-gallery/use-open-own';
import { pictures } from '@/components/own-gallery/words';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { galleryOfCollection } from '@/lib/collection/id';
import { useCollections, useGallery, useOwnGalleries } from '@/lib/hooks';
import { galleryOf } from '@/lib/own-gallery/id';
import { pickFolder } from '@/lib/own-gallery/sources/folder';
import { MenuItem } from './menu-item';
import { moveInMenu } from './menu-keys';
import { useChooseGallery } from './use-choose-gallery';

/** Which gallery is searched, and the ways to open pictures of one's own. */
export function GalleryMenu() {
  const { list, config, gallery } = useGallery();
  const { galleries: own, library } = useOwnGalleries();
  const openOwn = useOpenOwn();
  const choose = useChooseGallery();
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const scene = useRef<HTMLDialogElement>(null);
  const archive = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState(false);
  const collections = useCollections(opened);
  const [place, setPlace] = useState({ top: 56, right: 12 });

  const { galleries } = list;
  const listed = galleries.find(({ id }) => id === config.gallery)?.title;
  const kept = own?.find(({ id }) => galleryOf(id) === config.gallery)?.title;
  const title = listed ?? kept ?? gallery?.title ?? config.gallery;

  const onToggle = ({ newState }: ToggleEvent<HTMLElement>) => {
    if (newState !== 'open') return;
    const box = button.current?.getBoundingClientRect();
    if (box) setPlace({ top: box.bottom + 6, right: Math.max(12, innerWidth - box.right) });
    if (own === null) void library.load();
    setOpened(true);
    const items = menu.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [];
    const current = [...items].find((item) => item.ariaChecked === 'true');
    (current ?? items[0])?.focus();
  };
  const then = (work: () => void) => () => {
    menu.current?.hidePopover();
    work();
  };
  const openFolder = () => {
    if ('showDirectoryPicker' in window) void openPicked();
    else folder.current?.click();
  };
  const openPicked = async () => {
    const source = await pickFolder();
    if (source) await openOwn(source);
  };

  return (
    <>
      <Button
        ref={button}
        popoverTarget="gallery-menu"
        aria-haspopup="menu"
        aria-label={`Gallery: ${title}`}
        className="max-w-64 min-w-0"
      >
        <span className="truncate">{title}</span>
        <Icon name="down" className="size-4" />
      </Button>
      <div
        ref={menu}
        id="gallery-menu"
        popover="auto"
        role="menu"
        aria-label="Gallery"
        onToggle={onToggle}
        onKeyDown={moveInMenu}
        style={{ top: place.top, right: place.right }}
        className="fixed inset-auto m-0 max-h-[calc(100dvh-7rem)] w-[min(22rem,calc(100vw-1.5rem))] overflow-y-auto rounded-2xl border border-line bg-raised p-2 text-ink shadow-float"
      >
        {galleries.map(({ id, title, items }) => (
          <MenuItem
            key={id}
            checked={id === config.gallery}
            detail={pictures(items)}
            onChoose={then(() => choose(id === galleries[0]?.id ? null : id, null))}
          >
            {title}
          </MenuItem>
        ))}
        {own && own.length > 0 && <Line />}
        {own?.map(({ id, title, items, model }) => (
          <MenuItem
            key={id}
            checked={galleryOf(id) === config.gallery}
            detail={`yours, ${pictures(items)}`}
            onChoose={then(() =>
              choose(galleryOf(id), model === list.models[0]?.id ? null : model),
            )}
          >
            {title}
          </MenuItem>
        ))}
        {collections.length > 0 && <Line />}
        {collections.map(({ id, title, rows, model }) => (
          <MenuItem
            key={id}
            checked={galleryOfCollection(id) === config.gallery}
            detail={`searched by this site’s server, ${pictures(rows)}`}
            onChoose={then(() =>
              choose(galleryOfCollection(id), model === list.models[0]?.id ? null : model),
            )}
          >
            {title}
          </MenuItem>
        ))}
        <Line />
        <MenuItem icon="folder" onChoose={then(openFolder)}>
          Open a folder
        </MenuItem>
        <MenuItem icon="image" onChoose={then(() => files.current?.click())}>
          Open pictures or a ZIP
        </MenuItem>
        <MenuItem icon="globe" onChoose={then(() => scene.current?.showModal())}>
          Open a scene
        </MenuItem>
        <MenuItem icon="archive" onChoose={then(() => archive.current?.click())}>
          Import a gallery
        </MenuItem>
        <MenuItem icon="captions" onChoose={then(() => dialog.current?.showModal())}>
          Your galleries
        </MenuItem>
      </div>
      <PickOwn folder={folder} pictures={files} archive={archive} />
      <SceneDialog dialog={scene} />
      <OwnDialog dialog={dialog} />
    </>
  );
}

function Line() {
  return <div aria-hidden="true" className="mx-2 my-1.5 h-px bg-line" />;
}
