/*
 * Actions: everything a key can do, in one table.
 *
 * The table feeds dispatch, the footer, the help that is also the palette, and
 * the completion of the `:` line.  An action belongs to contexts: a view, a
 * kind of view, a dialog, or everywhere.  Where two actions share a key, the
 * one of the narrower context (the earlier one in CONTEXTS) has it.
 */
#ifndef GAMEDAY_UI_TERMINAL_ACTION_H
#define GAMEDAY_UI_TERMINAL_ACTION_H

#include <stdbool.h>

/* id, title in the help; the narrow ones first. */
/* clang-format off */
#define CONTEXTS(C) \
	C(CONFIRM, "Question") \
	C(FORM, "Form") \
	C(PICK, "List to choose from") \
	C(LINE, "Line") \
	C(EDIT, "Writing") \
	C(COMPOSER, "Composer") \
	C(BRIEFING, "Briefing") \
	C(REHEARSAL, "Written answer") \
	C(HOME, "Home") \
	C(METRICS, "Metrics") \
	C(TRACES, "Traces") \
	C(LOGS, "Logs") \
	C(RUNBOOK, "Runbook") \
	C(INBOX, "Inbox") \
	C(MEASURES, "Measures") \
	C(CAUSES, "Hypotheses") \
	C(PLAN, "Plan") \
	C(WORKSHEET, "Worksheets") \
	C(FILTER, "Anything that can be filtered") \
	C(PIVOT, "Anything that can be broken down") \
	C(WINDOW, "Anything with a time window") \
	C(SIDEWAYS, "Anything that goes sideways") \
	C(LIST, "Lists") \
	C(DRILL, "The drill") \
	C(REPLAY, "A replay") \
	C(SCREEN, "The screen")

enum context_id {
#define C(id, title) CONTEXT_ID_##id,
	CONTEXTS(C)
#undef C
	CONTEXT_COUNT
};

enum context {
#define C(id, title) CONTEXT_##id = 1 << CONTEXT_ID_##id,
	CONTEXTS(C)
#undef C
};

