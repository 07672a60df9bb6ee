// Runs before the first paint (a plain script: the Content-Security-Policy allows no inline ones).
try {
  const theme = localStorage.getItem('overlook-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden here: the system's scheme it is.
}
