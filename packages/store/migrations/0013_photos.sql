CREATE TABLE "photos" (
	"sha256" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"body" "bytea" NOT NULL,
	"at" bigint NOT NULL,
	"by" text NOT NULL
);
