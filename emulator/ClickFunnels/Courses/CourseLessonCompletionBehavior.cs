using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Lessons that are done.</summary>
[Resource("CourseLessonCompletion")]
internal sealed class CourseLessonCompletionBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createCoursesLessonCompletions")]
    [Behavior("A lesson is completed in an enrollment only once (409)", Evidence.Documented, "published spec 2026-06, lesson completions")]
    public override void Create(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "lesson_id", "CourseLesson");
        RequireOne(call, draft, "enrollment_id", "CourseEnrollment");
        var done = call.InWorkspace("CourseLessonCompletion")
            .Any(one =>
                one.Number("lesson_id") == Number(draft, "lesson_id") && one.Number("enrollment_id") == Number(draft, "enrollment_id")
            );
        Default(draft, ("completed_at", call.Now));
        if (done)
        {
            throw Http.ApiProblem.Conflict("Lesson is already completed");
        }
    }
}
