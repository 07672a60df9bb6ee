'use client';

import { type ReactNode, useRef } from 'react';
import { Button, type ButtonLook } from '@/components/ui/button';
import { ACCEPTED_PICTURES } from '@/lib/image/formats/names';
import { useUploads } from './uploads';

interface Props {
  readonly look?: ButtonLook;
  readonly icon?: boolean;
  readonly label: string;
  readonly children: ReactNode;
}

/** A button that opens the platform's file picker; what is picked is searched for. */
export function PickImage({ look, icon, label, children }: Props) {
  const { bring } = useUploads();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        look={look}
        icon={icon}
        aria-label={icon ? label : undefined}
        title={label}
        onClick={() => input.current?.click()}
      >
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED_PICTURES}
        aria-label={`${label} (file)`}
        tabIndex={-1}
        className="hidden"
        onChange={(event) => {
          bring([...(event.target.files ?? [])]);
          // The same file may be picked again.
          event.target.value = '';
        }}
      />
    </>
  );
}
