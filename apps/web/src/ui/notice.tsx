import type { ReactNode } from "react";

interface NoticeProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly tone?: "calm" | "failed";
}

/** What stands where a list or panel would: nothing there, not allowed, failed. */
export function Notice({ title, children, tone = "calm" }: NoticeProps): ReactNode {
  return (
    <div className={`notice notice-${tone}`} role={tone === "failed" ? "alert" : undefined}>
      <p className="notice-title">{title}</p>
      {children}
    </div>
  );
}

/** Grey bars where content will be; its size is that of what comes, so nothing shifts. */
export function Placeholder({ rows, label }: { readonly rows: number; readonly label: string }): ReactNode {
  return (
    <div className="placeholder" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, index) => `row-${index}`).map((key) => (
        <div key={key} className="placeholder-row" />
      ))}
    </div>
  );
}
