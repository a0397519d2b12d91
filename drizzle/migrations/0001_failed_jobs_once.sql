ALTER TABLE "failed_jobs" DROP CONSTRAINT "failed_jobs_runId_unique";--> statement-breakpoint
CREATE UNIQUE INDEX "failed_jobs_by_run" ON "failed_jobs" USING btree ("run_id");