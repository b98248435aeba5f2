/** Where the person is: a screen's name, what its address names, and the fragment (never sent to the server). */
export interface At<Name extends string> {
  screen: Name | 'missing';
  params: Record<string, string>;
  path: string;
  fragment: string;
}

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
    else history.pushState({ from: location.pathname }, '', path);
    this.place = this.#read();
    if (this.place.screen !== before) document.getElementById('content')?.scrollTo(0, 0);
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
    addEventListener('click', onClick);
    addEventListener('popstate', onMove);
    addEventListener('hashchange', onMove);
    return () => {
      removeEventListener('click', onClick);
      removeEventListener('popstate', onMove);
      removeEventListener('hashchange', onMove);
    };
  }
}
