import { Router } from '../ui/routing.svelte';

export const router = new Router({
  home: '/desk',
  section: '/desk/:section',
  item: '/desk/:section/:item',
});

export const paths = {
  home: '/desk',
  section: (section: string) => `/desk/${section}`,
  item: (section: string, item: string) => `/desk/${section}/${item}`,
};
