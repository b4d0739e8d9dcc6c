export type { BootstrapSource, LoadOptions } from './bootstrap-source';
export { fromFile } from './from-file';
export type { BootstrapData } from './from-object';
export { fromObject } from './from-object';
export type { FromUrlOptions } from './from-url';
export { fromUrl } from './from-url';
export { loadBootstrap, type ParsedBootstrap, readBootstrap } from './load-bootstrap';
export { seed } from './seed';
