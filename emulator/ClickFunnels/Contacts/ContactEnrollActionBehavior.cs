using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Enrolls contacts in courses.</summary>
[Resource("ContactEnrollAction")]
[Operation("getContactsEnrollActions")]
internal sealed class ContactEnrollActionBehavior(RecordStore store) : ContactActionBehavior(store)
{
    [Operation("createContactsEnrollActions")]
    [Behavior(
        "Contacts are enrolled in whole courses or in single sections",
        Evidence.Documented,
        "published spec 2026-08, enroll actions"
    )]
    [Behavior("Without a course and a section the response is 422", Evidence.Assumed, "published: give one or both")]
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
