using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviors;

/// <summary>Courses.</summary>
internal sealed class CourseBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("A new course is not published and has a root section", Evidence.Documented, "published spec 2026-08, courses")]
    public override void Create(Call call, JsonObject draft)
    {
        draft["published_at"] = null;
        Default(draft, ("comments_enabled", false));
    }

    public override void Created(Call call, Record record)
    {
        var root = call.Insert(
            "CourseSection",
            new JsonObject
            {
                ["course_id"] = record.Id,
                ["title"] = record.Text("title"),
                ["parent_id"] = null,
                ["sort_order"] = 0L,
            }
        );
        Store.Edit(record)["root_section_id"] = root.Id;
    }

    [Behavior(
        "publish is at once or, with a time to come, scheduled; a time that is past answers 422",
        Evidence.Documented,
        "published spec 2026-08, courses"
    )]
    [Behavior("A course publishes its sections and lessons only when asked to", Evidence.Documented, "published spec 2026-08, courses")]
    public override void Act(Call call, Record record, string action)
    {
        if (PublishTime(call) is not { } time)
        {
            return;
        }

        call.Edit(record)["published_at"] = time;
        if (call.Sent["publish_sections_and_lessons"]?.ToString() != "true")
        {
            return;
        }

        foreach (var section in Sections(record).Where(section => section.Number("parent_id") is not null))
        {
            PublishSection(call, section, time);
        }
    }

    /// <summary>Publishes a section and its lessons; returns how many lessons were not published before.</summary>
    public static long PublishSection(Call call, Record section, string time)
    {
        call.Edit(section)["published_at"] = time;
        var lessons = call
            .Store.Of("CourseLesson")
            .Where(lesson => lesson.Number("section_id") == section.Id && !IsLive(call, lesson))
            .ToList();
        foreach (var lesson in lessons)
        {
            call.Edit(lesson)["published_at"] = time;
        }

        return lessons.Count;
    }

    /// <summary>The time of a publication as the body says; null when it is wrong.</summary>
    public static string? PublishTime(Call call)
    {
        if (call.ReadBody()["published_at"] is not { } sent)
        {
            return call.Problems.Any ? null : call.Now;
        }

        var time = DateTimeOffset.Parse(sent.GetValue<string>(), CultureInfo.InvariantCulture);
        call.Problems.Require(time >= call.Time, "Published at must be in the future");
        return call.Problems.Any ? null : WireText.Time(time);
    }

    private static bool IsLive(Call call, Record record) =>
        record.Text("published_at") is { } time && DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) <= call.Time;

    private List<Record> Sections(Record course) =>
        [.. Store.Of("CourseSection").Where(section => section.Number("course_id") == course.Id)];
}

/// <summary>Sections of courses.</summary>
internal sealed class SectionBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior(
        "A section needs a title (422), stands below the root section and is counted from 0",
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

    [Behavior(
        "Publishing a section publishes its lessons, but not the root section (422)",
        Evidence.Documented,
        "published spec 2026-08, courses"
    )]
    public override void Act(Call call, Record record, string action)
    {
        call.Problems.Require(record.Number("parent_id") is not null, "The root section can't be published");
        if (CourseBehavior.PublishTime(call) is { } time)
        {
            CourseBehavior.PublishSection(call, record, time);
        }
    }
}

/// <summary>Lessons of sections.</summary>
internal sealed class LessonBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("A lesson needs a title (422) and is counted in its section from 0", Evidence.Documented, "published spec 2026-08, courses")]
    public override void Create(Call call, JsonObject draft)
    {
        call.Problems.Require(!string.IsNullOrWhiteSpace(Text(draft, "title")), "Title can't be blank");
        draft["published_at"] = null;
        draft["sort_order"] = call.InWorkspace("CourseLesson").LongCount(one => one.Number("section_id") == call.Parents["section_id"].Id);
    }

    [Behavior("Only publishing publishes a lesson, at once or at a time to come", Evidence.Documented, "published spec 2026-08, courses")]
    public override void Act(Call call, Record record, string action)
    {
        if (CourseBehavior.PublishTime(call) is { } time)
        {
            call.Edit(record)["published_at"] = time;
        }
    }
}

/// <summary>Lessons that are done.</summary>
internal sealed class CompletionBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("A lesson is completed in an enrollment only once (409)", Evidence.Documented, "published spec 2026-06, lesson completions")]
    public override void Create(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "lesson_id", "CourseLesson");
        RequireOne(call, draft, "enrollment_id", "CourseEnrollment");
        var done = call.InWorkspace("CourseLessonCompletion")
            .Any(one =>
                one.Number("lesson_id") == Number(draft, "lesson_id") && one.Number("enrollment_id") == Number(draft, "enrollment_id")
            );
        if (done)
        {
            throw Http.ApiProblem.Conflict("Lesson is already completed");
        }
    }
}
