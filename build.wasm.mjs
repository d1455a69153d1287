// WebAssembly without the functions that nobody can call (WebAssembly Core Specification 2.0, chapter 5, "Binary Format"). They keep
// their numbers and lose their bodies. What is in the table stays: nobody can tell from outside by which numbers it is called.

const SECTION = { import: 2, export: 7, start: 8, element: 9, code: 10 };
const KIND = { function: 0, table: 1, global: 3 };
const CALLS = [0x10, 0x12, 0xd2];
const [I32_CONST, END, MISC] = [0x41, 0x0b, 0xfc];
/** No locals, unreachable, end: as it stands among the bodies, after its length. */
const STUB = Uint8Array.of(3, 0, 0x00, END);
/** What follows opcodes, from one to another: u is a number, v a vector of them, a digit so many bytes. */
const AFTER = tableOf([
  [0x00, 0x01, ""], [0x02, 0x04, "u"], [0x05, 0x05, ""], [END, END, ""], [0x0c, 0x0d, "u"], [0x0e, 0x0e, "vu"], [0x0f, 0x0f, ""], [0x11, 0x11, "uu"],
  [0x13, 0x13, "uu"], [0x1a, 0x1b, ""], [0x1c, 0x1c, "v"], [0x20, 0x26, "u"], [0x28, 0x3e, "uu"], [0x3f, 0x40, "1"], [0x41, 0x42, "u"], [0x43, 0x43, "4"], [0x44, 0x44, "8"],
  [0x45, 0xc4, ""], [0xd0, 0xd0, "1"], [0xd1, 0xd1, ""],
]);
const AFTER_MISC = tableOf([[0, 7, ""], [8, 8, "uu"], [9, 9, "u"], [10, 10, "uu"], [11, 11, "u"], [12, 12, "uu"], [13, 13, "u"], [14, 14, "uu"], [15, 17, "u"]]);

/** @param {Uint8Array} bytes @param {(name: string) => boolean} isUnwanted of an export @returns {Uint8Array} */
export function slimWasm(bytes, isUnwanted) {
  const sections = sectionsOf(bytes);
  const read = (id) => new Reader(sections.find((section) => section.id === id).body);
  const start = sections.some(({ id }) => id === SECTION.start) ? [read(SECTION.start).number()] : [];
  const kept = read(SECTION.export).vector(readExport).filter(({ name }) => !isUnwanted(name));
  const bodies = read(SECTION.code).vector((reader) => reader.take(reader.number()));
  const imported = read(SECTION.import).vector(readImport).filter((kind) => kind === KIND.function).length;
  const exported = kept.filter(({ kind }) => kind === KIND.function).map(({ index }) => index);
  const alive = reached([...start, ...exported, ...read(SECTION.element).vector(readElement).flat()], bodies, imported);
  const written = {
    [SECTION.export]: vectorOf(kept.map(({ whole }) => whole)),
    [SECTION.code]: vectorOf(bodies.map((body, index) => (alive.has(imported + index) ? sized(body) : STUB))),
  };
  return joined([bytes.subarray(0, 8), ...sections.flatMap(({ id, body }) => [Uint8Array.of(id), sized(written[id] ?? body)])]);
}

class Reader {
  constructor(bytes) {
    Object.assign(this, { bytes, at: 0 });
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** LEB128. The value is right of a number without a sign, the length of each. */
  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  vector(read) {
    return Array.from({ length: this.number() }, () => read(this));
  }
}

function sectionsOf(bytes) {
  const reader = new Reader(bytes);
  const sections = [];
  for (reader.take(8); reader.at < bytes.length; ) sections.push({ id: reader.byte(), body: reader.take(reader.number()) });
  return sections;
}

function readImport(reader) {
  for (const name of ["module", "field"]) reader.take(reader.number(name));
  const kind = reader.byte();
  if (kind === KIND.function) reader.number();
  else if (kind === KIND.global) reader.take(2);
  else {
    if (kind === KIND.table) reader.byte();
    const hasMost = reader.byte() & 1;
    for (let limit = 0; limit <= hasMost; limit++) reader.number();
  }
  return kind;
}

function readExport(reader) {
  const from = reader.at;
  const name = new TextDecoder().decode(reader.take(reader.number()));
  const [kind, index] = [reader.byte(), reader.number()];
  return { name, kind, index, whole: reader.bytes.subarray(from, reader.at) };
}

/** The functions of a segment of the form that C compilers write: from a fixed place on. */
function readElement(reader) {
  const isPlain = reader.number() === 0 && reader.byte() === I32_CONST;
  reader.number();
  if (!isPlain || reader.byte() !== END) throw changed("a segment of the table of another form");
  return reader.vector((held) => held.number());
}

function reached(roots, bodies, imported) {
  const [found, waiting] = [new Set(), [...roots]];
  while (waiting.length) {
    const index = waiting.pop();
    if (found.has(index)) continue;
    found.add(index);
    if (index >= imported) waiting.push(...callsIn(bodies[index - imported]));
  }
  return found;
}

function callsIn(body) {
  const [reader, calls] = [new Reader(body), []];
  reader.vector(() => (reader.number(), reader.byte()));
  while (reader.at < body.length) {
    const opcode = reader.byte();
    if (CALLS.includes(opcode)) calls.push(reader.number());
    else skip(reader, opcode === MISC ? AFTER_MISC[reader.number()] : AFTER[opcode], opcode);
  }
  return calls;
}

function skip(reader, after, opcode) {
  if (after === undefined) throw changed(`opcode 0x${opcode.toString(16)}`);
  for (const what of after) {
    if (what === "u") reader.number();
    else if (what === "v") reader.vector((held) => held.number());
    else reader.take(Number(what));
  }
}

function tableOf(ranges) {
  const table = [];
  for (const [first, last, after] of ranges) table.fill(after, first, (table.length = Math.max(table.length, last + 1)) && last + 1);
  return table;
}

const changed = (what) => new Error(`WebAssembly has changed: ${what}`);

function leb(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value & 0x7f) | 0x80);
  return Uint8Array.from([...bytes, value]);
}

const sized = (bytes) => joined([leb(bytes.length), bytes]);

const vectorOf = (items) => joined([leb(items.length), ...items]);

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
