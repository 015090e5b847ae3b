CREATE TABLE "clock_moves" (
	"clock" bigint PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
