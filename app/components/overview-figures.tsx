import { InlineGrid } from "@shopify/polaris";
import { FigureCard } from "./figure-card.tsx";

type Props = {
  readonly listings: {
    readonly live: number;
    readonly inReview: number;
    readonly refused: number;
    readonly products: number;
  };
  readonly orders: { readonly toShip: number; readonly onHold: number; readonly shipped: number };
  readonly shipments: { readonly toStore: number; readonly toMarketplace: number; readonly waiting: number };
};

// What is in agreement, in numbers.

export function OverviewFigures({ listings, orders, shipments }: Props) {
  return (
    <InlineGrid columns={{ xs: 1, md: 3 }} gap="400">
      <FigureCard
        title="Listings"
        link={{ label: "View listings", url: "/app/listings" }}
        figures={[
          { label: "live", value: listings.live },
          { label: "in review", value: listings.inReview },
          { label: "need you", value: listings.refused },
          { label: "products", value: listings.products },
        ]}
      />
      <FigureCard
        title="Orders, last 7 days"
        link={{ label: "View orders", url: "/app/orders" }}
        figures={[
          { label: "to ship", value: orders.toShip },
          { label: "on hold", value: orders.onHold },
          { label: "shipped", value: orders.shipped },
        ]}
      />
      <FigureCard
        title="Shipments reported"
        link={null}
        figures={[
          { label: "to the store", value: shipments.toStore },
          { label: "to TikTok Shop", value: shipments.toMarketplace },
          { label: "on the way", value: shipments.waiting },
        ]}
      />
    </InlineGrid>
  );
}
