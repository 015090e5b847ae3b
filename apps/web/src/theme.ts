import { createTheme, type MantineColorsTuple } from "@mantine/core";

const ink: MantineColorsTuple = [
  "#f3f4f6",
  "#e4e7eb",
  "#cbd2d9",
  "#9aa5b1",
  "#7b8794",
  "#6b7682",
  "#52606d",
  "#3e4c59",
  "#323f4b",
  "#1f2933",
];

export const theme = createTheme({
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  colors: { ink },
  primaryColor: "ink",
  primaryShade: { light: 9, dark: 2 },
  autoContrast: true,
  defaultRadius: 4,
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
});
