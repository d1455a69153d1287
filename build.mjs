// Builds the phone app and the desk's scripts and styles into static/dist/.
//   node build.mjs [--sizes] [--watch]
//
// Every file but the service workers is named for its content, so it may be cached for ever.
// Code reaches such a name in two ways: `__ASSETS__["store.js"]` is the URL of a file built in an
// earlier step, and `import("./map.js")` of such a file is rewritten to its URL. A file loaded
// either way is a bundle of its own: it shares no module state with the one that loads it. What
// is imported dynamically and is no such file is split off, with chunk.js for what both need.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, watch } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, brotliCompressSync, gzip } from "node:zlib";
import * as esbuild from "esbuild";
import { slimLeaflet } from "./build.leaflet.mjs";
import { slimSqlite } from "./build.sqlite.mjs";

process.chdir(import.meta.dirname);

const DIST = "static/dist";
const SHELL = "templates/phone";
const STEPS = [
  [
    fileURLToPath(import.meta.resolve("@sqlite.org/sqlite-wasm/sqlite3.wasm")),
    ...files("static/icons"),
    "static/css/map.css",
    "static/css/paper.css",
  ],
  ["static/src/map.js", "static/src/qr.js", "static/src/desk/map.js", "static/src/desk/picture.js"],
  ["static/src/store.js"],
  ["static/src/app.js"],
  ["static/src/desk/desk.js", "static/css/phone.css", "static/css/desk.css"],
];
const COPIED = Object.fromEntries([".ico", ".png", ".svg", ".wasm", ".woff2"].map((type) => [type, "copy"]));
const OPTIONS = {
  bundle: true,
  minify: true,
  legalComments: "none",
  loader: COPIED,
  target: ["es2022", "chrome111", "firefox114", "safari16.4"],
};

/** A build that fails leaves the one before it in place. */
async function build() {
  const outdir = `static/.dist-${process.pid}`;
  try {
    const built = {};
    for (const entries of STEPS) await bundle(outdir, built, entries.filter(present));
    await writeFile(join(outdir, "manifest.json"), JSON.stringify(built, null, 2) + "\n");
    await bundleServiceWorkers(outdir, Object.values(built).filter(isForPhone));
    await Promise.all(files(outdir).map(compress));
    rmSync(DIST, { recursive: true, force: true });
    renameSync(outdir, DIST);
    return built;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

async function bundle(outdir, built, entries) {
  const { metafile } = await esbuild.build({
    ...OPTIONS,
    outdir,
    format: "esm",
    splitting: entries.length === 1,
    entryPoints: entries.map((entry) => ({ in: entry, out: stem(entry) })),
    entryNames: "[dir]/[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "vendor/[name]-[hash]",
    define: { __ASSETS__: JSON.stringify(urls(built)) },
    plugins: [loadedLater(built), slimSqlite, slimLeaflet],
    metafile: true,
  });
  const names = Object.keys(metafile.outputs).map((path) => relative(outdir, path));
  for (const name of names) {
    const plain = name.replace(/-[A-Z0-9]{8}(?=\.\w+$)/, "");
    if (built[plain]) throw new Error(`two files would be called ${plain}`);
    built[plain] = name;
  }
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

async function bundleServiceWorkers(outdir, phoneFiles) {
  const version = createHash("sha256");
  for (const name of phoneFiles) version.update(readFileSync(join(outdir, name)));
  for (const path of files(SHELL)) version.update(readFileSync(path));
  const precache = ["/app/", "/app/manifest.webmanifest", ...phoneFiles.map(url)];
  await esbuild.build({
    ...OPTIONS,
    outdir,
    format: "iife",
    entryPoints: ["static/src/sw.js", "static/src/sw-off.js"].filter(present),
    define: {
      __PRECACHE__: JSON.stringify(precache),
      __VERSION__: JSON.stringify(version.digest("hex").slice(0, 12)),
    },
  });
}

async function compress(path) {
  if (![".css", ".js", ".svg", ".wasm"].includes(extname(path))) return;
  const content = await readFile(path);
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
}

function printSizes(built) {
  const size = (path) => brotliCompressSync(readFileSync(path)).length;
  const sizes = new Map(Object.entries(built).map(([name, file]) => [name, size(join(DIST, file))]));
  const shell = files(SHELL).reduce((sum, path) => sum + size(path), 0);
  const total = (wanted) =>
    [...sizes].reduce((sum, [name, bytes]) => sum + (wanted(name) ? bytes : 0), shell);
  const print = (bytes, what) => console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${what}`);
  sizes.forEach(print);
  print(total((name) => ["phone.css", "app.js", "chunk.js"].includes(name)), "first paint");
  print(total(isForPhone), "everything offline");
}

function present(entry) {
  if (existsSync(entry)) return true;
  console.warn(`left out, not there: ${entry}`);
  return false;
}

function files(folder) {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true }).sort();
  return paths.filter(extname).map((path) => join(folder, path));
}

/** The pictures that Leaflet's style names belong to controls that the map does not have. */
function isForPhone(name) {
  return !/^(desk[/.-]|vendor\/)/.test(name);
}

/** The path a source has in its folder, or a package's file its bare name, without the suffix. */
function stem(path) {
  return path.replace(/^static\/(src\/|css\/)?|^.*\/node_modules\/.*\//, "").replace(/\.\w+$/, "");
}

/** The store is a worker, and a service worker minds only workers whose own address is in its scope. */
function url(name) {
  return name.startsWith("store-") ? `/app/dist/${name}` : `/${DIST}/${name}`;
}

function urls(built) {
  return Object.fromEntries(Object.entries(built).map(([name, file]) => [name, url(file)]));
}

const built = await build();
if (process.argv.includes("--sizes")) printSizes(built);
if (process.argv.includes("--watch")) {
  let timer;
  const rebuild = () => build().catch(() => console.error("the build before this one is kept"));
  const soon = () => (clearTimeout(timer), (timer = setTimeout(rebuild, 100)));
  for (const folder of ["static/src", "static/css", SHELL]) watch(folder, { recursive: true }, soon);
}
