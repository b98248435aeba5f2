import { current } from '../../i18n/index.svelte';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** Bytes as people say them. */
export function size(bytes: number): string {
  const [value, unit] = bytes >= GIB ? [bytes / GIB, 'GB'] : bytes >= MIB ? [bytes / MIB, 'MB'] : [bytes / 1024, 'KB'];
  return `${new Intl.NumberFormat(current(), { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${unit}`;
}

/** Đồng, which have no fractions: 2.900.000 ₫. */
export function dong(amount: number): string {
  return new Intl.NumberFormat(current(), { style: 'currency', currency: 'VND' }).format(amount);
}
