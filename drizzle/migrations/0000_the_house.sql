CREATE TYPE "public"."member_locale" AS ENUM('en', 'zh');--> statement-breakpoint
CREATE TYPE "public"."member_role" AS ENUM('member', 'editor', 'admin');--> statement-breakpoint
CREATE TYPE "public"."image_audience" AS ENUM('public', 'unlisted', 'private');--> statement-breakpoint
CREATE TYPE "public"."image_licence" AS ENUM('all-rights-reserved', 'cc-by', 'cc-by-sa', 'cc-by-nc', 'cc-by-nd', 'cc0');--> statement-breakpoint
CREATE TYPE "public"."image_state" AS ENUM('processing', 'ready', 'failed');--> statement-breakpoint
CREATE TYPE "public"."mail_state" AS ENUM('waiting', 'sent', 'failed');--> statement-breakpoint
CREATE TABLE "members" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "members_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"handle" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" "member_role" DEFAULT 'member' NOT NULL,
	"locale" "member_locale" DEFAULT 'en' NOT NULL,
	"bio" text DEFAULT '' NOT NULL,
	"city" text DEFAULT '' NOT NULL,
	"avatar_picture_id" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"suspended_at" timestamp with time zone,
	"muted_at" timestamp with time zone,
	CONSTRAINT "members_handle_form" CHECK ("members"."handle" ~ '^[a-z0-9_]{3,30}$'),
	CONSTRAINT "members_name_length" CHECK (char_length("members"."name") between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "passwords" (
	"member_id" bigint PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sessions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"token_hash" "bytea" NOT NULL,
	"member_id" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "image_view_days" (
	"image_id" bigint NOT NULL,
	"day" date NOT NULL,
	"views" integer NOT NULL,
	CONSTRAINT "image_view_days_image_id_day_pk" PRIMARY KEY("image_id","day"),
	CONSTRAINT "image_view_days_count_up" CHECK ("image_view_days"."views" > 0)
);
--> statement-breakpoint
CREATE TABLE "image_views" (
	"image_id" bigint PRIMARY KEY NOT NULL,
	"views" bigint NOT NULL,
	"visitors" bigint NOT NULL,
	CONSTRAINT "image_views_count_up" CHECK ("image_views"."views" >= 0),
	CONSTRAINT "image_views_visitors_looked" CHECK ("image_views"."visitors" between 0 and "image_views"."views")
);
--> statement-breakpoint
CREATE TABLE "view_flushes" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"batch" bigint NOT NULL,
	"flushed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "view_flushes_one_row" CHECK ("view_flushes"."id" = 1),
	CONSTRAINT "view_flushes_batch_counts" CHECK ("view_flushes"."batch" > 0)
);
--> statement-breakpoint
CREATE TABLE "visitor_salts" (
	"day" date PRIMARY KEY NOT NULL,
	"salt" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "image_tags" (
	"image_id" bigint NOT NULL,
	"tag" text NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "image_tags_image_id_tag_pk" PRIMARY KEY("image_id","tag"),
	CONSTRAINT "image_tags_length" CHECK (char_length("image_tags"."tag") between 1 and 40),
	CONSTRAINT "image_tags_position" CHECK ("image_tags"."position" between 0 and 19)
);
--> statement-breakpoint
CREATE TABLE "images" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "images_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ref" text NOT NULL,
	"owner_id" bigint NOT NULL,
	"title" text NOT NULL,
	"slug" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"alt_text" text DEFAULT '' NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"licence" "image_licence" DEFAULT 'all-rights-reserved' NOT NULL,
	"audience" "image_audience" DEFAULT 'public' NOT NULL,
	"comments_open" boolean DEFAULT true NOT NULL,
	"state" "image_state" DEFAULT 'processing' NOT NULL,
	"failure" text,
	"upload_ref" text,
	"picture_id" bigint,
	"original_hash" text,
	"likes_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	"hidden_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "images_ref_form" CHECK ("images"."ref" ~ '^[0-9a-hjkmnp-tv-z]{10}$'),
	CONSTRAINT "images_title_length" CHECK (char_length("images"."title") between 1 and 120),
	CONSTRAINT "images_slug_length" CHECK (char_length("images"."slug") between 1 and 60),
	CONSTRAINT "images_description_length" CHECK (char_length("images"."description") <= 5000),
	CONSTRAINT "images_alt_text_length" CHECK (char_length("images"."alt_text") <= 500),
	CONSTRAINT "images_source_length" CHECK (char_length("images"."source") <= 500),
	CONSTRAINT "images_likes_count" CHECK ("images"."likes_count" >= 0),
	CONSTRAINT "images_failed_say_why" CHECK (("images"."state" = 'failed') = ("images"."failure" is not null)),
	CONSTRAINT "images_ready_are_whole" CHECK (("images"."state" = 'ready') = ("images"."picture_id" is not null and "images"."published_at" is not null)),
	CONSTRAINT "images_hash_form" CHECK ("images"."original_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "loose_files" (
	"key" text PRIMARY KEY NOT NULL,
	"image_id" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"swept_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"ref" text PRIMARY KEY NOT NULL,
	"member_id" bigint NOT NULL,
	"file_key" text NOT NULL,
	"name" text NOT NULL,
	"bytes" integer NOT NULL,
	"type" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "uploads_ref_form" CHECK ("uploads"."ref" ~ '^[0-9a-hjkmnp-tv-z]{10}$'),
	CONSTRAINT "uploads_weigh_something" CHECK ("uploads"."bytes" > 0)
);
--> statement-breakpoint
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
CREATE TABLE "seedings" (
	"name" text PRIMARY KEY NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "failed_jobs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "failed_jobs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" text NOT NULL,
	"job" text NOT NULL,
	"event_name" text NOT NULL,
	"event_data" jsonb NOT NULL,
	"error" text NOT NULL,
	"failed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"key" text PRIMARY KEY NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"message_id" text NOT NULL,
	"state" "mail_state" DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claimed_until" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mails_sent_has_time" CHECK (("mails"."state" = 'sent') = ("mails"."sent_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_until" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL
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
ALTER TABLE "passwords" ADD CONSTRAINT "passwords_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "image_view_days" ADD CONSTRAINT "image_view_days_image_id_images_id_fk" FOREIGN KEY ("image_id") REFERENCES "public"."images"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "image_views" ADD CONSTRAINT "image_views_image_id_images_id_fk" FOREIGN KEY ("image_id") REFERENCES "public"."images"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "image_tags" ADD CONSTRAINT "image_tags_image_id_images_id_fk" FOREIGN KEY ("image_id") REFERENCES "public"."images"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_owner_id_members_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_upload_ref_uploads_ref_fk" FOREIGN KEY ("upload_ref") REFERENCES "public"."uploads"("ref") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_picture_id_pictures_id_fk" FOREIGN KEY ("picture_id") REFERENCES "public"."pictures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "members_by_handle" ON "members" USING btree ("handle");--> statement-breakpoint
CREATE UNIQUE INDEX "members_by_email" ON "members" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "members_newest" ON "members" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_by_token" ON "sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sessions_of_member" ON "sessions" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "image_view_days_oldest" ON "image_view_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "images_by_tag" ON "image_tags" USING btree ("tag","image_id");--> statement-breakpoint
CREATE UNIQUE INDEX "images_by_ref" ON "images" USING btree ("ref");--> statement-breakpoint
CREATE UNIQUE INDEX "images_by_upload" ON "images" USING btree ("upload_ref");--> statement-breakpoint
CREATE INDEX "images_newest" ON "images" USING btree ("published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "images"."state" = 'ready' and "images"."audience" = 'public' and "images"."hidden_at" is null and "images"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "images_newest_by_owner" ON "images" USING btree ("owner_id","published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "images"."state" = 'ready' and "images"."audience" = 'public' and "images"."hidden_at" is null and "images"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "images_by_owner" ON "images" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "images_by_picture" ON "images" USING btree ("picture_id");--> statement-breakpoint
CREATE INDEX "images_in_the_making" ON "images" USING btree ("created_at") WHERE "images"."state" = 'processing';--> statement-breakpoint
CREATE INDEX "images_to_erase" ON "images" USING btree ("deleted_at") WHERE "images"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "loose_files_of_image" ON "loose_files" USING btree ("image_id");--> statement-breakpoint
CREATE INDEX "loose_files_oldest" ON "loose_files" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "uploads_by_file" ON "uploads" USING btree ("file_key");--> statement-breakpoint
CREATE INDEX "uploads_of_member" ON "uploads" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "uploads_oldest" ON "uploads" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "audit_lines_newest" ON "audit_lines" USING btree ("at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_lines_of_target" ON "audit_lines" USING btree ("target_kind","target_id");--> statement-breakpoint
CREATE UNIQUE INDEX "failed_jobs_by_run" ON "failed_jobs" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "failed_jobs_newest" ON "failed_jobs" USING btree ("failed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "mails_unsent" ON "mails" USING btree ("created_at") WHERE "mails"."state" <> 'sent';--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("id") WHERE "outbox"."sent_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_sent" ON "outbox" USING btree ("sent_at") WHERE "outbox"."sent_at" is not null;