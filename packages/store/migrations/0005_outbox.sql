ALTER TABLE "connector_commands" ADD COLUMN "what" text;--> statement-breakpoint
ALTER TABLE "connector_commands" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "connector_commands" ADD COLUMN "site" text;--> statement-breakpoint
ALTER TABLE "connector_commands" ADD COLUMN "rules_version" integer;--> statement-breakpoint
ALTER TABLE "connector_commands" ADD COLUMN "held_by" text;--> statement-breakpoint
ALTER TABLE "connector_commands" ADD COLUMN "held_why" text;--> statement-breakpoint
ALTER TABLE "connector_commands" ADD COLUMN "decided_by" text;--> statement-breakpoint
ALTER TABLE "connector_commands" ADD COLUMN "decided_at" bigint;--> statement-breakpoint
ALTER TABLE "connector_commands" ADD COLUMN "decided_note" text;--> statement-breakpoint
ALTER TABLE "connector_commands" ADD COLUMN "sent_at" bigint;--> statement-breakpoint
ALTER TABLE "connector_commands" ADD COLUMN "evidenced_at" bigint;--> statement-breakpoint
ALTER TABLE "connector_commands" ADD COLUMN "reversed_by" text;