using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Users as members of a team.</summary>
[Resource("TeamMembership")]
internal sealed class TeamMembershipBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("listMemberships")]
    [Behavior(
        "A membership has an id of its own, beside that of its user",
        Evidence.Documented,
        "vendor skills, workflows and opportunities, 2026-10"
    )]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name == "user" ? Store.Find("User", record.Number("user_id") ?? 0) : null;
        return name == "user";
    }
}
