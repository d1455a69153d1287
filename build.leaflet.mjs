// Leaflet without the parts that our maps never use: pictures laid over it, drawing on a canvas, choosing a part with a box, and other
// ways to the same things. They register themselves when the script is loaded, so no bundler can tell that they are unused.

import { readFile } from "node:fs/promises";

const MODULE = ["leaflet-src.js", "leaflet-src.esm.js"];
/** Each of them once in the script. */
const UNUSED = ["Map.addInitHook('addHandler', 'boxZoom', BoxZoom);\n", "(this.options.preferCanvas && canvas(options)) || "];
/** To make a class of another has no effect but the class. */
const CLASS = /^(\s*var \w+ = )(\w+(?:\.\w+)?\.extend\()/gm;
/** `Control.Layers = Layers;`: what the script exports by its own name as well. We ask for two by these. */
const SECOND_NAME = /^(?:Control|control|CRS|TileLayer|tileLayer|SVG|GeoJSON|Map)\.(?!scale\b|zoom\b)\w+ = \w+;$/gm;

/** An esbuild plugin. The build fails when a new version of Leaflet has not exactly these parts. */
export const slimLeaflet = {
  name: "slim-leaflet",
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^leaflet$/ }, async ({ path, resolveDir, kind, pluginData }) => {
      if (pluginData === slimLeaflet) return;
      const found = await resolve(path, { resolveDir, kind, pluginData: slimLeaflet });
      return { ...found, path: found.path.replace(...MODULE) };
    });
    onLoad({ filter: /leaflet-src\.esm\.js$/ }, async ({ path }) => {
      const whole = UNUSED.reduce(without, await readFile(path, "utf8"));
      return { contents: whole.replace(SECOND_NAME, "").replace(CLASS, "$1/* @__PURE__ */ $2"), loader: "js" };
    });
  },
};

function without(script, part) {
  if (script.split(part).length !== 2) throw new Error(`Leaflet has changed: ${part} is not found once`);
  return script.replace(part, "");
}
