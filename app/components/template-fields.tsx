// The words of listings: templates in which the store's own stand.
import { BlockStack, Card, Text, TextField } from "@shopify/polaris";
import { Anchor } from "./anchor.tsx";

type Templates = { readonly titleTemplate: string; readonly descriptionTemplate: string };

type Props = {
  readonly templates: Templates;
  readonly onChange: (change: Partial<Templates>) => void;
  readonly faultOf: (field: string) => string | undefined;
};

const PLACES = "{title}, {vendor}, {type} and {option:Color} stand for what the product says.";

export function TemplateFields({ templates, onChange, faultOf }: Props) {
  return (
    <Anchor id="words">
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            Title and description
          </Text>
          <TextField
            label="Title"
            autoComplete="off"
            value={templates.titleTemplate}
            error={faultOf("titleTemplate")}
            helpText={PLACES}
            onChange={(titleTemplate) => onChange({ titleTemplate })}
          />
          <TextField
            label="Description"
            autoComplete="off"
            multiline={3}
            maxHeight={320}
            value={templates.descriptionTemplate}
            error={faultOf("descriptionTemplate")}
            helpText="{description} stands for the store's own. Only tags that TikTok Shop takes are sent."
            onChange={(descriptionTemplate) => onChange({ descriptionTemplate })}
          />
        </BlockStack>
      </Card>
    </Anchor>
  );
}
