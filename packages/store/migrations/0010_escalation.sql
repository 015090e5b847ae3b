CREATE TABLE "escalation_messages" (
	"key" text PRIMARY KEY NOT NULL,
	"exception_id" text,
	"person" text NOT NULL,
	"channel" text NOT NULL,
	"reason" text NOT NULL,
	"severity" text,
	"site" text,
	"at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"lease_until" bigint,
	"retry_at" bigint,
	"settled_at" bigint,
	"trouble" text,
	"read_at" bigint,
	"resent_by" text
);
--> statement-breakpoint
CREATE TABLE "escalation_timers" (
	"id" text PRIMARY KEY NOT NULL,
	"due_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "escalation_messages_waiting" ON "escalation_messages" USING btree ("due_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "escalation_messages_by_person" ON "escalation_messages" USING btree ("person","channel","at","key");--> statement-breakpoint
CREATE INDEX "escalation_messages_by_time" ON "escalation_messages" USING btree ("at","key");--> statement-breakpoint
CREATE INDEX "escalation_timers_by_time" ON "escalation_timers" USING btree ("due_at");