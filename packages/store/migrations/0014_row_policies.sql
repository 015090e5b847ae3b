CREATE TABLE "report_readers" (
	"name" text PRIMARY KEY NOT NULL,
	"sites" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "report_readers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "clock_moves" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "commands" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "connector_commands" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "connector_memory" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "escalation_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "escalation_timers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "feed_tokens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "head" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_mappings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "line_predictions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "line_standings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "otif_definitions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "otif_revisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "people" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "photos" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "push_devices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "push_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "quarantine" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "quarantine_owners" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "raw_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "raw_of_facts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rule_sets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "snapshot_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "snapshots" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "read" ON "audit" AS PERMISSIVE FOR SELECT TO public USING ((select coalesce(asked.sites = '*', false) from (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.sites', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites) as asked));--> statement-breakpoint
CREATE POLICY "read" ON "connector_commands" AS PERMISSIVE FOR SELECT TO public USING ((select coalesce(asked.sites = '*', false) from (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.sites', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites) as asked) or "connector_commands"."site" = any ((select case when asked.sites like '{%' then asked.sites::text[] end from (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.sites', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites) as asked)::text[]) or ("connector_commands"."subject" is null and "connector_commands"."asked_by" = (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.person', true) end)));--> statement-breakpoint
CREATE POLICY "read" ON "escalation_messages" AS PERMISSIVE FOR SELECT TO public USING ((select coalesce(asked.sites = '*', false) from (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.sites', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites) as asked) or "escalation_messages"."site" = any ((select case when asked.sites like '{%' then asked.sites::text[] end from (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.sites', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites) as asked)::text[]) or "escalation_messages"."person" = (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.person', true) end));--> statement-breakpoint
CREATE POLICY "read" ON "line_predictions" AS PERMISSIVE FOR SELECT TO public USING ((select coalesce(asked.sites = '*', false) from (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.sites', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites) as asked) or "line_predictions"."site" = any ((select case when asked.sites like '{%' then asked.sites::text[] end from (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.sites', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites) as asked)::text[]));--> statement-breakpoint
CREATE POLICY "read" ON "line_standings" AS PERMISSIVE FOR SELECT TO public USING ((select coalesce(asked.sites = '*', false) from (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.sites', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites) as asked));--> statement-breakpoint
CREATE POLICY "read" ON "log" AS PERMISSIVE FOR SELECT TO public USING ((select coalesce(asked.sites = '*', false) from (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.sites', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites) as asked));--> statement-breakpoint
CREATE POLICY "read" ON "otif_definitions" AS PERMISSIVE FOR SELECT TO public USING ((select coalesce(asked.sites = '*', false) from (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.sites', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites) as asked));--> statement-breakpoint
CREATE POLICY "read" ON "otif_revisions" AS PERMISSIVE FOR SELECT TO public USING ((select coalesce(asked.sites = '*', false) from (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.sites', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites) as asked) or "otif_revisions"."site" = any ((select case when asked.sites like '{%' then asked.sites::text[] end from (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.sites', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites) as asked)::text[]));--> statement-breakpoint
CREATE POLICY "read" ON "quarantine" AS PERMISSIVE FOR SELECT TO public USING ((select coalesce(asked.sites = '*', false) from (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.sites', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites) as asked));--> statement-breakpoint
CREATE POLICY "read" ON "quarantine_owners" AS PERMISSIVE FOR SELECT TO public USING ((select coalesce(asked.sites = '*', false) from (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.sites', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites) as asked));--> statement-breakpoint
CREATE POLICY "read" ON "rule_sets" AS PERMISSIVE FOR SELECT TO public USING ((select coalesce(asked.sites = '*', false) from (select case when current_user = 'lockstep_viewer' then current_setting('lockstep.sites', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites) as asked));--> statement-breakpoint
CREATE POLICY "read" ON "report_readers" AS PERMISSIVE FOR SELECT TO public USING ("report_readers"."name" = current_user);