// The rules of the house that no other tool holds: names, pairs that must agree, and sizes.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { VERB_WORDS } from "../app/components/verb-words.ts";
import { envKeys } from "../app/env.server.ts";

const root = path.join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes("/generated/"));
}

const sources = [...filesBelow("app"), ...filesBelow("test"), ...filesBelow("prisma")];
const code = sources.filter((file) => !file.endsWith(".test.ts"));
const tests = sources.filter((file) => file.endsWith(".test.ts"));

describe("verbs", () => {
  it.each(Object.keys(VERB_WORDS))("%s has a use-case of the same name, and a test", (verb) => {
    expect(sources).toContain(`app/use-cases/${verb}.ts`);
    const mentions = tests.some(
      (file) =>
        file.includes(verb) || read(file).includes(`/${verb}.ts"`) || read(file).includes(`"${verb}"`),
    );
    expect(mentions, `no test of ${verb}`).toBe(true);
  });
});

describe("environment", () => {
  it(".env.example names every variable and no other", () => {
    const named = [...read(".env.example").matchAll(/^#?\s?([A-Z][A-Z_]+)=/gm)].map((match) => match[1]);
    expect([...new Set(named)].sort()).toEqual([...envKeys].sort());
  });

  it("only app/env.server.ts reads process.env", () => {
    const readers = code.filter(
      (file) => file.startsWith("app/") && file !== "app/env.server.ts" && read(file).includes("process.env"),
    );
    expect(readers).toEqual([]);
  });
});

describe("data", () => {
  const models = [...read("prisma/schema.prisma").matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)];
  const withoutStore = new Set(["Store", "Session", "WorkerBeat"]);

  it.each(models.map((match) => [match[1] ?? "", match[2] ?? ""]))(
    "%s says whose row it is",
    (name, body) => {
      expect(withoutStore.has(name) || /\n\s+storeId\s/.test(body)).toBe(true);
    },
  );

  it("every merchant's model stands in the list of what a store's redaction erases", () => {
    const redaction = read("app/adapters/database/privacy.ts");
    const missing = models
      .map((match) => match[1] ?? "")
      .filter((name) => !["WorkerBeat"].includes(name) && !redaction.includes(lowerFirst(name)));
    expect(missing).toEqual([]);
  });
});

describe("names", () => {
  it("files are kebab-case and carry no word that names nothing", () => {
    const bad = sources.filter((file) => {
      const name = path.basename(file).replace(/(\.(test|server|client|browser|d))*\.tsx?$/, "");
      const isRoute = file.startsWith("app/routes/");
      return (
        (!isRoute && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) ||
        /\b(utils?|helpers?|managers?|misc|common|constants|types)\b/.test(name)
      );
    });
    expect(bad).toEqual([]);
  });

  it("the domain never says shop: it is store here and marketplace there", () => {
    const bad = code.filter(
      (file) =>
        file.startsWith("app/domain/") &&
        /\bshop[A-Z_]|\b(const|function|type|interface) shop/i.test(withoutProse(read(file))),
    );
    expect(bad).toEqual([]);
  });

  it("test titles are facts: none begins with should, none stands twice in a file's group", () => {
    const bad = tests.flatMap((file) =>
      [...read(file).matchAll(/\b(?:it|test)\(\s*"(should[^"]*)"/g)].map((match) => `${file}: ${match[1]}`),
    );
    expect(bad).toEqual([]);
  });

  it("no module of ours is mocked", () => {
    expect(tests.filter((file) => new RegExp(String.raw`\bvi\.(do)?[mM]ock\(`).test(read(file)))).toEqual([]);
  });
});

describe("sizes", () => {
  it("half of the source files have fewer than 80 lines, and none has more than 250", () => {
    const lengths = code
      .map((file) => ({ file, lines: read(file).split("\n").length - 1 }))
      .sort((a, b) => a.lines - b.lines);
    expect(lengths.filter((entry) => entry.lines > 250)).toEqual([]);
    expect(lengths[Math.floor(lengths.length / 2)]?.lines).toBeLessThan(80);
  });

  it("every file of code says in its first line what it decides or why it exists", () => {
    const silent = code.filter((file) => !/^(\/\/|\/\*|import [^\n]*\n)/.test(read(file)));
    expect(silent).toEqual([]);
  });
});

// Comments and texts may name the platforms; identifiers may not.
function withoutProse(source: string): string {
  return source
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
    .replaceAll(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "");
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
