ALTER TYPE "public"."notification_kind" ADD VALUE 'shared';--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "fetched_from" text;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "fetched_from" text;