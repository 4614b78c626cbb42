// What is done when a form's answer comes, once, however often the page is drawn while it stands.
import { useEffect, useRef } from "react";

/** An answer that stood before the first drawing is none that came. */
export function useOncePerAnswer<Answer extends object>(
  answer: Answer | undefined,
  act: (answer: Answer) => void,
): void {
  const seen = useRef(answer);
  useEffect(() => {
    if (!answer || seen.current === answer) return;
    seen.current = answer;
    act(answer);
  }, [answer, act]);
}
