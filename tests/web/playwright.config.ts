import { defineConfig } from '@playwright/test';

const site = process.env['ARREARS_SITE_URL'];
if (site === undefined || site === '') {
  throw new Error('ARREARS_SITE_URL is not set: it is the address of the built page, served with its headers');
}

/** Chromium without a display, without a sandbox of its own, and without traffic of its own. */
const CHROMIUM_FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export default defineConfig({
  testDir: '.',
  outputDir: '../../target/playwright',
  fullyParallel: true,
  forbidOnly: true,
  // A browser on a loaded machine misses a beat now and then; a test that needed its second try is named in the log.
  retries: 1,
  workers: 2,
  timeout: 60_000,
  reporter: 'list',
  use: {
    baseURL: site,
    viewport: { width: 1280, height: 900 },
    locale: 'zh-CN',
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: CHROMIUM_FLAGS,
    },
  },
});
