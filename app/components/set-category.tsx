// Sets one category for the products behind the selected listings, or all that match, or gives them back to the rules.
import { useFetcher, useSearchParams } from "@remix-run/react";
import { BlockStack, Modal, Text } from "@shopify/polaris";
import { type RefObject, useState } from "react";
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
  /** Some were given it. */
  readonly onSet: () => void;
  /** What has the focus once the window is gone. */
  readonly beside: RefObject<HTMLElement>;
};

export function SetCategory({ chosen, total, connectionId, onClose, onSet, beside }: Props) {
  const [params] = useSearchParams();
  const [picked, setPicked] = useState<Picked | null>(null);
  const { submit, data, state } = useFetcher<{ message: string; changed: number }>();
  useOncePerAnswer(data, ({ message, changed }) => {
    window.shopify?.toast.show(message);
    onClose();
    if (changed > 0) onSet();
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
      activator={beside}
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
          <Text as="p">{`It beats every rule for ${whom(chosen, total)}.`}</Text>
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
  if (chosen === "all") return `all ${printCount(total)} products that match, and for no others`;
  if (chosen.ids.length === 1) return "this product, and for no other";
  return `these ${printCount(chosen.ids.length)} products, and for no others`;
}
