/** Where the person is: a screen's name, what its address names, and the fragment (never sent to the server). */
export interface At<Name extends string> {
  screen: Name | 'missing';
  params: Record<string, string>;
  path: string;
  fragment: string;
}

const SETTLES = 2_000; // milliseconds a page may take to be as long as it was

const scroller = () => document.getElementById('content');

/** The addresses of one page; a screen's path names what it is about with a colon. */
export class Router<Name extends string> {
  readonly #patterns: { name: Name; regex: RegExp }[];
  place = $state.raw() as At<Name>;

  constructor(screens: Readonly<Record<Name, string>>) {
    this.#patterns = (Object.entries(screens) as [Name, string][]).map(([name, path]) => ({
      name,
      regex: new RegExp('^' + path.replace(/:(\w+)/g, '(?<$1>[0-9A-Za-z]+)') + '/?$'),
    }));
    this.place = this.#read();
  }

  match(path: string, fragment = ''): At<Name> {
    for (const { name, regex } of this.#patterns) {
      const found = regex.exec(path);
      if (found) return { screen: name, params: { ...found.groups }, path, fragment };
    }
    return { screen: 'missing', params: {}, path, fragment };
  }

  #read(): At<Name> {
    return this.match(location.pathname, location.hash.slice(1));
  }

  go(path: string, { replace = false } = {}): void {
    if (path === location.pathname + location.hash) return;
    const before = this.place.screen;
    if (replace) history.replaceState(null, '', path);
    else {
      history.replaceState({ ...history.state, top: scroller()?.scrollTop }, '');
      history.pushState({ from: location.pathname }, '', path);
    }
    this.place = this.#read();
    if (this.place.screen !== before) scroller()?.scrollTo(0, 0);
  }

  /** As far down as one was there before, once the page is that long again. */
  #scrollTo(top: number): void {
    const { place } = this;
    const until = performance.now() + SETTLES;
    const step = () => {
      const content = scroller();
      if (!content || this.place !== place) return;
      content.scrollTop = top;
      if (content.scrollTop < top - 1 && performance.now() < until) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  /** Back to the page this one was opened from; `home` takes its place if there is none, or only another of its kind. */
  leave(home: string): void {
    const from = (history.state as { from?: string } | null)?.from;
    if (from !== undefined && this.match(from).screen !== this.place.screen) history.back();
    else this.go(home, { replace: true });
  }

  /** One listener for the whole page: plain clicks on our own addresses stay in the page. */
  listen(): () => void {
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = (event.target as Element).closest?.('a');
      if (!link || link.target || link.origin !== location.origin || link.hasAttribute('data-leave')) return;
      event.preventDefault();
      this.go(link.pathname + link.hash);
    };
    const onMove = () => (this.place = this.#read());
    const onBack = () => {
      onMove();
      this.#scrollTo((history.state as { top?: number } | null)?.top ?? 0);
    };
    addEventListener('click', onClick);
    addEventListener('popstate', onBack);
    addEventListener('hashchange', onMove);
    return () => {
      removeEventListener('click', onClick);
      removeEventListener('popstate', onBack);
      removeEventListener('hashchange', onMove);
    };
  }
}
