// A button that registers a manufacturer or responsible person in TikTok Shop, and the form it opens. What is typed
// lives as long as the form is open.
import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Form, InlineStack, Modal, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { PartyKind } from "../domain/party.ts";
import { type PartyDetails, type PartyFault, type PartyField, tidyDetails } from "../domain/party-details.ts";
import type { Picked } from "./lookup-picker.tsx";
import { useOncePerAnswer } from "./once-per-answer.ts";
import { PartyFields } from "./party-fields.tsx";

type Props = {
  readonly kind: PartyKind;
  readonly connectionId: string;
  readonly onRegistered: (party: Picked) => void;
};
type Answer = {
  readonly party: Picked | null;
  readonly message: string;
  readonly faults: readonly PartyFault[];
};

const WHO = { manufacturer: "a manufacturer", "responsible-person": "a responsible person" } as const;

export function RegisterParty(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  // Once the form is gone, which holds the focus while it stands.
  useEffect(() => {
    if (wasOpen.current && !isOpen) button.current?.querySelector("button")?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <InlineStack>
      <div ref={button}>
        <Button variant="plain" onClick={() => setIsOpen(true)}>
          {`Register ${WHO[props.kind]}`}
        </Button>
      </div>
      {isOpen && <PartyForm {...props} onClose={() => setIsOpen(false)} />}
    </InlineStack>
  );
}

function PartyForm({ kind, connectionId, onRegistered, onClose }: Props & { readonly onClose: () => void }) {
  const [details, setDetails] = useState<PartyDetails>(() => tidyDetails(kind, {}));
  const [sent, setSent] = useState(details);
  const { submit, data, state } = useFetcher<Answer>();
  useOncePerAnswer(data, ({ party, message }) => {
    if (!party) return;
    window.shopify?.toast.show(message);
    onRegistered(party);
    onClose();
  });
  const isBusy = state !== "idle";
  const form = useFirstFault(isBusy ? undefined : data);
  const send = () => {
    if (isBusy) return;
    setSent(details);
    submit(
      { connection: connectionId, kind, ...details },
      { method: "post", action: "/app/settings/parties" },
    );
  };
  // What was changed since is not said to be wrong any more.
  const isSame = (field: PartyField | null) => field === null || details[field] === sent[field];
  const faults = isBusy ? [] : (data?.faults ?? []).filter((one) => isSame(one.field));
  return (
    <Modal
      open
      onClose={onClose}
      title={`Register ${WHO[kind]}`}
      primaryAction={{ content: "Register", loading: isBusy, onAction: send }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {faults
            .filter((one) => one.field === null)
            .map((one) => (
              <Banner key={one.sentence} tone="critical" title="Nothing was registered">
                <Text as="p">{one.sentence}</Text>
              </Banner>
            ))}
          <Text as="p">
            TikTok Shop may show these details to buyers. They are sent there and not kept here.
          </Text>
          <div ref={form}>
            <Form onSubmit={send} noValidate>
              <PartyFields
                kind={kind}
                details={details}
                faults={faults}
                onChange={(field, value) => setDetails((all) => ({ ...all, [field]: value }))}
              />
            </Form>
          </div>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

// Leads to what is wrong once an answer: whoever corrects one field is not torn to the next.
function useFirstFault(answer: Answer | undefined) {
  const form = useRef<HTMLDivElement>(null);
  useOncePerAnswer(answer, () => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  return form;
}
