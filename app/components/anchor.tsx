// A part of a page that other pages lead to.
import { useLocation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";

type Props = { readonly id: string; readonly children: ReactNode };

// Pages are changed within the frame, where the browser does not follow an address's anchor by itself.
export function Anchor({ id, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const { hash } = useLocation();
  useEffect(() => {
    if (hash === `#${id}`) place.current?.focus();
  }, [id, hash]);
  return (
    <div ref={place} id={id} tabIndex={-1}>
      {children}
    </div>
  );
}
