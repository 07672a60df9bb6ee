/** Runs before the first paint: the scheme and the size of pictures that were chosen on an earlier visit. */
export const THEME_SCRIPT = `try {
  const theme = localStorage.getItem('overlook-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  const density = localStorage.getItem('overlook-density');
  if (density === 'small' || density === 'large') document.documentElement.dataset.density = density;
} catch {}`;
