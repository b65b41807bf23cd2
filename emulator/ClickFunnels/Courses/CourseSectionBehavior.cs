using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Sections of courses.</summary>
[Resource("CourseSection")]
internal sealed class CourseSectionBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createCoursesSections")]
    [Behavior(
        "A section needs a title (422), is below the root section and is counted from 0",
        Evidence.Documented,
        "published spec 2026-08, courses"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        var course = call.Parents["course_id"];
        call.Problems.Require(!string.IsNullOrWhiteSpace(Text(draft, "title")), "Title can't be blank");
        draft["parent_id"] = course.Number("root_section_id");
        draft["published_at"] = null;
        draft["sort_order"] = call.InWorkspace("CourseSection")
            .LongCount(one => one.Number("course_id") == course.Id && one.Number("parent_id") == course.Number("root_section_id"));
    }

    [Operation("publishCoursesSections")]
    [Behavior(
        "Publishing a section publishes its lessons, but not the root section (422)",
        Evidence.Documented,
        "published spec 2026-08, courses"
    )]
    public static void Publish(Call call, Record record)
    {
        call.Problems.Require(record.Number("parent_id") is not null, "The root section can't be published");
        if (CourseBehavior.PublishTime(call) is { } time)
        {
            CourseBehavior.PublishSection(call, record, time);
        }
    }
}
