CREATE TABLE "quarantine_owners" (
	"cause" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"assigned_by" text NOT NULL,
	"assigned_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "commands" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "since" bigint NOT NULL DEFAULT 0;--> statement-breakpoint
UPDATE "quarantine" SET "since" = "received_at";--> statement-breakpoint
ALTER TABLE "quarantine" ALTER COLUMN "since" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "cause" text;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "described" text;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "owner" text;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "corrected" text;--> statement-breakpoint
CREATE INDEX "quarantine_by_cause" ON "quarantine" USING btree ("cause","state","seq","id");