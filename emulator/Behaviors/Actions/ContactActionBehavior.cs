using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviors;

/// <summary>A bulk action on contacts, which are chosen in one of four ways.</summary>
internal abstract class ContactActionBehavior(RecordStore store) : BulkActionBehavior(store)
{
    private static readonly string[] Selections = ["stable_id", "stored_filter_id", "filter_id", "target_ids", "target_all"];

    [Behavior(
        "Exactly one of stable_id, stored_filter_id, target_ids and target_all chooses the contacts, else 422",
        Evidence.Documented,
        "published spec 2026-08, contact actions"
    )]
    [Behavior(
        "The answer names the filter: a stable_id is kept as a saved filter, and resolved when the action runs",
        Evidence.Documented,
        "published spec 2026-08, contact actions"
    )]
    [Behavior(
        "Targets are named by public or numeric ids; answers show numbers",
        Evidence.Documented,
        "published spec 2026-08, contact actions"
    )]
    protected override void Choose(Call call, JsonObject draft)
    {
        var chosen = Selections.Count(name => IsChosen(call.Sent[name]));
        if (chosen != 1)
        {
            throw ApiProblem.Unprocessable("Exactly one of stable_id, stored_filter_id, target_ids or target_all must be given");
        }

        Record? filter = null;
        if (Sent(call, "stable_id") is { } token)
        {
            filter = SavedFilters.Keep(call, token);
        }
        else if (Sent(call, "stored_filter_id") is { } id)
        {
            filter = SavedFilters.Find(call, id, "ContactsFilter");
        }
        else if (Sent(call, "filter_id") is { } alias)
        {
            filter = SavedFilters.Find(call, alias, "ContactsFilter");
        }

        draft["filter_id"] = filter?.Id;
        draft.Remove("stable_id");
        draft.Remove("stored_filter_id");
        RequireKnown(call, draft, "target_ids", "Contact");
        Default(draft, ("target_all", false), ("target_ids", new JsonArray()));
    }

    protected override IEnumerable<Record> Targets(Call call, Record action)
    {
        var contacts = call.InWorkspace("Contact").Where(contact => !contact.IsRedacted);
        if (action.Number("filter_id") is { } filter)
        {
            return Store.Find("RefineFilter", filter) is { } saved ? contacts.Where(contact => SavedFilters.Accepts(saved, contact)) : [];
        }

        return action.Flag("target_all") ? contacts : action.Numbers("target_ids").Select(id => Store.Find("Contact", id)).OfType<Record>();
    }

    private static string? Sent(Call call, string name) => call.Sent[name] is JsonValue value && IsChosen(value) ? value.ToString() : null;

    private static bool IsChosen(JsonNode? value) =>
        value switch
        {
            JsonArray items => items.Count > 0,
            JsonValue one => one.ToString() is not ("" or "false"),
            _ => false,
        };
}

/// <summary>Puts tags on contacts, or takes them off.</summary>
internal sealed class TagActionBehavior(RecordStore store) : ContactActionBehavior(store)
{
    [Behavior(
        "A tag action adds unless told to remove; unknown tags answer 422",
        Evidence.Documented,
        "published spec 2026-08, tag actions"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        base.Create(call, draft);
        Default(draft, ("action_type", "add"));
        RequireKnown(call, draft, "tag_ids", "ContactTag");
    }

    protected override bool Perform(Call call, Record action, Record target)
    {
        foreach (var tag in action.Numbers("tag_ids").Select(id => Store.Find("ContactTag", id)).OfType<Record>())
        {
            if (action.Text("action_type") == "remove")
            {
                ContactTags.Remove(call, target, tag.Id);
            }
            else
            {
                ContactTags.Add(call, target, tag);
            }
        }

        return true;
    }
}

/// <summary>Enrolls contacts in courses.</summary>
internal sealed class EnrollActionBehavior(RecordStore store) : ContactActionBehavior(store)
{
    [Behavior(
        "Contacts are enrolled in whole courses or in single sections",
        Evidence.Documented,
        "published spec 2026-08, enroll actions"
    )]
    [Behavior("Without a course and a section the answer is 422", Evidence.Assumed, "published: give one or both")]
    public override void Create(Call call, JsonObject draft)
    {
        base.Create(call, draft);
        RequireKnown(call, draft, "course_ids", "Course");
        RequireKnown(call, draft, "section_ids", "CourseSection");
        call.Problems.Require(Numbers(draft, "course_ids").Count + Numbers(draft, "section_ids").Count > 0, "Course ids can't be blank");
    }

    protected override bool Perform(Call call, Record action, Record target)
    {
        var sections = action.Numbers("section_ids").Select(id => Store.Find("CourseSection", id)?.Number("course_id")).OfType<long>();
        foreach (var course in action.Numbers("course_ids").Concat(sections).Distinct())
        {
            if (
                Store.Find("Course", course) is not null
                && !call.InWorkspace("CourseEnrollment")
                    .Any(one => one.Number("course_id") == course && one.Number("contact_id") == target.Id)
            )
            {
                call.Insert(
                    "CourseEnrollment",
                    new JsonObject
                    {
                        ["course_id"] = course,
                        ["contact_id"] = target.Id,
                        ["suspended"] = false,
                    }
                );
            }
        }

        return true;
    }
}

/// <summary>Puts contacts into a workflow.</summary>
internal sealed class RunWorkflowActionBehavior(RecordStore store) : ContactActionBehavior(store)
{
    [Behavior(
        "force_run puts contacts in again that are in the workflow already",
        Evidence.Documented,
        "published spec 2026-08, run workflow actions"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        base.Create(call, draft);
        Default(draft, ("force_run", false));
        RequireOne(call, draft, "workflow_id", "Workflow");
    }

    protected override bool Perform(Call call, Record action, Record target)
    {
        if (Store.Find("Workflow", action.Number("workflow_id") ?? 0) is not { } workflow)
        {
            return false;
        }

        var running = call.InWorkspace("WorkflowRun")
            .Any(run => run.Number("workflow_id") == workflow.Id && run.Number("contact_id") == target.Id);
        if (!running || action.Flag("force_run"))
        {
            WorkflowRunBehavior.Start(call, workflow, target.Id, skipCommunication: false);
        }

        return true;
    }
}

/// <summary>Ends the e-mail to contacts.</summary>
internal sealed class UnsubscribeActionBehavior(RecordStore store) : ContactActionBehavior(store)
{
    [Behavior("The contacts are marked as unsubscribed from e-mail", Evidence.Documented, "published spec 2026-08, unsubscribe actions")]
    public override void Create(Call call, JsonObject draft) => base.Create(call, draft);

    protected override bool Perform(Call call, Record action, Record target)
    {
        call.Edit(target)["unsubscribed_at"] = call.Now;
        return true;
    }
}

/// <summary>Writes contacts to a file.</summary>
internal sealed class ExportActionBehavior(RecordStore store) : ContactActionBehavior(store)
{
    [Behavior("file_url is null until the export is completed", Evidence.Documented, "published spec 2026-08, export actions")]
    [Behavior("There is no file behind file_url; a download of its name appears", Evidence.Assumed, "the emulator stores no files")]
    protected override void Completed(Call call, Record action)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"contacts-{action.Id}.csv");
        call.Edit(action)["file_url"] = $"https://downloads.example.com/{name}";
        call.Insert("Download", new JsonObject { ["name"] = name, ["asset_id"] = Store.TakeId() });
    }

    protected override bool Perform(Call call, Record action, Record target) => true;
}
