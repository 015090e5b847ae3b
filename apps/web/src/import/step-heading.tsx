import { type ReactNode, useEffect, useRef } from "react";

/** A step that comes in the place of another takes the focus with it, so that keys and screen readers follow. */
export function StepHeading({ children }: { readonly children: string }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h3 className="import-step-name" ref={heading} tabIndex={-1}>
      {children}
    </h3>
  );
}
