using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Lessons of sections.</summary>
[Resource("CourseLesson")]
internal sealed class CourseLessonBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createCoursesLessons")]
    [Behavior("A lesson needs a title (422) and is counted in its section from 0", Evidence.Documented, "published spec 2026-08, courses")]
    public override void Create(Call call, JsonObject draft)
    {
        call.Problems.Require(!string.IsNullOrWhiteSpace(Text(draft, "title")), "Title can't be blank");
        draft["published_at"] = null;
        draft["sort_order"] = call.InWorkspace("CourseLesson").LongCount(one => one.Number("section_id") == call.Parents["section_id"].Id);
    }

    [Operation("publishCoursesLessons")]
    [Behavior(
        "A lesson is published only by the publish action, at once or at a later time",
        Evidence.Documented,
        "published spec 2026-08, courses"
    )]
    public static void Publish(Call call, Record record)
    {
        if (CourseBehavior.PublishTime(call) is { } time)
        {
            call.Edit(record)["published_at"] = time;
        }
    }
}
