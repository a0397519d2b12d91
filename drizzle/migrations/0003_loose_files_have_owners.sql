ALTER TABLE "loose_files" RENAME COLUMN "image_id" TO "owner";--> statement-breakpoint
DROP INDEX "loose_files_of_image";--> statement-breakpoint
CREATE INDEX "loose_files_of_owner" ON "loose_files" USING btree ("owner");