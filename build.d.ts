/** What build.mjs puts in the place of these names; see its head. */

declare const __ASSETS__: Record<string, string>;
declare const __PRECACHE__: string[];
declare const __VERSION__: string;

declare module "*.css";
