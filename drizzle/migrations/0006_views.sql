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
ALTER TABLE "image_view_days" ADD CONSTRAINT "image_view_days_image_id_images_id_fk" FOREIGN KEY ("image_id") REFERENCES "public"."images"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "image_views" ADD CONSTRAINT "image_views_image_id_images_id_fk" FOREIGN KEY ("image_id") REFERENCES "public"."images"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "image_view_days_oldest" ON "image_view_days" USING btree ("day");