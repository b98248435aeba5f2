import type { Online as Shown } from './types';

/** Whether the server answered last time, which says more than the browser's own word about its network. */
export class Online implements Shown {
  state = $state<Shown['state']>('online');

  reached(reached: boolean): void {
    this.state = reached ? 'online' : 'offline';
  }
}
