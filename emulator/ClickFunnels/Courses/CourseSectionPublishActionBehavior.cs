using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Publishes many sections of a course.</summary>
[Resource("CourseSectionPublishAction")]
[Operation("getCoursesSectionsPublishActions")]
internal sealed class CourseSectionPublishActionBehavior(RecordStore store) : BulkActionBehavior(store)
{
    protected override bool HasStatus => true;

    [Behavior(
        "Publishing takes either target_ids or target_all, sections of the course; else 422",
        Evidence.Documented,
        "published spec 2026-08, course sections"
    )]
    [Behavior("scheduled_for must be in the future (422)", Evidence.Documented, "published spec 2026-08, course sections")]
    protected override void Choose(Call call, JsonObject draft)
    {
        Default(draft, ("target_all", false), ("target_ids", new JsonArray()));
        var all = draft.Flag("target_all");
        var ids = Numbers(draft, "target_ids");
        call.Problems.Require(all != ids.Count > 0, "Exactly one of target_ids or target_all must be given");
        call.Problems.Require(
            ids.All(id => call.InWorkspace("CourseSection", id)?.Number("course_id") == call.Parents["course_id"].Id),
            "Target ids must exist"
        );
        call.Problems.Require(Text(draft, "scheduled_for") is not { } time || IsWaiting(call, time), "Scheduled for must be in the future");
        Default(
            draft,
            ("auto_enroll", false),
            ("send_email", false),
            ("offer_new_section_via_all_access_products", false),
            ("published_lessons_count", 0L)
        );
    }

    [Operation("createCoursesSectionsPublishActions")]
    [Behavior(
        "If target_all, or the root section, finds nothing to publish, the response is 200 with zero counts, and no record is created",
        Evidence.Documented,
        "published spec 2026-08, course sections"
    )]
    public OperationResult? ReportNothingToPublish(Call call, Record? member)
    {
        var course = call.Parents["course_id"];
        var root = course.Number("root_section_id");
        var aimsAtAll =
            call.Sent["target_all"]?.ToString() == "true"
            || (call.Sent["target_ids"] as JsonArray ?? []).Any(id =>
                root is { } known && call.InWorkspace("CourseSection", id)?.Id == known
            );
        if (!aimsAtAll || Unpublished(course.Id).Any())
        {
            return null;
        }

        return new OperationResult(
            new JsonObject
            {
                ["message"] = "There is nothing to publish",
                ["target_count"] = 0L,
                ["performed_count"] = 0L,
                ["published_lessons_count"] = 0L,
                ["status"] = "completed",
            },
            200
        );
    }

    protected override IEnumerable<Record> Targets(Call call, Record action)
    {
        var ids = action.Numbers("target_ids").ToHashSet();
        var course = action.Number("course_id")!.Value;
        var all = action.Flag("target_all") || ids.Contains(Store.Find("Course", course)?.Number("root_section_id") ?? 0);
        return all ? Unpublished(course) : Store.Of("CourseSection").Where(section => ids.Contains(section.Id));
    }

    [Behavior(
        "Publishing a section publishes its lessons; only those that were not live yet are counted",
        Evidence.Documented,
        "published spec 2026-08, course sections"
    )]
    protected override bool Perform(Call call, Record action, Record target)
    {
        var lessons = CourseBehavior.PublishSection(call, target, call.Now);
        var fields = call.Edit(action);
        fields["published_lessons_count"] = (action.Number("published_lessons_count") ?? 0) + lessons;
        return true;
    }

    private IEnumerable<Record> Unpublished(long course) =>
        Store
            .Of("CourseSection")
            .Where(section =>
                section.Number("course_id") == course && section.Number("parent_id") is not null && section.Text("published_at") is null
            );
}
