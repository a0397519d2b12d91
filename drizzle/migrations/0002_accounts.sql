CREATE TYPE "public"."code_purpose" AS ENUM('register', 'reset-password', 'change-email');--> statement-breakpoint
CREATE TYPE "public"."identity_provider" AS ENUM('github', 'google');--> statement-breakpoint
CREATE TABLE "code_requests" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "code_requests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"token_hash" "bytea" NOT NULL,
	"purpose" "code_purpose" NOT NULL,
	"email" text NOT NULL,
	"member_id" bigint,
	"handle" text,
	"password_hash" text,
	"locale" "member_locale" NOT NULL,
	"is_proven" boolean NOT NULL,
	"sequence" smallint DEFAULT 1 NOT NULL,
	"code_asked_at" timestamp with time zone NOT NULL,
	"guesses" smallint DEFAULT 0 NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "code_requests_guesses" CHECK ("code_requests"."guesses" between 0 and 5),
	CONSTRAINT "code_requests_say_what_for" CHECK (case "code_requests"."purpose" when 'register' then "code_requests"."handle" is not null and "code_requests"."password_hash" is not null and "code_requests"."member_id" is null when 'change-email' then "code_requests"."member_id" is not null else true end)
);
--> statement-breakpoint
CREATE TABLE "former_handles" (
	"handle" text PRIMARY KEY NOT NULL,
	"member_id" bigint NOT NULL,
	"left_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"provider" "identity_provider" NOT NULL,
	"account_id" text NOT NULL,
	"member_id" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "identities_provider_account_id_pk" PRIMARY KEY("provider","account_id")
);
--> statement-breakpoint
CREATE TABLE "ceilings" (
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"uses" timestamp with time zone[] NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ceilings_kind_key_pk" PRIMARY KEY("kind","key")
);
--> statement-breakpoint
CREATE TABLE "spent_proofs" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "birthday" date;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "time_zone" text DEFAULT 'UTC' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "user_agent" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "seen_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "code_requests" ADD CONSTRAINT "code_requests_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_handles" ADD CONSTRAINT "former_handles_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "code_requests_by_token" ON "code_requests" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "code_requests_of_member" ON "code_requests" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "code_requests_over" ON "code_requests" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "former_handles_of_member" ON "former_handles" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "identities_of_member" ON "identities" USING btree ("member_id","provider");--> statement-breakpoint
CREATE INDEX "ceilings_over" ON "ceilings" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "spent_proofs_over" ON "spent_proofs" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_avatar_picture_id_pictures_id_fk" FOREIGN KEY ("avatar_picture_id") REFERENCES "public"."pictures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "members_by_avatar" ON "members" USING btree ("avatar_picture_id");--> statement-breakpoint
CREATE INDEX "members_to_erase" ON "members" USING btree ("deleted_at") WHERE "members"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "sessions_over" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_email_length" CHECK (char_length("members"."email") between 3 and 254);--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_bio_length" CHECK (char_length("members"."bio") <= 1000);--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_city_length" CHECK (char_length("members"."city") <= 80);--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_agent_length" CHECK (char_length("sessions"."user_agent") <= 300);