CREATE TABLE "audit_lines" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_lines_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor_id" bigint NOT NULL,
	"action" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" bigint NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pictures" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pictures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"colour" text NOT NULL,
	"blur" text NOT NULL,
	"files" text[] NOT NULL,
	"bytes" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pictures_have_a_size" CHECK ("pictures"."width" between 1 and 16384 and "pictures"."height" between 1 and 16384),
	CONSTRAINT "pictures_have_a_colour" CHECK ("pictures"."colour" ~ '^#[0-9a-f]{6}$'),
	CONSTRAINT "pictures_blur_is_small" CHECK (length("pictures"."blur") <= 400),
	CONSTRAINT "pictures_have_every_file" CHECK (cardinality("pictures"."files") = 11 and array_position("pictures"."files", null) is null),
	CONSTRAINT "pictures_weigh_something" CHECK ("pictures"."bytes" > 0)
);
--> statement-breakpoint
CREATE INDEX "audit_lines_newest" ON "audit_lines" USING btree ("at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_lines_of_target" ON "audit_lines" USING btree ("target_kind","target_id");