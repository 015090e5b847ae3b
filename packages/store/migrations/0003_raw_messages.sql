CREATE TABLE "raw_messages" (
	"sha256" text PRIMARY KEY NOT NULL,
	"received_at" bigint NOT NULL,
	"body" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "raw_of_facts" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"sha256" text NOT NULL,
	"place" text NOT NULL,
	"bytes" integer NOT NULL
);
