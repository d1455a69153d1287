// Builds the phone app and the desk's scripts and styles into static/dist/.
//   node build.mjs [--sizes] [--watch]
//
// Every file but the service workers is named for its content, so it may be cached for ever.
// Code reaches such a name in two ways: `__ASSETS__["store.js"]` is the URL of a file built in an
// earlier step, and `import("./map.js")` of such a file is rewritten to its URL. A file loaded
// either way is a bundle of its own: it shares no module state with the one that loads it.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, watch } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, brotliCompressSync, gzip } from "node:zlib";
import * as esbuild from "esbuild";

process.chdir(import.meta.dirname ?? fileURLToPath(new URL(".", import.meta.url)));

const DIST = "static/dist";
const SHELL = "templates/phone";
const WASM = fileURLToPath(import.meta.resolve("@sqlite.org/sqlite-wasm/sqlite3.wasm"));
const HASH = /-[A-Z0-9]{8}(?=\.\w+$)/;
const STEPS = [
  [WASM, ...files("static/icons")],
  ["static/src/map.js", "static/src/desk/map.js"],
  ["static/src/store.js"],
  ["static/src/app.js", "static/src/desk/desk.js", "static/css/phone.css", "static/css/desk.css"],
];

/** A build that fails leaves the one before it in place. */
async function build() {
  const out = `static/.dist-${process.pid}`;
  try {
    const built = {};
    for (const entries of STEPS) await bundle(out, built, entries.filter(present));
    await writeFile(join(out, "manifest.json"), JSON.stringify(built, null, 2) + "\n");
    await bundleServiceWorkers(out, Object.values(built).filter(isForPhone));
    await Promise.all(files(out).map(compress));
    rmSync(DIST, { recursive: true, force: true });
    renameSync(out, DIST);
    return built;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

async function bundle(out, built, entries) {
  const { metafile } = await esbuild.build({
    ...options(out),
    format: "esm",
    entryPoints: entries.map((entry) => ({ in: entry, out: stem(entry) })),
    entryNames: "[dir]/[name]-[hash]",
    assetNames: "vendor/[name]-[hash]",
    define: { __ASSETS__: JSON.stringify(urls(built)) },
    plugins: [loadedLater(built)],
    metafile: true,
  });
  const names = Object.keys(metafile.outputs).map((path) => relative(out, path));
  for (const name of names) built[name.replace(HASH, "")] = name;
}

async function bundleServiceWorkers(out, phoneFiles) {
  const contents = [...phoneFiles.map((name) => join(out, name)), ...files(SHELL)];
  const version = createHash("sha256");
  for (const path of contents) version.update(readFileSync(path));
  const precache = ["/app/", "/app/manifest.webmanifest", ...phoneFiles.map(url)];
  await esbuild.build({
    ...options(out),
    format: "iife",
    entryPoints: ["static/src/sw.js", "static/src/sw-off.js"].filter(present),
    define: {
      __PRECACHE__: JSON.stringify(precache),
      __VERSION__: JSON.stringify(version.digest("hex").slice(0, 12)),
    },
  });
}

function options(outdir) {
  const loader = { ".wasm": "copy", ".png": "copy", ".svg": "copy", ".ico": "copy", ".woff2": "copy" };
  return { outdir, loader, bundle: true, minify: true, target: "es2022", legalComments: "none" };
}

function loadedLater(built) {
  return {
    name: "loaded-later",
    setup({ onResolve }) {
      onResolve({ filter: /^\..*\.js$/ }, ({ kind, path, resolveDir }) => {
        const name = built[stem(relative("", join(resolveDir, path))) + ".js"];
        if (kind === "dynamic-import" && name) return { path: url(name), external: true };
      });
    },
  };
}

async function compress(path) {
  if (!/\.(js|css|wasm|svg)$/.test(path)) return;
  const content = await readFile(path);
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
}

function printSizes(built) {
  const size = (name) => {
    const path = join(DIST, built[name]);
    return readFileSync(existsSync(`${path}.br`) ? `${path}.br` : path).length;
  };
  const shell = files(SHELL).reduce((sum, path) => sum + brotliCompressSync(readFileSync(path)).length, 0);
  const total = (names) => names.reduce((sum, name) => sum + size(name), shell);
  const print = (bytes, what) => console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${what}`);
  for (const name in built) print(size(name), name);
  print(shell, SHELL);
  print(total(["phone.css", "app.js"].filter((name) => name in built)), "first paint");
  print(total(Object.keys(built).filter(isForPhone)), "everything offline");
}

function present(entry) {
  if (existsSync(entry)) return true;
  console.warn(`left out, not there: ${entry}`);
  return false;
}

function files(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((e) => e.isFile()).map((e) => join(e.parentPath ?? e.path, e.name)).sort();
}

const isForPhone = (name) => !/^desk[/.-]/.test(name);
const stem = (path) => path.replace(/^static\/(src\/|css\/)?|^.*\/node_modules\/.*\//, "").replace(/\.\w+$/, "");
const url = (name) => `/${DIST}/${name}`;
const urls = (built) => Object.fromEntries(Object.entries(built).map(([name, file]) => [name, url(file)]));

const built = await build();
if (process.argv.includes("--sizes")) printSizes(built);
if (process.argv.includes("--watch")) {
  let timer;
  const rebuild = () => build().catch(() => console.error("the build before this one is kept"));
  for (const folder of ["static/src", "static/css", SHELL]) {
    watch(folder, { recursive: true }, () => (clearTimeout(timer), (timer = setTimeout(rebuild, 100))));
  }
}
