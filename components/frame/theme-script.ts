/** Runs before the first paint: the scheme that was chosen on an earlier visit. Without storage it is the system's. */
export const THEME_SCRIPT = `try {
  const theme = localStorage.getItem('overlook-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {}`;
