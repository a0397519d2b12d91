CREATE TYPE "public"."image_audience" AS ENUM('public', 'unlisted', 'private');--> statement-breakpoint
CREATE TYPE "public"."image_licence" AS ENUM('all-rights-reserved', 'cc-by', 'cc-by-sa', 'cc-by-nc', 'cc-by-nd', 'cc0');--> statement-breakpoint
CREATE TYPE "public"."image_state" AS ENUM('processing', 'ready', 'failed');--> statement-breakpoint
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
ALTER TABLE "image_tags" ADD CONSTRAINT "image_tags_image_id_images_id_fk" FOREIGN KEY ("image_id") REFERENCES "public"."images"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_owner_id_members_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_upload_ref_uploads_ref_fk" FOREIGN KEY ("upload_ref") REFERENCES "public"."uploads"("ref") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_picture_id_pictures_id_fk" FOREIGN KEY ("picture_id") REFERENCES "public"."pictures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
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
CREATE INDEX "uploads_oldest" ON "uploads" USING btree ("created_at");