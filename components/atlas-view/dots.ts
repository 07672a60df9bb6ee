/** Colours of which a dot is kept: a gallery with more categories uses some of them twice. */
const MOST = 512;

/**
 * Dots of some colours, each drawn once into a row of cells: copying a cell takes a fraction of the time of filling a
 * circle, and the map has thousands.
 */
export class Dots {
  private readonly canvas = document.createElement('canvas');
  private readonly cell: number;
  /** Px of the canvas that a cell is drawn at. */
  private readonly side: number;
  private readonly count: number;

  /**
   * @param colours CSS colours
   * @param radii of the dot, px, one after the other painted over each other in the same cell
   * @param ratio px of the device a px
   * @param alpha of each circle, 0..1
   */
  constructor(colours: readonly string[], radii: readonly number[], ratio: number, alpha = 1) {
    const half = Math.ceil((Math.max(...radii) + 1) * ratio);
    this.cell = 2 * half;
    this.side = this.cell / ratio;
    this.count = Math.min(MOST, colours.length);
    this.canvas.width = this.cell * this.count;
    this.canvas.height = this.cell;
    const context = this.canvas.getContext('2d');
    if (!context) return;
    context.globalAlpha = alpha;
    for (let i = 0; i < this.count; i++) {
      context.fillStyle = colours[i] as string;
      for (const radius of radii) {
        context.beginPath();
        context.arc(i * this.cell + half, half, radius * ratio, 0, 2 * Math.PI);
        context.fill();
      }
    }
  }

  /** Draws the dot of a colour around a point. @param colour its number */
  draw(context: CanvasRenderingContext2D, colour: number, x: number, y: number): void {
    const { canvas, cell, side, count } = this;
    const left = (colour % count) * cell;
    context.drawImage(canvas, left, 0, cell, cell, x - side / 2, y - side / 2, side, side);
  }
}
