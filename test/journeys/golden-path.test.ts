// The promises that only whole processes can keep: what a killed worker and lost webhooks may cost is time.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type DemoRun, runDemo } from "./running-demo.ts";

const MINUTES = 60_000;

// The demo compares both platforms' own state before it ends: each order once, each parcel reported, listings equal.
function agrees(run: DemoRun, orders: { readonly platform: number; readonly merchant: number }): void {
  expect(run.code, run.output).toBe(0);
  expect(run.summary).toMatchObject({
    ordersImported: orders.platform + orders.merchant,
    shippedByPlatform: orders.platform + 2,
    shippedByMerchant: orders.merchant,
    reportedToStore: orders.platform + 2,
    reportedToMarketplace: orders.merchant,
    errors: 0,
  });
}

describe("the golden path", { timeout: 5 * MINUTES }, () => {
  it("ends in the same state when every webhook is lost", async () => {
    agrees(await runDemo("--drop-webhooks", "--orders", "6"), { platform: 3, merchant: 3 });
  });

  it("ends in the same state when the worker is killed again and again", async () => {
    agrees(await runDemo("--kill-worker-every", "3000", "--orders", "10"), { platform: 5, merchant: 5 });
  });

  it("publishes a catalogue nobody here has seen, names the rows it cannot read and keeps within memory", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "reeldock-csv-"));
    const file = path.join(folder, "lamps.csv");
    await writeFile(file, UNSEEN);
    const run = await runDemo("--csv", file, "--orders", "2");
    await rm(folder, { recursive: true });
    expect(run.code, run.output).toBe(0);
    expect(run.output).toMatch(/row 5, column Variant Price/);
    expect(run.summary).toMatchObject({ products: 3, listingsLive: 3, errors: 0 });
    for (const peak of Object.values(run.summary.peakMiB)) expect(peak).toBeLessThan(300);
    expect(run.summary.firstParcelSeconds).toBeLessThan(60);
  });
});

const UNSEEN = `Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Requires Shipping,Variant Taxable,Image Src,Image Position,Status
arc-lamp,"Arc Floor Lamp with Linen Shade, 180 cm","<p>A tall lamp.
It has ""two"" lines.</p>",Lumen,Lamps,"lamp, home",true,Color,Black,ARC-BLK,5200,shopify,25,deny,149.00,true,true,https://images.example/arc-1.jpg,1,active
arc-lamp,,,,,,,,Brass,ARC-BRS,5200,shopify,12,deny,159.00,true,true,https://images.example/arc-2.jpg,2,
desk-lamp,"Desk Lamp with Two Joints and a Warm Bulb","<p>For reading.</p>",Lumen,Lamps,lamp,true,Title,Default Title,DESK-1,1400,shopify,40,deny,59.50,true,true,https://images.example/desk.jpg,1,active
broken-lamp,"A Lamp whose Price is a Word, Not a Number","<p>Never sold.</p>",Lumen,Lamps,lamp,true,Title,Default Title,BRK-1,900,shopify,3,deny,cheap,true,true,https://images.example/broken.jpg,1,active
night-light,"Night Light in Frosted Glass, Dimmable","<p>Small.</p>",Lumen,Lamps,lamp,true,Title,Default Title,NIGHT-1,300,shopify,80,deny,24.00,true,true,https://images.example/night.jpg,1,active
`;
