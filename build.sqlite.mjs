// SQLite without the parts that this app never uses: other ways to store, to be called and to follow changes. Its JavaScript registers
// them when it is loaded, so no bundler can tell that they are unused; SQLite does without any of them.

import { readFile } from "node:fs/promises";
import { slimWasm } from "./build.wasm.mjs";

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
/** What a C program asks of its machine. SQLite has files of its own kind here, so there are no others, no zone and no surroundings. */
const NO_MACHINE = `\tvar FS = { initialized: true }, TTY = { init() {} }, runDependencies = 0, dependenciesFulfilled, preloadPlugins;
\tvar alignMemory = (size, alignment) => Math.ceil(size / alignment) * alignment;
\tvar bigintToI53Checked = Number;
\tvar none = (error) => () => error;
\tvar ___syscall_chmod, ___syscall_faccessat, ___syscall_fchmod, ___syscall_fchown32, ___syscall_fcntl64, ___syscall_fstat64, ___syscall_ftruncate64;
\tvar ___syscall_getcwd, ___syscall_ioctl, ___syscall_lstat64, ___syscall_mkdirat, ___syscall_newfstatat, ___syscall_openat, ___syscall_readlinkat;
\tvar ___syscall_rmdir, ___syscall_stat64, ___syscall_unlinkat, ___syscall_utimensat, __mmap_js, __munmap_js;
\t___syscall_chmod = ___syscall_faccessat = ___syscall_fchmod = ___syscall_fchown32 = ___syscall_fcntl64 = ___syscall_fstat64 = ___syscall_ftruncate64 =
\t___syscall_getcwd = ___syscall_ioctl = ___syscall_lstat64 = ___syscall_mkdirat = ___syscall_newfstatat = ___syscall_openat = ___syscall_readlinkat =
\t___syscall_rmdir = ___syscall_stat64 = ___syscall_unlinkat = ___syscall_utimensat = __mmap_js = __munmap_js = none(-44);
\tvar __localtime_js = none(), __tzset_js = none();
`;
const NO_FILES = `\tvar _environ_get = none(0);
\tvar _environ_sizes_get = (count, bytes) => (HEAPU32[count >> 2] = HEAPU32[bytes >> 2] = 0);
\tvar _fd_close, _fd_fdstat_get, _fd_read, _fd_seek, _fd_sync, _fd_write;
\t_fd_close = _fd_fdstat_get = _fd_read = _fd_seek = _fd_sync = _fd_write = none(8);
`;
/** Where a part begins, where what comes after it begins, and what stands there instead. */
const SPANS = {
  "files in memory, and the calls for them": ["\tvar PATH = {\n", "\tvar _emscripten_get_now = ", NO_MACHINE],
  "surroundings and open files": ["\tvar ENV = {};\n", "\tinitMemory();\n", NO_FILES],
  "every function once more by name": ['\t\tModule["_sqlite3_status64"] = ', "\t\t_emscripten_builtin_memalign = ", ""],
  "virtual tables and sessions": [
    "\t\t\tif (wasm.bigIntEnabled && !!wasm.exports.sqlite3_declare_vtab) bindingSignatures.int64.push([\n",
    "\t\t\t/**\n\t\t\tPrepare JS<->C struct bindings ",
    "",
  ],
};
/** SQLite's JavaScript leaves out what the module does not have. */
const UNWANTED = /^sqlite3(session|changeset|changegroup|_preupdate|_create_module|_drop_modules|_declare_vtab|_vtab_|__wasm_(test|kvvfs|SQLTester))/;

/** An esbuild plugin. The build fails when a new version of SQLite has not exactly these parts. */
export const slimSqlite = {
  name: "slim-sqlite",
  setup({ onLoad }) {
    onLoad({ filter: /sqlite-wasm[\\/]dist[\\/]index\.mjs$/ }, async ({ path }) => {
      const whole = Object.entries(SPANS).reduce(withoutSpan, await readFile(path, "utf8"));
      return { contents: Object.entries(UNUSED).reduce(without, whole), loader: "js" };
    });
    onLoad({ filter: /sqlite-wasm[\\/]dist[\\/]sqlite3\.wasm$/ }, async ({ path }) => ({ contents: await slimModule(path), loader: "copy" }));
  },
};

/** SQLite's module as the app is given it. @param {string} path of the whole one @returns {Promise<Uint8Array>} */
export const slimModule = async (path) => slimWasm(await readFile(path), (name) => UNWANTED.test(name));

function without(script, [what, mark]) {
  const at = onlyPlace(script, mark, what);
  const begin = script.lastIndexOf(BEGINS, at);
  const end = script.indexOf(ENDS, at) + ENDS.length;
  if (begin < 0 || script.slice(begin + BEGINS.length, end).includes(BEGINS)) throw new Error(`SQLite has changed: where ${what} begins`);
  return script.slice(0, begin) + script.slice(end);
}

function withoutSpan(script, [what, [begins, next, instead]]) {
  const [begin, end] = [onlyPlace(script, begins, what), onlyPlace(script, next, `what comes after ${what}`)];
  if (end < begin) throw new Error(`SQLite has changed: what comes after ${what} comes before it`);
  return script.slice(0, begin) + instead + script.slice(end);
}

function onlyPlace(script, mark, what) {
  const at = script.indexOf(mark);
  if (at < 0 || script.indexOf(mark, at + 1) >= 0) throw new Error(`SQLite has changed: ${what} is not found once`);
  return at;
}
