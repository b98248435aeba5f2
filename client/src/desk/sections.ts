import type { Component } from 'svelte';
import type { IconName } from '../ui/icons';
import type { Key } from './words';

export const roles = ['support', 'finance', 'reviewer', 'abuse'] as const;
export type Role = (typeof roles)[number];

/** What a section's component is given: what stands behind the section in the address, /desk/<section>/<item>. */
export interface SectionProps {
  item?: string;
}

export interface Section {
  /** Its address: /desk/<id>. */
  id: string;
  /** Any of these opens it; none listed: every agent. */
  roles: readonly Role[];
  icon: IconName;
  label: Key;
  /** One line on the first page. */
  about: Key;
  load: () => Promise<{ default: Component<SectionProps> | Component }>;
}

/** One row a section; it is fetched when it is opened. */
export const sections: readonly Section[] = [
  { id: 'sponsor', roles: ['reviewer'], icon: 'check', label: 'sponsors.title', about: 'sponsors.about', load: () => import('./sponsor/Sponsor.svelte') },
  { id: 'reports', roles: ['abuse'], icon: 'flag', label: 'reports.title', about: 'reports.about', load: () => import('./abuse/Reports.svelte') },
  { id: 'appeals', roles: ['abuse'], icon: 'comment', label: 'appeals.title', about: 'appeals.about', load: () => import('./abuse/Appeals.svelte') },
  {
    id: 'support',
    roles: ['support'],
    icon: 'person',
    label: 'support.title',
    about: 'support.about',
    load: () => import('./support/Support.svelte'),
  },
  {
    id: 'finance',
    roles: ['finance'],
    icon: 'tag',
    label: 'finance.title',
    about: 'finance.about',
    load: () => import('./finance/Finance.svelte'),
  },
  {
    id: 'tickets',
    roles: ['support', 'finance'],
    icon: 'comment',
    label: 'tickets.title',
    about: 'tickets.about',
    load: () => import('./tickets/Tickets.svelte'),
  },
  { id: 'log', roles: [], icon: 'list', label: 'log.title', about: 'log.about', load: () => import('./log/Log.svelte') },
  { id: 'guide', roles: [], icon: 'help', label: 'guide.title', about: 'guide.about', load: () => import('./guide/Guide.svelte') },
];

/** The sections for somebody with these roles, in the order of the table. */
export function sectionsFor(held: readonly string[]): Section[] {
  return sections.filter((one) => one.roles.length === 0 || one.roles.some((role) => held.includes(role)));
}
