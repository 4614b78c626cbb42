// What an action answered, said to the merchant once, in the admin's own toast.
import { useEffect } from "react";

export function useToast(answer: { readonly message?: string } | null | undefined): void {
  useEffect(() => {
    if (answer?.message) window.shopify?.toast.show(answer.message);
  }, [answer]);
}
