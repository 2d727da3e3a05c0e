// What the theme's script in the head of a page gives to others: values that this device keeps for the site.

declare function __md_get(key: string): any
declare function __md_set(key: string, value: unknown): void
