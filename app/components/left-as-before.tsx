// Which listings a wish left as they are, why, and what helps.
import { Banner, List } from "@shopify/polaris";
import { useState } from "react";

export function LeftAsBefore({ left }: { readonly left: readonly string[] | undefined }) {
  const [dismissed, dismiss] = useState<readonly string[]>();
  if (!left || left.length === 0 || left === dismissed) return null;
  return (
    <Banner title="Left as before" tone="warning" onDismiss={() => dismiss(left)}>
      <List>
        {left.map((one) => (
          <List.Item key={one}>{one}</List.Item>
        ))}
      </List>
    </Banner>
  );
}
