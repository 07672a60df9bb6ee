import { accessible } from './support/axe';
import { minutes } from './support/patience';
import { expect, test } from './support/test';

test('the first hundred results are looked into and ranked by what is seen', async ({
  overlook,
  page,
}) => {
  test.setTimeout(minutes(4));
  await overlook.open('/?q=airplanes');
  await overlook.answered('airplanes');
  const look = page.getByRole('button', { name: 'Look inside' });
  await look.click();
  await expect(page).toHaveURL(/[?&]inside=first/);
  const bar = page.getByRole('region', { name: 'Inside the results' });
  await expect(bar).toContainText(/Looking into [\d,]+ (of 100 )?pictures for “airplanes”/);
  // A search in between is answered; the looking begins again with its results.
  await overlook.search('airplane');
  await expect(bar).toHaveAttribute('data-inside-done', 'true', { timeout: minutes(3) });
  await expect(bar).toContainText('Looked into 100 pictures for “airplane”');
  await accessible(page, 'results that were looked into');

  // What it says of a picture is on its card, and what it has seen is outlined.
  const cards = overlook.results.getByRole('listitem');
  await expect(cards).toHaveCount(24);
  await expect(cards.first()).toContainText(/airplane: (likely|very likely|cannot tell|not seen)/);
  const seen = Number(/(\d+) seen/.exec((await bar.textContent()) ?? '')?.[1]);
  await expect(overlook.results.locator('[data-outlines]')).toHaveCount(Math.min(seen, 24));

  // The address keeps it, and Back takes it back.
  await page.reload();
  await expect(bar).toContainText(/Look(ing|ed) into/);
  await bar.getByRole('button', { name: /^(Stop|Rank by similarity again)$/ }).click();
  await expect(bar).toHaveCount(0);
  await expect(page).not.toHaveURL(/inside/);
});
