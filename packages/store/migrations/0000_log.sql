CREATE TABLE "audit" (
	"number" bigint PRIMARY KEY NOT NULL,
	"exception_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" bigint NOT NULL,
	"by" text NOT NULL,
	"action" text NOT NULL,
	"before" text,
	"after" text,
	"note" text,
	"event" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commands" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"command_id" text NOT NULL,
	"arguments_hash" text NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "head" (
	"one" integer PRIMARY KEY NOT NULL,
	"epoch" bigint NOT NULL,
	"transaction" bigint NOT NULL,
	"clock" bigint,
	"audit_number" bigint NOT NULL,
	"audit_hash" text NOT NULL,
	CONSTRAINT "head_is_one_row" CHECK ("head"."one" = 1)
);
--> statement-breakpoint
CREATE TABLE "log" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"network" text NOT NULL,
	"kind" text NOT NULL,
	"connector" text NOT NULL,
	"received_at" bigint NOT NULL,
	"source" text NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"event_time" bigint,
	"body" text NOT NULL,
	"superseded_by" bigint
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	"connector" text NOT NULL,
	"rule" text NOT NULL,
	"reason" text NOT NULL,
	"fact" text NOT NULL,
	"content_hash" text NOT NULL,
	"state" text NOT NULL,
	"settled_by" text,
	"settled_at" bigint,
	"settled_reason" text
);
--> statement-breakpoint
CREATE TABLE "snapshot_parts" (
	"seq" bigint NOT NULL,
	"part" integer NOT NULL,
	"payload" "bytea" NOT NULL,
	CONSTRAINT "snapshot_parts_seq_part_pk" PRIMARY KEY("seq","part")
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"parts" integer NOT NULL,
	"sha256" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "commands_by_seq" ON "commands" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "quarantine_by_seq" ON "quarantine" USING btree ("seq","id");--> statement-breakpoint
CREATE INDEX "quarantine_open_by_content" ON "quarantine" USING btree ("content_hash") WHERE state = 'open';