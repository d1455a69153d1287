// SQLite's JavaScript without the parts that this app never uses: other ways to store, and other ways to be called. They
// register themselves when the script is loaded, so no bundler can tell that they are unused; SQLite does without any of them.

import { readFile } from "node:fs/promises";

const BEGINS = "\t\tglobalThis.sqlite3ApiBootstrap.initializers.push(function(sqlite3) {\n";
const ENDS = "\n\t\t});\n";
/** Each part by what it alone says. */
const UNUSED = {
  "storage in localStorage": "config.disable?.vfs?.kvvfs) return;",
  "common parts of the next two": 'config.disable.vfs["opfs-vfs"]) return;',
  "OPFS through a second worker": "config.disable?.vfs?.opfs) return;",
  "the same with Web Locks": 'config.disable?.vfs?.["opfs-wl"]) return;',
  "calls by messages": "sqlite3.initWorker1API = function",
  "tables made of JavaScript": "sqlite3_declare_vtab) return;",
};

/** An esbuild plugin. The build fails when a new version of SQLite has not exactly these parts. */
export const slimSqlite = {
  name: "slim-sqlite",
  setup({ onLoad }) {
    onLoad({ filter: /sqlite-wasm[\\/]dist[\\/]index\.mjs$/ }, async ({ path }) => {
      const whole = await readFile(path, "utf8");
      return { contents: Object.entries(UNUSED).reduce(without, whole), loader: "js" };
    });
  },
};

function without(script, [what, mark]) {
  const at = script.indexOf(mark);
  if (at < 0 || script.indexOf(mark, at + 1) >= 0) throw new Error(`SQLite has changed: ${what} is not found once`);
  const begin = script.lastIndexOf(BEGINS, at);
  const end = script.indexOf(ENDS, at) + ENDS.length;
  if (begin < 0 || script.slice(begin + BEGINS.length, end).includes(BEGINS)) throw new Error(`SQLite has changed: where ${what} begins`);
  return script.slice(0, begin) + script.slice(end);
}
