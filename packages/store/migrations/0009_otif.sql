CREATE TABLE "line_predictions" (
	"line" text NOT NULL,
	"closes_at" bigint NOT NULL,
	"horizon_hours" integer NOT NULL,
	"site" text NOT NULL,
	"made_at" bigint NOT NULL,
	"p_late" double precision NOT NULL,
	"is_called" boolean NOT NULL,
	CONSTRAINT "line_predictions_line_closes_at_horizon_hours_pk" PRIMARY KEY("line","closes_at","horizon_hours")
);
--> statement-breakpoint
CREATE TABLE "line_standings" (
	"line" text NOT NULL,
	"since" bigint NOT NULL,
	"state" text NOT NULL,
	"kind" text,
	"subject_type" text,
	"subject" text,
	"resource" text,
	"supplier" text,
	"seq" bigint NOT NULL,
	CONSTRAINT "line_standings_line_since_pk" PRIMARY KEY("line","since")
);
--> statement-breakpoint
CREATE TABLE "otif_definitions" (
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"definition" text NOT NULL,
	"declared_by" text NOT NULL,
	"declared_at" bigint NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "otif_definitions_id_version_pk" PRIMARY KEY("id","version")
);
--> statement-breakpoint
CREATE TABLE "otif_revisions" (
	"seq" bigint NOT NULL,
	"definition" text NOT NULL,
	"line" text NOT NULL,
	"site" text NOT NULL,
	"at" bigint NOT NULL,
	"revision" text NOT NULL,
	CONSTRAINT "otif_revisions_seq_definition_line_at_pk" PRIMARY KEY("seq","definition","line","at")
);
--> statement-breakpoint
CREATE INDEX "line_predictions_by_closing" ON "line_predictions" USING btree ("closes_at");