using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Enrollments of contacts in courses.</summary>
[Resource("CourseEnrollment")]
internal sealed class CourseEnrollmentBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createCoursesEnrollments")]
    [Behavior("The contact must exist, and is enrolled in a course only once (422)", Evidence.Assumed, "not published")]
    public override void Create(Call call, JsonObject draft)
    {
        var course = call.Parents["course_id"];
        RequireOne(call, draft, "contact_id", "Contact");
        var enrolled = call.InWorkspace("CourseEnrollment")
            .Any(other => other.Number("course_id") == course.Id && other.Number("contact_id") == Number(draft, "contact_id"));
        call.Problems.Require(!enrolled, "Contact has already been taken");
        Default(draft, ("suspended", false));
    }

    [Behavior(
        "An enrollment that was made through the API originates from its workspace",
        Evidence.Assumed,
        "published examples 2025 never show origination_source_id as null"
    )]
    public override object? WhenNull(Record record, string name) =>
        name switch
        {
            "origination_source_id" => record.WorkspaceId,
            "origination_source_type" => "Workspace",
            _ => null,
        };

    [Operation("getCoursesEnrollments")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name == "contact" ? Store.Find("Contact", record.Number("contact_id")!.Value) : null;
        return name == "contact";
    }
}
