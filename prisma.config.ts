// Read by the generator only; the app itself is told its database by app/env.server.ts.
import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: "postgresql://postgres@127.0.0.1:5432/reeldock" },
});
