using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Courses.</summary>
[Resource("Course")]
internal sealed class CourseBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createCourses")]
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

    [Behavior("A course without a description shows an empty text", Evidence.Assumed, "published examples 2025 never show null")]
    public override object? WhenNull(Record record, string name) => name == "description" ? "" : null;

    [Operation("publishCourse")]
    [Behavior(
        "publish is at once or, with a time to come, scheduled; a time that is past returns 422",
        Evidence.Documented,
        "published spec 2026-08, courses"
    )]
    [Behavior("A course publishes its sections and lessons only when asked to", Evidence.Documented, "published spec 2026-08, courses")]
    public void Publish(Call call, Record record)
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
        if (call.ReadBody().Text("published_at") is not { } sent)
        {
            return call.Problems.Any ? null : call.Now;
        }

        var time = DateTimeOffset.Parse(sent, CultureInfo.InvariantCulture);
        call.Problems.Require(time >= call.Time, "Published at must be in the future");
        return call.Problems.Any ? null : WireText.Time(time);
    }

    private static bool IsLive(Call call, Record record) =>
        record.Text("published_at") is { } time && DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) <= call.Time;

    private List<Record> Sections(Record course) =>
        [.. Store.Of("CourseSection").Where(section => section.Number("course_id") == course.Id)];
}
