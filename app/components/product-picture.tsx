import { Thumbnail } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";

// A product's first picture, as wide beside a long title as beside a short one.
export function ProductPicture({ url }: { readonly url: string | null }) {
  return (
    <div style={{ flexShrink: 0 }}>
      <Thumbnail source={url ?? ImageIcon} alt="" size="small" />
    </div>
  );
}
