CREATE TABLE "import_mappings" (
	"source" text PRIMARY KEY NOT NULL,
	"mapping" text NOT NULL,
	"changed_at" bigint NOT NULL,
	"changed_by" text NOT NULL
);
