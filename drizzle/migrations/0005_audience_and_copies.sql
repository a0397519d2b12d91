ALTER TABLE "images" ADD COLUMN "asked_audience" "image_audience";--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "is_copy" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- What was shared twice before this was asked about is kept: the later ones are copies.
UPDATE "images" SET "is_copy" = true WHERE "original_hash" is not null and "state" = 'ready' and "deleted_at" is null and exists (
	select 1 from "images" as "first" where "first"."owner_id" = "images"."owner_id" and "first"."original_hash" = "images"."original_hash"
		and "first"."state" = 'ready' and "first"."deleted_at" is null and "first"."id" < "images"."id"
);--> statement-breakpoint
CREATE UNIQUE INDEX "images_once_of_owner" ON "images" USING btree ("owner_id","original_hash",(case when "is_copy" then "id" else 0 end)) WHERE "images"."original_hash" is not null and "images"."state" = 'ready' and "images"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "images_aside" ON "images" USING btree ("owner_id","id" DESC NULLS FIRST) WHERE "images"."deleted_at" is null and ("images"."audience" <> 'public' or "images"."state" <> 'ready');--> statement-breakpoint
CREATE INDEX "images_asked_for" ON "images" USING btree ("asked_at") WHERE "images"."asked_at" is not null;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_asked_since" CHECK (("images"."asked_audience" is null) = ("images"."asked_at" is null));--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_asked_are_out_of_sight" CHECK ("images"."asked_audience" is null or ("images"."audience" = 'private' and "images"."state" = 'ready'));