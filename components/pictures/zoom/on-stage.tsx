import type { ReactNode } from 'react';
import type { Rectangle } from '@/lib/patches/grid';

/** What lies where the picture does. @param place px of the stage; null before it has been laid out: all of it */
export function OnStage({ place, children }: { place: Rectangle | null; children: ReactNode }) {
  return (
    <div
      className="absolute"
      style={
        place
          ? { left: place.x, top: place.y, width: place.width, height: place.height }
          : { inset: 0 }
      }
    >
      {children}
    </div>
  );
}
