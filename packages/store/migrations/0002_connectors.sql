CREATE TABLE "connector_commands" (
	"connector" text NOT NULL,
	"id_hash" text NOT NULL,
	"command_id" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" bigint NOT NULL,
	"command" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"reason" text,
	"settled_at" bigint,
	CONSTRAINT "connector_commands_connector_id_hash_pk" PRIMARY KEY("connector","id_hash")
);
--> statement-breakpoint
CREATE TABLE "connector_memory" (
	"connector" text NOT NULL,
	"key" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "connector_memory_connector_key_pk" PRIMARY KEY("connector","key")
);
--> statement-breakpoint
CREATE INDEX "connector_commands_by_time" ON "connector_commands" USING btree ("connector","asked_at");