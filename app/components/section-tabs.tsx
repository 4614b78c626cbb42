import { NavLink, useLocation } from "@remix-run/react";
import { Box, InlineStack, Text } from "@shopify/polaris";
import { sectionOf } from "./sections.ts";

// The pages beside the one shown, where its section has several.
export function SectionTabs() {
  const { pathname } = useLocation();
  const section = sectionOf(pathname);
  if (!section || section.pages.length < 2) return null;
  return (
    <nav aria-label={section.label}>
      <Box paddingInline={{ xs: "200", md: "400" }} paddingBlockStart="200">
        <InlineStack gap="100">
          {section.pages.map(({ label, url }) => (
            <NavLink key={url} to={url} end style={{ color: "inherit", textDecoration: "none" }}>
              {({ isActive }) => (
                <Box
                  paddingBlock="150"
                  paddingInline="300"
                  borderRadius="200"
                  background={isActive ? "bg-surface" : "bg"}
                >
                  <Text as="span" fontWeight={isActive ? "semibold" : "regular"}>
                    {label}
                  </Text>
                </Box>
              )}
            </NavLink>
          ))}
        </InlineStack>
      </Box>
    </nav>
  );
}
