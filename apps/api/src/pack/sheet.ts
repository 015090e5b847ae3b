import { createRequire } from "node:module";
import PDFDocument from "pdfkit";

/** Letters are in the file, so that a € and an ü are the same everywhere. */
const require = createRequire(import.meta.url);
const PLAIN = require.resolve("dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf");
const BOLD = require.resolve("dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf");

export const INK = {
  text: "#1b1f24",
  quiet: "#57606a",
  rule: "#d0d7de",
  mark: "#1f5fae",
  band: "#dfe9f5",
  bad: "#b3261e",
};

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Written {
  readonly size?: number;
  readonly isBold?: boolean;
  readonly color?: string;
  readonly align?: "left" | "center" | "right";
}

export interface Column {
  readonly head: string;
  readonly width: number;
  readonly align?: "left" | "right";
}

/** A4 on its side, written on from the top; what is told of each page is put on when all are there. */
export interface Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly left: number;
  readonly width: number;
  /** Where the next thing goes. */
  y: number;
  readonly bottom: number;
  beginPage(title: string): void;
  /** A heading within a page. */
  section(title: string): void;
  /** As many lines as it takes; goes on below it. */
  paragraph(text: string, how?: Written & { readonly width?: number; readonly gap?: number }): void;
  /** One line at a place, cut with an ellipsis at `width`. */
  line(text: string, at: { readonly x: number; readonly y: number; readonly width: number }, how?: Written): void;
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void;
  /** Puts head and foot on every page, and ends the document. */
  finish(head: string, foot: string): Promise<Uint8Array>;
}

const MARGIN = 44;
const HEAD = 30;
const ROW = 16;
const GUTTER = 14;

export function createSheet(info: { readonly title: string; readonly at: Date }): Sheet {
  const doc = new PDFDocument({
    ...{ size: "A4", layout: "landscape", margin: 0, bufferPages: true, autoFirstPage: false, font: PLAIN },
    ...{ lang: "en-GB", displayTitle: true, pdfVersion: "1.7" },
    info: { Title: info.title, Creator: "Lockstep", Producer: "Lockstep", CreationDate: info.at, ModDate: info.at },
  });
  doc.registerFont("plain", PLAIN).registerFont("bold", BOLD);
  const parts: Uint8Array[] = [];
  doc.on("data", (part: Uint8Array) => parts.push(part));
  const ended = new Promise<Uint8Array>((resolve) => doc.on("end", () => resolve(Buffer.concat(parts))));
  const write = ({ size = 10, isBold = false, color = INK.text }: Written) =>
    doc
      .font(isBold ? "bold" : "plain")
      .fontSize(size)
      .fillColor(color);
  const width = 841.89 - 2 * MARGIN;
  const sheet: Sheet = {
    ...{ doc, left: MARGIN, width, y: MARGIN, bottom: 595.28 - MARGIN },
    beginPage(title) {
      doc.addPage();
      sheet.y = MARGIN + HEAD;
      sheet.paragraph(title, { size: 17, isBold: true, gap: 6 });
    },
    section(title) {
      sheet.y += 8;
      sheet.paragraph(title, { size: 12, isBold: true });
    },
    paragraph(text, how = {}) {
      write(how).text(text, MARGIN, sheet.y, { width: how.width ?? width, align: how.align ?? "left", lineGap: 2 });
      sheet.y = doc.y + (how.gap ?? 6);
    },
    line(text, at, how = {}) {
      const height = (how.size ?? 10) * 1.2;
      write(how).text(text, at.x, at.y, { width: at.width, height, align: how.align ?? "left", ellipsis: true });
    },
    table(columns, rows) {
      const put = (texts: readonly string[], how: Written): void => {
        let x = MARGIN;
        for (const [k, column] of columns.entries()) {
          const at = { x, y: sheet.y, width: column.width - GUTTER };
          sheet.line(texts[k] ?? "", at, { size: 9, align: column.align ?? "left", ...how });
          x += column.width;
        }
        sheet.y += ROW;
        const end = MARGIN + columns.reduce((all, column) => all + column.width, 0) - GUTTER;
        rule(doc, MARGIN, end, sheet.y - 4);
      };
      put(
        columns.map(({ head }) => head),
        { color: INK.quiet },
      );
      for (const row of rows) put(row, {});
      sheet.y += 6;
    },
    finish(head, foot) {
      const { count: pages } = doc.bufferedPageRange();
      for (let page = 0; page < pages; page += 1) {
        doc.switchToPage(page);
        const quiet = { size: 8.5, color: INK.quiet };
        if (page > 0) {
          sheet.line(head, { x: MARGIN, y: MARGIN - 8, width }, quiet);
          rule(doc, MARGIN, MARGIN + width, MARGIN + 6);
        }
        rule(doc, MARGIN, MARGIN + width, sheet.bottom + 10);
        sheet.line(foot, { x: MARGIN, y: sheet.bottom + 16, width: width - 90 }, quiet);
        const right = { x: MARGIN + width - 90, y: sheet.bottom + 16, width: 90 };
        sheet.line(`Page ${page + 1} of ${pages}`, right, { ...quiet, align: "right" });
      }
      doc.end();
      return ended;
    },
  };
  return sheet;
}

export function rule(doc: PDFKit.PDFDocument, from: number, to: number, y: number, color: string = INK.rule): void {
  doc.moveTo(from, y).lineTo(to, y).lineWidth(0.5).strokeColor(color).stroke();
}
