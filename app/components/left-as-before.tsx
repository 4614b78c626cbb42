// Which listings a wish left as they are, why, and what helps.
import { Banner, type BannerHandles, List } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";

export function LeftAsBefore({ left }: { readonly left: readonly string[] | undefined }) {
  const banner = useRef<BannerHandles>(null);
  // What was asked for stands further down: the reader is brought here.
  useEffect(() => {
    if (left && left.length > 0) banner.current?.focus();
  }, [left]);
  const [dismissed, dismiss] = useState<readonly string[]>();
  if (!left || left.length === 0 || left === dismissed) return null;
  return (
    <Banner ref={banner} title="Left as before" tone="warning" onDismiss={() => dismiss(left)}>
      <List>
        {left.map((one) => (
          <List.Item key={one}>{one}</List.Item>
        ))}
      </List>
    </Banner>
  );
}
