#include "ui/views/view.h"

static const struct view *const views[VIEW_COUNT] = {
	[VIEW_OVERVIEW] = &view_overview,
	[VIEW_METRICS] = &view_metrics,
	[VIEW_TRACES] = &view_traces,
	[VIEW_LOGS] = &view_logs,
	[VIEW_BILLING] = &view_billing,
	[VIEW_INFRA] = &view_infra,
	[VIEW_CHANGES] = &view_changes,
	[VIEW_VENDOR] = &view_vendor,
	[VIEW_MAP] = &view_map,
	[VIEW_RUNBOOK] = &view_runbook,
	[VIEW_INBOX] = &view_inbox,
	[VIEW_MEASURES] = &view_measures,
	[VIEW_CAUSES] = &view_causes,
	[VIEW_PLAN] = &view_plan,
	[VIEW_WORKSHEETS] = &view_worksheets,
	[VIEW_TIMELINE] = &view_timeline,
	[VIEW_REPORT] = &view_report,
	[VIEW_BRIEFING] = &view_briefing,
};

static const struct {
	const char *title, *tab;
} names[VIEW_COUNT] = {
#define V(id, title, tab) [VIEW_##id] = { title, tab },
	VIEWS(V)
#undef V
};

const struct view *view_info(enum view_id id)
{
	return views[id];
}

const char *view_title(enum view_id id)
{
	return names[id].title;
}

const char *view_tab(enum view_id id)
{
	return names[id].tab;
}
