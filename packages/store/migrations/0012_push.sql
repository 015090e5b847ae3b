CREATE TABLE "push_devices" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL,
	"last_sent_at" bigint,
	"ended_at" bigint,
	"trouble" text
);
--> statement-breakpoint
CREATE TABLE "push_keys" (
	"public_key" text PRIMARY KEY NOT NULL,
	"private_key" text NOT NULL,
	"created_at" bigint NOT NULL
);
