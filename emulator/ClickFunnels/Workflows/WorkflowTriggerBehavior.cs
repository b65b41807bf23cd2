using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Triggers that start workflows.</summary>
[Resource("WorkflowTrigger")]
internal sealed class WorkflowTriggerBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createWorkflowTrigger")]
    [Behavior("A trigger is active by default", Evidence.Documented, "published spec 2026-08, workflows")]
    [Behavior("The name of an event is made from its key", Evidence.Assumed, "the names are not published")]
    public override void Create(Call call, JsonObject draft)
    {
        Default(draft, ("active", true), ("allow_anonymous_contacts", false));
        draft["event_type_name"] = RequestBodyReader.Label("", (Text(draft, "event_type_key") ?? "").TrimStart('$').Replace('.', '_'));
    }
}
