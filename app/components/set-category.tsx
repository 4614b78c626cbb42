// Sets one category for the products behind the selected listings, or gives them back to the rules.
import { useFetcher } from "@remix-run/react";
import { BlockStack, Modal, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { LookupPicker, type Picked } from "./lookup-picker.tsx";

type Props = {
  readonly isOpen: boolean;
  readonly listingIds: readonly string[];
  /** Of the shop whose categories are offered. */
  readonly connectionId: string;
  readonly onClose: () => void;
};

export function SetCategory({ isOpen, listingIds, connectionId, onClose }: Props) {
  const [picked, setPicked] = useState<Picked | null>(null);
  const { submit, data, state } = useFetcher<{ message: string }>();
  const told = useRef(data);
  useEffect(() => {
    if (!data || told.current === data) return;
    told.current = data;
    window.shopify?.toast.show(data.message);
    onClose();
  }, [data, onClose]);
  const send = (category: string) =>
    submit({ listings: listingIds.join(","), category }, { method: "post", action: "/app/settings/choices" });
  const count = listingIds.length;
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title="Set category"
      primaryAction={{
        content: "Set category",
        disabled: picked === null,
        loading: state !== "idle",
        onAction: () => send(picked?.id ?? ""),
      }}
      secondaryActions={[{ content: "Let the rules decide", onAction: () => send("") }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">
            {`It beats every rule, for ${count === 1 ? "this product" : `these ${count} products`} only.`}
          </Text>
          <LookupPicker
            kind="category"
            connectionId={connectionId}
            label="Category"
            chosen={picked}
            onPick={setPicked}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
