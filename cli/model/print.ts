import type { Imported } from './import';

/** What was imported, and what to do next. */
export function printImported(
  { model, layout, towers, parameters, agreements }: Imported,
  took: string,
): string {
  const { id, defaultPrecision, precisions } = model;
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
${towers.map((tower) => `  ${tower}`).join('\n')}
${lines.join('\n')}
The page will load ${defaultPrecision}. Embed a gallery with it, then build the site again:
  npm run gallery -- embed overlook --model ${id}
  npm start
`;
}
