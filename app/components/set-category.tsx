// Sets one category for the products behind the selected listings, or all that match, or gives them back to the rules.
import { useFetcher, useSearchParams } from "@remix-run/react";
import { BlockStack, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { printCount } from "./count.ts";
import type { Chosen } from "./listings-table.tsx";
import { LookupPicker, type Picked } from "./lookup-picker.tsx";
import { useOncePerAnswer } from "./once-per-answer.ts";

type Props = {
  readonly chosen: Chosen;
  /** How many match the search. */
  readonly total: number;
  /** Of the shop whose categories are offered. */
  readonly connectionId: string;
  readonly onClose: () => void;
};

export function SetCategory({ chosen, total, connectionId, onClose }: Props) {
  const [params] = useSearchParams();
  const [picked, setPicked] = useState<Picked | null>(null);
  const { submit, data, state } = useFetcher<{ message: string }>();
  useOncePerAnswer(data, ({ message }) => {
    window.shopify?.toast.show(message);
    onClose();
  });
  const send = (category: string) => {
    const listings = chosen === "all" ? "all" : chosen.ids.join(",");
    const action = `/app/settings/choices?${params}`;
    submit({ listings, category, connection: connectionId }, { method: "post", action });
  };
  return (
    <Modal
      open={chosen === "all" || chosen.ids.length > 0}
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
          <Text as="p">{`It beats every rule, for ${whom(chosen, total)} only.`}</Text>
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

function whom(chosen: Chosen, total: number): string {
  if (chosen === "all") return `all ${printCount(total)} products that match`;
  return chosen.ids.length === 1 ? "this product" : `these ${printCount(chosen.ids.length)} products`;
}
