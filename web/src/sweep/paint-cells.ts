import { type PhaseDiagram, valuePlace, valueRange } from "@overparam/lab/diagram";
import { viridis } from "../figure/viridis.ts";

/** Colours of 256 places between the least and the greatest value, three bytes each. */
const colours = Uint8ClampedArray.from(
  Array.from({ length: 256 }, (_, k) =>
    viridis(k / 255)
      .slice(4, -1)
      .split(" ")
      .map(Number),
  ).flat(),
);

/** Cells as pixels, one each, the first line at the bottom; cells without a value are clear. */
export function cellPixels(diagram: PhaseDiagram): ImageData {
  const { x, y, cells } = diagram;
  const [width, height] = [x.values.length, y.values.length];
  const range = valueRange(diagram);
  const image = new ImageData(width, height);
  for (const cell of cells) {
    const place = valuePlace(cell.value, range);
    if (Number.isNaN(place)) continue;
    const to = 4 * ((height - 1 - cell.y) * width + cell.x);
    const from = 3 * Math.round(255 * place);
    image.data.set(colours.subarray(from, from + 3), to);
    image.data[to + 3] = 255;
  }
  return image;
}

/** Draws the pixels over a whole canvas, with hard edges. */
export function paintCells(canvas: HTMLCanvasElement, pixels: ImageData): void {
  const small = new OffscreenCanvas(pixels.width, pixels.height);
  small.getContext("2d")?.putImageData(pixels, 0, 0);
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.imageSmoothingEnabled = false;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
}
