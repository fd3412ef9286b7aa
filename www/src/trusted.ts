// A script's address is a sink that Trusted Types guard: it passes through one policy, which lets only the page's
// own workers through.

const allowed = new Set<string>();

const policy = window.trustedTypes?.createPolicy('arrears-worker', {
  createScriptURL(url) {
    if (!allowed.has(url)) throw new TypeError('not a worker of this page');
    return url;
  },
});

/** The address of one of the page's workers, which is part of the build. */
export function trustedWorker(url: string): string {
  allowed.add(url);
  // The DOM types know only strings here, the browser takes both.
  return (policy?.createScriptURL(url) ?? url) as string;
}
