import { ZoomTools } from '@/components/pictures/zoom/zoom-tools';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';

interface Props {
  readonly zoomed: boolean;
  readonly drawing: boolean;
  readonly ready: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onWhole: () => void;
  readonly onDrawing: (drawing: boolean) => void;
  readonly comparing: boolean;
  readonly onComparing: (comparing: boolean) => void;
}

export function StageTools(props: Props) {
  const { zoomed, drawing, ready, onZoom, onWhole, onDrawing, comparing, onComparing } = props;
  return (
    <div
      role="toolbar"
      aria-label="Picture"
      className="absolute top-2 right-2 flex gap-0.5 rounded-lg border border-line bg-raised p-0.5 shadow-float"
    >
      <Button
        look="bare"
        icon
        aria-label="Select a part"
        title="Select a part"
        aria-pressed={drawing}
        disabled={!ready}
        onClick={() => onDrawing(!drawing)}
        className="aria-pressed:bg-accent-soft aria-pressed:text-ink"
      >
        <Icon name="select" />
      </Button>
      <Button
        look="bare"
        icon
        aria-label="Compare with the picture as it is"
        title="Compare with the picture as it is"
        aria-pressed={comparing}
        disabled={!ready}
        onClick={() => onComparing(!comparing)}
        className="aria-pressed:bg-accent-soft aria-pressed:text-ink"
      >
        <Icon name="compare" />
      </Button>
      <ZoomTools zoomed={zoomed} onZoom={onZoom} onWhole={onWhole} />
    </div>
  );
}