/* id, name, keys, contexts, label in the footer ("" = not there), help */
#define ACTIONS(A) \
	A(YES, "yes", "y enter", CONTEXT_CONFIRM, "Yes", "do it") \
	A(NO, "no", "n esc q", CONTEXT_CONFIRM, "No", "leave it") \
	A(SUBMIT, "submit", "ctrl-s", CONTEXT_FORM, "Do it", "do what the form says") \
	A(ENTER_FIELD, "enter-field", "enter", CONTEXT_FORM, "", "to the next field; from the last one, do it") \
	A(NEXT_FIELD, "next-field", "tab down", CONTEXT_FORM, "Next field", "to the next field, round and round") \
	A(PREVIOUS_FIELD, "previous-field", "shift-tab up", CONTEXT_FORM, "", "to the field before, round and round") \
	A(NEXT_CHOICE, "next-choice", "ctrl-n", CONTEXT_FORM, "Next choice", "the field's next choice") \
	A(CANCEL_FORM, "cancel-form", "esc", CONTEXT_FORM, "Cancel", "close the form, change nothing") \
	A(PICK, "pick", "enter", CONTEXT_PICK, "Choose", "take the marked one") \
	A(PICK_UP, "pick-up", "up ctrl-p", CONTEXT_PICK, "", "to the one above") \
	A(PICK_DOWN, "pick-down", "down ctrl-n tab", CONTEXT_PICK, "", "to the one below") \
	A(PICK_PAGE_UP, "pick-page-up", "pageup", CONTEXT_PICK, "", "a page up") \
	A(PICK_PAGE_DOWN, "pick-page-down", "pagedown", CONTEXT_PICK, "", "a page down") \
	A(CANCEL_PICK, "cancel-pick", "esc", CONTEXT_PICK, "Cancel", "choose nothing") \
	A(RUN_LINE, "run-line", "enter", CONTEXT_LINE, "Enter", "take the line") \
	A(COMPLETE, "complete", "tab", CONTEXT_LINE, "Complete", "complete the word") \
	A(CLEAR_LINE, "clear-line", "ctrl-u", CONTEXT_LINE | CONTEXT_PICK | CONTEXT_FORM, "", "empty the line") \
	A(OLDER, "older", "up ctrl-p", CONTEXT_LINE, "", "the line before in the history") \
	A(NEWER, "newer", "down ctrl-n", CONTEXT_LINE, "", "the next line in the history") \
	A(CANCEL_LINE, "cancel-line", "esc", CONTEXT_LINE, "Cancel", "leave the line") \
	A(CHAR_LEFT, "char-left", "left ctrl-b", CONTEXT_EDIT, "", "one character back") \
	A(CHAR_RIGHT, "char-right", "right ctrl-f", CONTEXT_EDIT, "", "one character on") \
	A(WORD_LEFT, "word-left", "ctrl-left alt-b shift-left", CONTEXT_EDIT, "", "one word back") \
	A(WORD_RIGHT, "word-right", "ctrl-right alt-f shift-right", CONTEXT_EDIT, "", "one word on") \
	A(LINE_START, "line-start", "home ctrl-a", CONTEXT_EDIT, "", "to the start of the line") \
	A(LINE_END, "line-end", "end ctrl-e", CONTEXT_EDIT, "", "to the end of the line") \
	A(DELETE_BACK, "delete-back", "backspace ctrl-h", CONTEXT_EDIT, "", "delete the character before") \
	A(DELETE, "delete", "delete", CONTEXT_EDIT, "", "delete the character here") \
	A(DELETE_WORD_BACK, "delete-word-back", "ctrl-w alt-backspace", CONTEXT_EDIT, "", "delete the word before") \
	A(DELETE_WORD, "delete-word", "alt-d", CONTEXT_EDIT, "", "delete the word behind") \
	A(DELETE_LINE_END, "delete-line-end", "ctrl-k", CONTEXT_EDIT, "", "delete the rest of the line") \
	A(UNDO, "undo", "ctrl-_ ctrl-u", CONTEXT_EDIT, "", "undo what was written last") \
	A(REDO, "redo", "ctrl-r", CONTEXT_EDIT, "", "do again what was undone") \
	A(SEND, "send", "ctrl-s ctrl-d", CONTEXT_COMPOSER, "Send", "send the message") \
	A(FACTS, "facts", "tab", CONTEXT_COMPOSER, "Facts", "go to the figures at the side; Enter puts one into the text") \
	A(EDITOR, "editor", "ctrl-o", CONTEXT_COMPOSER, "$EDITOR", "write in $VISUAL or $EDITOR") \
	A(TEMPLATE, "template", "ctrl-t", CONTEXT_COMPOSER, "Template", "put in prompts for this reader; what is left of them is not sent") \
	A(NEXT_GAP, "next-gap", "ctrl-g", CONTEXT_COMPOSER, "Next gap", "to the next prompt; writing there takes its place") \
	A(ROW_UP, "row-up", "up", CONTEXT_COMPOSER, "", "one row up") \
	A(ROW_DOWN, "row-down", "down", CONTEXT_COMPOSER, "", "one row down") \
	A(TEXT_START, "text-start", "ctrl-home pageup", CONTEXT_COMPOSER, "", "to the start of the text") \
	A(TEXT_END, "text-end", "ctrl-end pagedown", CONTEXT_COMPOSER, "", "to the end of the text") \
	A(NEW_LINE, "new-line", "enter", CONTEXT_COMPOSER, "", "begin a new line") \
	A(PUT_ASIDE, "put-aside", "esc", CONTEXT_COMPOSER, "Put aside", "keep the draft and go back to the drill") \
	A(START, "start", "enter space", CONTEXT_BRIEFING, "Start the drill", "let the clock run") \
	A(GO_ON, "go-on", "enter space", CONTEXT_REHEARSAL, "Go on", "to what comes next") \
	A(GO_BACK, "go-back", "left backspace h", CONTEXT_REHEARSAL, "Page before", "to the page before") \
	A(OTHER_SIDE, "other-side", "tab right l", CONTEXT_REHEARSAL, "Other text", "between your answer and the model answer") \
	A(BEGIN_ANEW, "begin-anew", "n", CONTEXT_REHEARSAL, "Begin anew", "another attempt; what you wrote stays where it is kept") \
	A(CHOOSE_METRIC, "choose-metric", "enter s", CONTEXT_METRICS, "Series", "choose which series is shown") \
	A(OPEN_TRACE, "open-trace", "enter", CONTEXT_TRACES, "Open/close", "open the request as a waterfall, or close it") \
	A(TRACE_KIND, "trace-kind", "f", CONTEXT_TRACES, "Slow/failed", "all, slow, failed or retried requests") \
	A(TRACE_ORDER, "trace-order", "o", CONTEXT_TRACES, "Order", "the newest first, the slowest, or those with most calls") \
	A(LOG_LEVEL, "log-level", "f", CONTEXT_LOGS, "Level", "all log lines, or from a level on") \
	A(NEXT_PAGE, "next-page", "enter right l", CONTEXT_RUNBOOK, "Next page", "the next page of the runbook") \
	A(PREVIOUS_PAGE, "previous-page", "left h", CONTEXT_RUNBOOK, "", "the page before") \
	A(REPLY, "reply", "r enter", CONTEXT_INBOX, "Reply", "write to whom this is from") \
	A(APPLY, "apply", "enter", CONTEXT_MEASURES, "Apply", "put the measure to work; a form asks for what it needs") \
	A(REVERT, "revert", "x", CONTEXT_MEASURES, "Take back", "take the measure back, or cancel one on its way") \
	A(PLAN_MEASURE, "plan-measure", "B", CONTEXT_MEASURES, "Plan it", "put the measure on the plan board") \
	A(SUSPECT, "suspect", "s enter", CONTEXT_CAUSES, "Suspect", "open it as a hypothesis") \
	A(RULE_OUT, "rule-out", "x", CONTEXT_CAUSES, "Rule out", "close it as wrong, and say why") \
	A(CONCLUDE, "conclude", "f", CONTEXT_CAUSES, "Found it", "say that this is the cause, and why") \
	A(TIE_PINS, "tie-pins", "T", CONTEXT_CAUSES, "Tie pins", "count the pins that belong to none for this one") \
	A(ADD_PLAN, "add-plan", "o", CONTEXT_PLAN, "Add", "plan another measure in this column") \
	A(EDIT_PLAN, "edit-plan", "enter", CONTEXT_PLAN, "Edit", "change this item") \
	A(OPEN_SHEET, "open-sheet", "enter right l", CONTEXT_WORKSHEET, "Change", "open the worksheet; in it, write another value") \
	A(CLOSE_SHEET, "close-sheet", "left h", CONTEXT_WORKSHEET, "", "back to the list of worksheets") \
	A(LIVE_VALUE, "live-value", "x", CONTEXT_WORKSHEET, "Live", "take back what was entered: the drill's figure again") \
	A(NOTE_RESULT, "note-result", "N", CONTEXT_WORKSHEET, "Note", "keep the row's result as a note of the drill") \
	A(CITE_RESULT, "cite-result", "w", CONTEXT_WORKSHEET, "Message", "note the result and put it into a message") \
	A(PLAN_RESULT, "plan-result", "B", CONTEXT_WORKSHEET, "Plan", "note the result and put it into a plan entry") \
	A(FILTER, "filter", "/", CONTEXT_FILTER, "Filter", "show only rows with these words") \
	A(PIVOT, "pivot", "v", CONTEXT_PIVOT, "Break down", "break down by the next label") \
	A(PIVOT_BACK, "pivot-back", "V", CONTEXT_PIVOT, "", "break down by the label before") \
	A(SHORTER, "shorter", "[", CONTEXT_WINDOW, "", "a shorter time window") \
	A(LONGER, "longer", "]", CONTEXT_WINDOW, "Window", "a longer time window") \
	A(UP, "up", "up k", CONTEXT_LIST, "", "one row up") \
	A(DOWN, "down", "down j", CONTEXT_LIST, "", "one row down") \
	A(LEFT, "left", "left h", CONTEXT_SIDEWAYS, "", "to the left; in graphs, back in time") \
	A(RIGHT, "right", "right l", CONTEXT_SIDEWAYS, "", "to the right; in graphs, on in time") \
	A(PAGE_UP, "page-up", "pageup ctrl-b", CONTEXT_LIST, "", "a page up") \
	A(PAGE_DOWN, "page-down", "pagedown ctrl-f", CONTEXT_LIST, "", "a page down") \
	A(TOP, "top", "home g", CONTEXT_LIST, "", "to the first row") \
	A(BOTTOM, "bottom", "end G", CONTEXT_LIST, "", "to the last row") \
	A(PIN, "pin", "p", CONTEXT_DRILL, "Pin", "keep this as evidence: looking is not scored, what you pin and conclude is") \
	A(WRITE, "write", "w", CONTEXT_DRILL, "Write", "write a message to one of the audiences") \
	A(ASK, "ask", "a", CONTEXT_DRILL, "Ask", "ask a person something") \
	A(PAUSE, "pause", "space", CONTEXT_DRILL | CONTEXT_REPLAY, "Pause", "stop the clock, or let it run on") \
	A(NEXT_EVENT, "next-event", "n", CONTEXT_DRILL, "Next event", "go on to the next thing that happens") \
	A(FASTER, "faster", "+ =", CONTEXT_DRILL | CONTEXT_REPLAY, "", "let the clock run faster") \
	A(SLOWER, "slower", "-", CONTEXT_DRILL | CONTEXT_REPLAY, "", "let the clock run slower") \
	A(DECLARE, "declare", "d", CONTEXT_DRILL, "", "declare a severity, mitigated or resolved") \
	A(NOTE, "note", "N", CONTEXT_DRILL, "", "write a note into the timeline") \
	A(ROLE, "role", "R", CONTEXT_DRILL, "", "give somebody a role") \
	A(HINT, "hint", "H", CONTEXT_DRILL, "Hint", "what one might do next; free in practice, noted in an exam") \
	A(COACH, "coach", "C", CONTEXT_DRILL, "Coach", "leave the coach, or take it up where it was") \
	A(END, "end", "E", CONTEXT_DRILL, "End", "end the drill: first the plan phase, then the report") \
	A(REPLAY_NEXT, "replay-next", "n", CONTEXT_REPLAY, "Next", "to the next decision or news") \
	A(REPLAY_LAST, "replay-last", "N", CONTEXT_REPLAY, "Back", "to the decision or news before") \
	A(REPLAY_BACK, "replay-back", ",", CONTEXT_REPLAY, "-1 min", "a minute back") \
	A(REPLAY_ON, "replay-on", ".", CONTEXT_REPLAY, "+1 min", "a minute on") \
	A(REPLAY_TIME, "replay-time", "J", CONTEXT_REPLAY, "Go to", "to a time of the drill") \
	A(REPLAY_FOLLOW, "replay-follow", "F", CONTEXT_REPLAY, "Follow", "open what the player opened, or stay with your view") \
	A(HELP, "help", "? f1", CONTEXT_SCREEN, "Help", "everything that can be done here; Enter does it") \
	A(COMMAND, "command", ":", CONTEXT_SCREEN, "Command", "type a command") \
	A(OVERVIEW, "overview", "1", CONTEXT_SCREEN, "", "the figures that matter, against normal") \
	A(METRICS, "metrics", "2", CONTEXT_SCREEN, "", "any series, by any label") \
	A(TRACES, "traces", "3", CONTEXT_SCREEN, "", "requests and where their time went") \
	A(LOGS, "logs", "4", CONTEXT_SCREEN, "", "what the services wrote") \
	A(BILLING, "billing", "5", CONTEXT_SCREEN, "", "where the money goes") \
	A(INFRA, "infra", "6", CONTEXT_SCREEN, "", "queues, workers, scaling, GPUs") \
	A(CHANGES, "changes", "7", CONTEXT_SCREEN, "", "deploys, flags, configuration, beside the money") \
	A(VENDOR, "vendor", "8", CONTEXT_SCREEN, "", "status page, limits, credit") \
	A(MAP, "map", "9", CONTEXT_SCREEN, "", "how the system hangs together") \
	A(RUNBOOK, "runbook", "0", CONTEXT_SCREEN, "", "what the team wrote down") \
	A(INBOX, "inbox", "i", CONTEXT_SCREEN, "Inbox", "messages to you, and yours") \
	A(MEASURES, "measures", "m", CONTEXT_SCREEN, "Measures", "what can be done, and what it takes") \
	A(CAUSES, "hypotheses", "c", CONTEXT_SCREEN, "Causes", "suspicions and their evidence") \
	A(PLAN, "plan", "b", CONTEXT_SCREEN, "Plan", "the board: now, days, weeks") \
	A(WORKSHEETS, "worksheets", "W", CONTEXT_SCREEN, "Sums", "worksheets: capacity, forecast, budgets, with the drill's figures") \
	A(TIMELINE, "timeline", "t", CONTEXT_SCREEN, "", "what happened so far") \
	A(BRIEFING, "briefing", "I", CONTEXT_SCREEN, "", "read the briefing again") \
	A(REPORT, "report", "r", CONTEXT_SCREEN, "", "the score, once the drill has ended") \
	A(NEXT_VIEW, "next-view", "tab", CONTEXT_SCREEN, "", "the next view") \
	A(PREVIOUS_VIEW, "previous-view", "shift-tab", CONTEXT_SCREEN, "", "the view before") \
	A(BACK, "back", "esc", CONTEXT_SCREEN, "", "back: close what is open, clear the filter, or the last view") \
	A(GLOSSARY, "glossary", "f2", CONTEXT_SCREEN, "", "what the words on the screen mean") \
	A(REDRAW, "redraw", "ctrl-l", CONTEXT_SCREEN, "", "draw the screen anew") \
	A(SUSPEND, "suspend", "ctrl-z", CONTEXT_SCREEN, "", "put gameday to sleep; fg wakes it") \
	A(QUIT, "quit", "q ctrl-c", CONTEXT_SCREEN, "Quit", "leave; the drill is kept and can be resumed")
/* clang-format on */

enum action {
	ACTION_NONE,
#define A(id, name, keys, contexts, label, help) ACTION_##id,
	ACTIONS(A)
#undef A
		ACTION_COUNT
};

struct action_info {
	const char *name, *keys, *label, *help;
	unsigned contexts; /* enum context */
};

const struct action_info *action_info(enum action action);
enum action action_find(const char *name); /* ACTION_NONE if unknown */
const char *context_title(enum context_id context);

#endif
