import type { TowerConfig } from './clip/config';
import type { Imported } from './import';

/** What was imported, and what to do next. */
export function printImported(
  { model, layout, config, parameters, agreements }: Imported,
  took: string,
): string {
  const { id, defaultPrecision, precisions } = model;
  const tower = ({ layers, width, heads, activation }: TowerConfig) =>
    `${layers} layers, ${width} wide, ${heads} heads, ${activation}`;
  const lines = [...agreements].map(([name, { text, image, texts, images }]) => {
    const files = precisions[name];
    const megabytes = (((files?.text.bytes ?? 0) + (files?.vision.bytes ?? 0)) / 1e6).toFixed(1);
    const least =
      name === 'fp32'
        ? ''
        : `, least cosine to fp32 ${text.toFixed(4)} (${texts} texts), ${image.toFixed(4)} (${images} pictures)`;
    return `  ${name}: ${megabytes} MB${least}`;
  });
  return `Imported ${id} in ${took}: ${layout}, ${(parameters / 1e6).toFixed(1)} million parameters.
  text: ${tower(config.text)}
  vision: ${tower(config.vision)}, ${config.vision.size} px, patches of ${config.vision.patch}
${lines.join('\n')}
The page will load ${defaultPrecision}. Embed a gallery with it, then build the site again:
  npm run gallery -- embed overlook --model ${id}
  npm start
`;
}
