CREATE TABLE "rule_sets" (
	"version" integer PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"at" bigint NOT NULL,
	"by" text NOT NULL,
	"reason" text NOT NULL,
	"rules" text NOT NULL
);
